/** Errors that a passphrase or a key can mend. */
const CODES: ReadonlySet<string> = new Set([
  'passphrase-needed',
  'wrong-passphrase',
  'key-needed',
  'wrong-key',
]);

/** Whether an error with this code asks for a passphrase or a key. */
export function asksForKey(code: string | undefined): boolean {
  return code !== undefined && CODES.has(code);
}
