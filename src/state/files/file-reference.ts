import type { FileReference } from '../../format/index.ts';

/**
 * The lines of a file that a reference means: the text split at `\n`, `lineCount` pieces from `startLine`, joined again.
 *
 * @param text - the whole file, whose SHA-256 is the reference's
 */
export function referencedText(text: string, { startLine, lineCount }: FileReference): string {
  if (startLine === undefined && lineCount === undefined) return text;
  const start = (startLine ?? 1) - 1;
  const end = lineCount === undefined ? undefined : start + lineCount;
  return text.split('\n').slice(start, end).join('\n');
}

/**
 * Where in a file a text stands, so that {@link referencedText} gives exactly it.
 *
 * @param startLine - line where the text is said to begin, counted from 1
 * @returns nothing to add when it is the whole file; `undefined` when it does not stand there
 */
export function matchLines(
  text: string,
  part: string,
  startLine: number,
): Pick<FileReference, 'startLine' | 'lineCount'> | undefined {
  if (part === text && startLine === 1) return {};
  if (!(startLine >= 1)) return undefined;
  const lines = { startLine, lineCount: part.split('\n').length };
  return referencedText(text, { type: '_reprise/file', path: '', sha256: '', ...lines }) === part
    ? lines
    : undefined;
}
