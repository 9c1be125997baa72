/**
 * A line of prose as it is read, for places that show text and no Markdown: without the asterisks and backticks that
 * stand around words. What is alone is left, since it may be meant.
 */
export function plainProse(text: string): string {
  return text
    .replace(/\*\*(?=\S)([^*\n]{1,400})(?<=\S)\*\*/gu, '$1')
    .replace(/(?<!`)`([^`\n]{1,400})`(?!`)/gu, '$1');
}
