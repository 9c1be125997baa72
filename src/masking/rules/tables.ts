import { findAt } from '../find/find-at.ts';
import { judgeNamed } from '../names/judge-named.ts';
import { classOfName } from '../names/name-class.ts';
import type { Find, ScanRule } from '../rule.ts';
import { typeOfName } from './names.ts';

/** Most columns and rows of a table that are looked at. */
const MAX_COLUMNS = 60;
const MAX_ROWS = 2000;
/** Longest line of a table. */
const MAX_LINE = 2000;

const SEPARATORS = ['|', '│', '┃', '║', '\t', ',', ';'] as const;
const HEADER_WORD = /pass|pwd|secret|token|key|cred|auth|cookie/i;

const COLUMN: ScanRule = {
  id: 'table-column',
  type: 'secret',
  level: 'probable',
  why: 'the values of a column whose head says password, secret, token or key: what psql and mysql print, CSV, Markdown',
  finds: [
    ' id | name | api_key\n----+------+--------\n  1 | a    | «{an:32}»\n  2 | b    | «{an:32}»\n',
    'email,password\na@b.tld,«{an:14}1»\n',
  ],
  leaves: ['| key | meaning |\n|---|---|\n| token_count | how many |\n', 'name,key\na,b\n'],
  notInLockfiles: true,
  mentions: true,
  *scan({ text }): Generator<Find> {
    if (!text.includes('\n') || !/[|│┃║\t,;]/.test(text)) return;
    let start = 0;
    while (start < text.length) {
      const end = endOfLine(text, start);
      const head = end - start <= MAX_LINE ? text.slice(start, end) : '';
      const separator = HEADER_WORD.test(head) ? separatorOf(head) : undefined;
      const next = end + 1;
      start = separator === undefined ? next : yield* rowsBelow(text, next, head, separator);
    }
  },
};

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

/** What stands between the cells of a head: cells are names, and at least one is that of a secret. */
function separatorOf(head: string): string | undefined {
  return SEPARATORS.find((separator) => {
    if (!head.includes(separator)) return false;
    const cells = head.split(separator);
    return (
      cells.length <= MAX_COLUMNS &&
      cells.every((cell) => /^[\s"']*[\w .()#/-]{0,40}[\s"']*$/.test(cell)) &&
      cells.some((cell) => classOfName(nameOf(cell)) !== 'none')
    );
  });
}

const nameOf = (cell: string): string => cell.trim().replace(/^["']|["']$/g, '');

/** @returns where the first line begins that is no row of the table */
function* rowsBelow(text: string, from: number, head: string, separator: string): Generator<Find, number> {
  const names = head.split(separator).map(nameOf);
  let start = from;
  for (let row = 0; row < MAX_ROWS && start < text.length; row++) {
    const end = endOfLine(text, start);
    if (end - start > MAX_LINE) break;
    const cells = text.slice(start, end).split(separator);
    const isRule = /^[\s|+:=─┼├┤╪╞╡━┿╇-]+$/.test(text.slice(start, end));
    if (!isRule && cells.length !== names.length) break;
    if (!isRule) yield* secretsOfRow(names, cells, start);
    start = end + 1;
  }
  return Math.max(start, from);
}

function* secretsOfRow(names: readonly string[], cells: readonly string[], start: number): Generator<Find> {
  let at = start;
  for (const [column, cell] of cells.entries()) {
    const value = cell.trim().replace(/^["']|["']$/g, '');
    const level = value === '' ? undefined : judgeNamed(names[column]!, value, 'field');
    if (level) {
      const from = at + cell.indexOf(value);
      yield findAt(COLUMN, from, from + value.length, { level, type: typeOfName(names[column]!) });
    }
    at += cell.length + 1;
  }
}

/** Secrets in tables. */
export const TABLE_RULES: readonly ScanRule[] = [COLUMN];
