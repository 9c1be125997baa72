const START = /^# aider chat started at \d{4}-\d{2}-\d{2} /;

/** How sure it is that text is a history: it begins with a session, or has one after the rest of another. */
export function detectAider(head: Uint8Array): number {
  const text = new TextDecoder().decode(head).replace(/^\ufeff/, '');
  if (START.test(text.trimStart())) return 0.97;
  return new RegExp(`\\n\\n${START.source.slice(1)}`).test(text.replaceAll('\r\n', '\n')) ? 0.6 : 0;
}
