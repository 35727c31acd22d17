// Numbers as people type them (1.240,55 or 1,240.55) and as Slack carries them (1240.55).

/** "1.240,55" becomes "1240.55"; what is no number stays as it was typed, to be refused in words. */
export function plainNumber(text, language) {
  const typed = text.trim();
  const comma = typed.lastIndexOf(",");
  const point = typed.lastIndexOf(".");
  const [decimal, group] = language === "pt-BR" ? [",", "."] : [".", ","];
  if (comma >= 0 && point >= 0) {
    const last = comma > point ? "," : ".";
    return typed.replaceAll(last === "," ? "." : ",", "").replace(last, ".");
  }
  if (grouped(typed, group)) return typed.replaceAll(group, "");
  return typed.replace(decimal, ".").replace(",", ".");
}

/** Only whole groups of three, as in 1.240 or 12.500.000. */
function grouped(text, sign) {
  return new RegExp(`^-?[1-9]\\d{0,2}(\\${sign}\\d{3})+$`).test(text);
}

/** What Slack carries, with the decimal sign of the language. */
export function shownNumber(value, language) {
  const text = value ?? "";
  return language === "pt-BR" && /^-?\d+\.\d+$/.test(text) ? text.replace(".", ",") : text;
}
