// The words of the page in Portuguese and English, chosen by a person's Slack language.

import en from "./words/en.js";
import pt from "./words/pt.js";

const TABLES = { "pt-BR": pt, "en-US": en };

/** The language of the page for a Slack locale: English when it says so, else Portuguese. */
export function languageOf(locale) {
  return String(locale ?? "").toLowerCase().startsWith("en") ? "en-US" : "pt-BR";
}

/**
 * Returns say(key, values). `{name}` is filled in; `{n|one|many}` chooses by the number n.
 */
export function sayer(language) {
  const table = TABLES[language] ?? pt;
  return (key, values = {}) => {
    const phrase = table[key];
    if (phrase === undefined) throw new Error(`no words for ${key}`);
    return phrase.replace(/\{(\w+)(?:\|([^|}]*)\|([^}]*))?\}/g, (_, name, one, many) => {
      if (one === undefined) return String(values[name] ?? "");
      return Number(values[name]) === 1 ? one : many;
    });
  };
}
