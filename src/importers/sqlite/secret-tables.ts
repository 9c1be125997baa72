/** Tables that tools keep credentials in, in the same file as their sessions; lower case. */
const SECRET_TABLES: ReadonlySet<string> = new Set([
  // OpenCode and Kilo: sign-ins, keys of providers, and the key to take back a shared session.
  'account',
  'account_state',
  'control_account',
  'credential',
  'session_share',
  // Amazon Q and Kiro.
  'auth_kv',
]);

/** Names that speak for themselves, of tools that are not known here. */
const SECRET_WORDS =
  /(?:^|_)(?:auth|oauth|credentials?|secrets?|passwords?|accounts?|api_?keys?|access_tokens?)(?:_|$)/i;

/** Whether a table may hold credentials: its rows are never read, and its name is not told. */
export function isSecretTable(name: string): boolean {
  return SECRET_TABLES.has(name.toLowerCase()) || SECRET_WORDS.test(name);
}
