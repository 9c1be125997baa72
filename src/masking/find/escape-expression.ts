/** A text as an expression that matches just this text, also beside others and in a class. */
export function escapeExpression(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}
