// What the page's address remembers after the #: who is shown, where, in which thread; a reload comes back there.

/** [{person, channel?, home?, thread?}] */
export function readAddress(hash = location.hash) {
  return hash.replace(/^#\/?/, "").split("+").filter(Boolean).map((part) => {
    const [person, place, thread] = part.split("/").map(decodeURIComponent);
    const where = { person };
    if (place?.startsWith("home:")) where.home = place.slice(5);
    else if (place) where.channel = place;
    if (thread) where.thread = thread;
    return where;
  });
}

export function writeAddress(panes) {
  const parts = panes.filter((pane) => pane.session && pane.at).map((pane) => [
    pane.session.id, pane.at.home ? `home:${pane.at.home}` : pane.at.channel, pane.thread,
  ].filter(Boolean).map(encodeURIComponent).join("/"));
  history.replaceState(null, "", `#${parts.join("+")}`);
}
