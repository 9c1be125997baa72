import { escapeText } from './escape-text.ts';

const FENCE = /^ {0,3}(`{3,}|~{3,})\s*([^\s`]*)/u;

/**
 * What somebody wrote, as HTML: paragraphs with their lines, and fenced code. The rest of Markdown stays as it was written,
 * which is made to be read: a parser of it would be one more thing between what was said and what is shown.
 *
 * @param onLanguage - told what the fences name
 */
export function proseHtml(text: string, onLanguage: (name: string) => void = () => undefined): string {
  const html: string[] = [];
  let lines: string[] = [];
  let fence: string | undefined;
  const flush = (): void => {
    const part = lines.join('\n');
    lines = [];
    if (part.trim() === '') return;
    if (fence !== undefined) html.push(`<pre dir="auto"><code>${escapeText(part)}</code></pre>`);
    else
      for (const paragraph of part.split(/\n\s*\n/u))
        if (paragraph.trim() !== '')
          html.push(`<p dir="auto">${escapeText(paragraph.replace(/^\n+|\s+$/gu, ''))}</p>`);
  };
  for (const line of text.split(/\r\n?|\n/u)) {
    const [, mark, language] = FENCE.exec(line) ?? [];
    if (fence === undefined && mark !== undefined) {
      flush();
      fence = mark;
      if (language) onLanguage(language);
    } else if (fence !== undefined && mark?.startsWith(fence) && line.trim() === mark) {
      flush();
      fence = undefined;
    } else lines.push(line);
  }
  flush();
  return html.join('\n');
}
