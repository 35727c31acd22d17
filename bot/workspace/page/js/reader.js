// What the drawing of text needs to know about the person who reads it.

/** `open` = {person(id), channel(id)}: what pressing a mention does. */
export function readerFor(session, open) {
  return {
    get language() { return session.language; },
    get tz() { return session.me.tz || "America/Sao_Paulo"; },
    get me() { return session.id; },
    say: (key, values) => session.say(key, values),
    person: (id) => session.people.get(id),
    people: () => [...session.people.values()],
    channel: (id) => session.channel(id),
    channels: () => session.channels,
    openPerson: open.person,
    openChannel: open.channel,
  };
}
