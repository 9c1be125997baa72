import type { SourceHunk } from '../../../format/index.ts';
import { asCount, asList, isObject } from '../../sources/json-value.ts';
import type { ToolChange } from './vscode-tools.ts';

/** Edits of one group that are read. */
const MAX_EDITS = 20_000;

/**
 * A group of edits as a change. Each has the range that it stands in place of, lines and columns counted from 1 in the text
 * at that moment, and no group has the text before: what was there is not known, so only insertions can be exact.
 */
export function changeOfEdits(path: string, edits: unknown): ToolChange | undefined {
  const batches = asList(edits).map((batch) => (Array.isArray(batch) ? (batch as unknown[]) : [batch]));
  const hunks = batches.flat().slice(0, MAX_EDITS).flatMap(hunkOf);
  if (hunks.length === 0) return undefined;
  const isExact = hunks.every(({ isInsertion }) => isInsertion) && batches.length === 1 && hunks.length === 1;
  return {
    path,
    op: 'modify',
    hunks: hunks.map(({ hunk }) => hunk),
    ...(!isExact && { exact: false as const }),
  };
}

function hunkOf(edit: unknown): readonly { readonly hunk: SourceHunk; readonly isInsertion: boolean }[] {
  if (!isObject(edit) || typeof edit['text'] !== 'string' || !isObject(edit['range'])) return [];
  const { range, text } = edit;
  const [start, end, startColumn, endColumn] = [
    'startLineNumber',
    'endLineNumber',
    'startColumn',
    'endColumn',
  ].map((key) => asCount(range[key]) ?? 1) as [number, number, number, number];
  const isInsertion = start === end && startColumn === endColumn;
  if (text === '' && isInsertion) return [];
  const lines = text.split(/\r?\n/);
  // What follows the last line end is no line.
  if (lines.at(-1) === '') lines.pop();
  const before = Math.max(0, start - 1);
  return [
    {
      hunk: {
        oldStart: before,
        oldLines: 0,
        newStart: lines.length === 0 ? before : before + 1,
        newLines: lines.length,
        lines: lines.map((line) => `+${line}`),
      },
      isInsertion: isInsertion && startColumn === 1 && (text === '' || text.endsWith('\n')),
    },
  ];
}
