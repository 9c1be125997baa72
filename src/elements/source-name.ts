/** The name of the file at an address, readable: its last part, without what is behind `?` and `#`. */
export function sourceName(source: string): string {
  const name = source
    .replace(/[?#].*$/su, '')
    .split(/[/\\]/u)
    .at(-1);
  if (!name) return source;
  try {
    return decodeURIComponent(name);
  } catch {
    // A name with a percent sign of its own.
    return name;
  }
}
