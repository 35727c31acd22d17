// Writes how big a file is in words people use.

export function sizeOf(bytes, reader) {
  const [value, unit] = bytes < 1000 ? [bytes, "B"] : bytes < 1_000_000 ? [bytes / 1000, "kB"] : [bytes / 1_000_000, "MB"];
  return `${value.toLocaleString(reader.language, { maximumFractionDigits: value < 10 ? 1 : 0 })} ${unit}`;
}
