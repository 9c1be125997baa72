/** A text as an expression that matches just this text, also beside others and in a class. */
export function escapeExpression(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}

/** A text as an expression that matches it where it stands as a word of its own. */
export function wordExpression(text: string): string {
  const inner = '[A-Za-z0-9_\\u00c0-\\u024f]';
  return `(?<!${inner})${escapeExpression(text)}(?!${inner})`;
}
