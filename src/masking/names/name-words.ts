/** Longest name that is looked at, in characters. */
const MAX_NAME = 80;

/** The words of a name as programs join them, in small letters: `DB_rootPassword2` is `db`, `root`, `password`, `2`. */
export function wordsOfName(name: string): readonly string[] {
  return name
    .slice(-MAX_NAME)
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .replace(/([A-Za-z]{3,})(\d+)/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d\u00c0-\u024f]+/)
    .filter((word) => word !== '');
}
