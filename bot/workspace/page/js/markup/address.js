// Decides which addresses may be opened or shown: web, mail, telephone and this server, nothing else.

const SCHEMES = new Set(["http:", "https:", "mailto:", "tel:"]);

/** Returns the address when it is harmless to follow, else null. */
export function safeAddress(address) {
  const text = String(address ?? "").trim();
  if (!text) return null;
  try {
    const url = new URL(text, document.baseURI);
    return SCHEMES.has(url.protocol) ? text : null;
  } catch {
    return null;
  }
}

/** True for an address on this server, the only place from which the page loads pictures. */
export function isLocal(address) {
  try {
    return new URL(address, document.baseURI).origin === location.origin;
  } catch {
    return false;
  }
}
