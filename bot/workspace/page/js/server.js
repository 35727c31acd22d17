// The calls from this page to the local workspace (docs/workspace-page-api.md), and its live events.

/** Something the server refused, with a sentence that can be shown. */
export class Problem extends Error {
  constructor(code, say) {
    super(code);
    this.code = code;
    this.say = say;
  }
}

async function answer(request) {
  let response;
  try {
    response = await request;
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause;
    throw new Problem("offline", null); // the caller has the words, in the person's language
  }
  const text = await response.text();
  let body;
  try {
    body = JSON.parse(text);
  } catch {
    throw new Problem(`http_${response.status}`, null);
  }
  if (!body.ok) throw new Problem(body.error ?? `http_${response.status}`, body.say ?? null);
  return body;
}

export function get(path, params = {}) {
  const given = Object.entries(params).filter(([, value]) => value !== null && value !== undefined);
  const query = given.length ? `?${new URLSearchParams(given)}` : "";
  return answer(fetch(`/local/${path}${query}`, { headers: { accept: "application/json" } }));
}

export function post(path, body = {}) {
  return answer(fetch(`/local/${path}`, {
    method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body),
  }));
}

/** Sends files: `fields` are plain values, `files` are File objects. */
export function upload(path, fields, files = []) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    if (value !== null && value !== undefined && value !== "") form.append(name, value);
  }
  for (const file of files) form.append("file", file, file.name);
  return answer(fetch(`/local/${path}`, { method: "POST", body: form }));
}

/**
 * Listens to what happens to one person. Calls onEvent(event) for each, onLink(true | false) when the
 * connection comes and goes; the browser itself comes back and says what it saw last. Returns stop().
 */
export function listen(params, onEvent, onLink) {
  const source = new EventSource(`/local/events?${new URLSearchParams(params)}`);
  source.addEventListener("open", () => onLink(true));
  source.addEventListener("error", () => onLink(false));
  source.addEventListener("message", (message) => onEvent(JSON.parse(message.data)));
  return () => source.close();
}
