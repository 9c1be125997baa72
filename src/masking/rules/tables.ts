import { findAt } from '../find/find-at.ts';
import { judgeNamed } from '../names/judge-named.ts';
import { classOfName } from '../names/name-class.ts';
import type { Find, ScanRule } from '../rule.ts';
import { typeOfName } from './names.ts';

/** Most columns and rows of a table that are looked at. */
const MAX_COLUMNS = 60;
const MAX_ROWS = 2000;
/** Most rows of a table without lines: each line of a text may be the head of one. */
const MAX_ALIGNED_ROWS = 100;
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
    'NAME   TOKEN            AGE\nci     «{an:32}»  3d\nother  «{an:32}»  4d\n',
  ],
  leaves: ['| key | meaning |\n|---|---|\n| token_count | how many |\n', 'name,key\na,b\n'],
  notInLockfiles: true,
  mentions: true,
  *scan({ text }): Generator<Find> {
    if (!text.includes('\n')) return;
    let start = 0;
    while (start < text.length) {
      const end = endOfLine(text, start);
      const head = end - start <= MAX_LINE ? text.slice(start, end) : '';
      const separator = HEADER_WORD.test(head) ? separatorOf(head) : undefined;
      const next = end + 1;
      if (separator !== undefined) start = yield* rowsBelow(text, next, head, separator);
      else {
        if (HEADER_WORD.test(head)) yield* secretsBelow(text, next, head);
        start = next;
      }
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

/** Rows below a head whose columns begin one below the other, as command line tools print them. */
function* secretsBelow(text: string, from: number, head: string): Generator<Find> {
  const cells = [...head.matchAll(/\S+(?: \S+)*/g)];
  if (
    cells.length < 2 ||
    cells.length > MAX_COLUMNS ||
    !cells.every(([cell]) => /^[\w./()#-]{1,40}(?: [\w./()#-]{1,40})?$/.test(cell))
  )
    return;
  const columns = cells.filter(([cell]) => classOfName(cell) !== 'none');
  let start = columns.length > 0 ? from : text.length;
  for (let row = 0; row < MAX_ALIGNED_ROWS && start < text.length; row++) {
    const end = endOfLine(text, start);
    const line = text.slice(start, Math.min(end, start + MAX_LINE));
    if (!/\S {2,}\S/.test(line)) break;
    for (const { 0: name, index } of columns) {
      const value = /^\S{5,}/.exec(line.slice(index))?.[0];
      if (value === undefined || (index > 0 && line[index - 1] !== ' ')) continue;
      const level = judgeNamed(name, value, 'field');
      if (level)
        yield findAt(COLUMN, start + index, start + index + value.length, { level, type: typeOfName(name) });
    }
    start = end + 1;
  }
}

/** Secrets in tables. */
export const TABLE_RULES: readonly ScanRule[] = [COLUMN];
