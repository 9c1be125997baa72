import type { Session } from '../../reading/index.ts';
import { timeText } from '../../reading/words/index.ts';
import { type Hunk, parsePatch } from '../../state/index.ts';
import { counted, english } from './english.ts';
import { lineOf } from './line-of.ts';
import { type Look, LOOKS, type ThemeName } from './look.ts';
import { textWidth } from './measure-text.ts';
import type { Picture, Shape } from './picture.ts';
import { PictureError } from './picture-error.ts';

const ROW = 20;
const FONT_SIZE = 13;
/** What a character of that size takes in most monospaced fonts, pixels. */
const ADVANCE = 7.9;
const BAR = 44;
const PADDING = 16;
/** Rows of a picture; a larger diff says how many lines more there are. */
const MAX_ROWS = 80;
/** Characters of a line. */
const MAX_COLUMNS = 120;
const MIN_COLUMNS = 60;
const TAB = '    ';

/** Which changes of which file. */
export interface DiffPictureOptions {
  /** The file's path at that time. */
  readonly path: string;
  /** Session time, ms; default: the end. */
  readonly time?: number;
  readonly theme?: ThemeName;
  readonly signal?: AbortSignal;
}

/**
 * All changes of a file up to a time, as one diff.
 *
 * @throws {PictureError} `no-diff`
 * @throws {ArchiveError} what reading the segments gives
 */
export async function diffPicture(
  session: Session,
  { path, time, theme = 'light', signal }: DiffPictureOptions,
): Promise<Picture> {
  const at = Math.min(time ?? session.duration, session.duration);
  const file = await session.squashFile(path, at, signal && { signal });
  const hunks = file && parsePatch(file.patch);
  if (!file || !hunks || hunks.length === 0)
    throw new PictureError(
      'no-diff',
      `no change of ${path} is known up to ${timeText(at, session.duration)}`,
    );
  const rows = rowsOf(hunks);
  const columns = Math.min(MAX_COLUMNS, Math.max(MIN_COLUMNS, ...rows.map(({ text }) => text.length)));
  const digits = String(Math.max(...rows.map(({ old = 0, now = 0 }) => Math.max(old, now)))).length;
  const layout = layoutOf(columns, digits, rows.length);
  const label = { path: lineOf(path), additions: file.additions, deletions: file.deletions };
  return {
    ...{ width: layout.width, height: layout.height },
    title: `${label.path}, changes up to ${timeText(at, session.duration)}`,
    description: `${counted(file.additions, 'line')} added, ${english.number(file.deletions)} removed\n${rows
      .map(({ sign, text }) => `${sign}${text}`)
      .join('\n')}`,
    shapes: [
      ...drawHead(label, layout, LOOKS[theme]),
      ...rows.flatMap((row, i) => drawDiffRow(row, i, layout, LOOKS[theme])),
    ],
  };
}

/** A line of a diff, or where lines are left out. */
interface DiffRow {
  readonly sign: '+' | '-' | ' ' | '@';
  readonly text: string;
  /** Numbers of the line in the file before and after. */
  readonly old?: number;
  readonly now?: number;
}

function rowsOf(hunks: readonly Hunk[]): DiffRow[] {
  const rows: DiffRow[] = [];
  let total = 0;
  for (const [index, hunk] of hunks.entries()) {
    let [old, now] = [hunk.oldStart, hunk.newStart];
    if (index > 0 && rows.length < MAX_ROWS) rows.push({ sign: '@', text: hunk.section ?? '' });
    for (const line of hunk.lines) {
      const sign = line[0];
      if (sign !== '+' && sign !== '-' && sign !== ' ') continue;
      total += 1;
      if (rows.length < MAX_ROWS)
        rows.push({
          ...{ sign, text: shownLine(line.slice(1)) },
          ...(sign !== '+' && { old }),
          ...(sign !== '-' && { now }),
        });
      if (sign !== '+') old += 1;
      if (sign !== '-') now += 1;
    }
  }
  const left = total - rows.filter(({ sign }) => sign !== '@').length;
  if (left > 0) rows.push({ sign: '@', text: `${counted(left, 'more line')}` });
  return rows;
}

function shownLine(line: string): string {
  const text = line.replaceAll('\t', TAB).replace(/\r$/, '');
  return text.length <= MAX_COLUMNS ? text : `${text.slice(0, MAX_COLUMNS - 1)}…`;
}

/** Where columns stand, pixels. */
interface DiffLayout {
  readonly width: number;
  readonly height: number;
  /** Right edges of the numbers before and after, and where signs and texts begin. */
  readonly old: number;
  readonly now: number;
  readonly sign: number;
  readonly text: number;
}

function layoutOf(columns: number, digits: number, rows: number): DiffLayout {
  const old = PADDING + digits * ADVANCE;
  const now = old + 12 + digits * ADVANCE;
  const sign = now + 14;
  const text = sign + 2 * ADVANCE;
  return { old, now, sign, text, width: text + columns * ADVANCE + PADDING, height: BAR + rows * ROW + 10 };
}

function drawHead(
  {
    path,
    additions,
    deletions,
  }: { readonly path: string; readonly additions: number; readonly deletions: number },
  { width, height }: DiffLayout,
  look: Look,
): Shape[] {
  const text = { kind: 'text' as const, y: 28, size: 14, font: 'sans' as const, bold: true };
  const removed = `−${english.number(deletions)}`;
  return [
    { kind: 'rectangle', x: 0, y: 0, width, height, radius: 10, fill: look.line },
    { kind: 'rectangle', x: 1, y: 1, width: width - 2, height: height - 2, radius: 9, fill: look.background },
    { kind: 'rectangle', x: 1, y: 1, width: width - 2, height: BAR - 2, radius: 9, fill: look.panel },
    { kind: 'rectangle', x: 1, y: BAR - 12, width: width - 2, height: 10, fill: look.panel },
    { kind: 'rectangle', x: 1, y: BAR - 2, width: width - 2, height: 1, fill: look.line },
    { ...text, x: PADDING, text: cutPath(path, width - 180), fill: look.text },
    { ...text, x: width - PADDING, text: removed, fill: look.deleteInk, anchor: 'end' },
    {
      ...{ ...text, x: width - PADDING - textWidth(removed, 14, true) - 10, anchor: 'end' },
      ...{ text: `+${english.number(additions)}`, fill: look.addInk },
    },
  ];
}

/** The end of a path tells more than its beginning. */
function cutPath(path: string, width: number): string {
  const characters = Array.from(path);
  if (textWidth(path, 14, true) <= width) return path;
  while (characters.length > 1 && textWidth(`…${characters.join('')}`, 14, true) > width) characters.shift();
  return `…${characters.join('')}`;
}

function drawDiffRow(
  { sign, text, old, now }: DiffRow,
  index: number,
  layout: DiffLayout,
  look: Look,
): Shape[] {
  const top = BAR + 3 + index * ROW;
  const common = { kind: 'text' as const, y: top + 14.5, size: FONT_SIZE, font: 'mono' as const };
  const ground = { kind: 'rectangle' as const, x: 1, y: top, width: layout.width - 2, height: ROW };
  if (sign === '@')
    return [
      { ...ground, fill: look.panel },
      { ...common, x: layout.text, text: text === '' ? '⋯' : `⋯ ${text}`, fill: look.faint },
    ];
  const ink = sign === '+' ? look.addInk : sign === '-' ? look.deleteInk : look.faint;
  const numbers = [
    { x: layout.old, value: old },
    { x: layout.now, value: now },
  ].filter(({ value }) => value !== undefined);
  return [
    ...(sign === ' ' ? [] : [{ ...ground, fill: sign === '+' ? look.add : look.delete }]),
    ...numbers.map(({ x, value }): Shape => ({
      ...common,
      x,
      text: String(value),
      fill: ink,
      anchor: 'end',
    })),
    ...(sign === ' ' ? [] : [{ ...common, x: layout.sign, text: sign === '-' ? '−' : '+', fill: ink }]),
    ...(text.trim() === '' ? [] : [drawLine(text, layout.text, common, look)]),
  ];
}

/** A line of code: as wide as its columns, where every font has its characters of one width. */
function drawLine(
  text: string,
  left: number,
  common: { readonly kind: 'text'; readonly y: number; readonly size: number; readonly font: 'mono' },
  look: Look,
): Shape {
  const words = text.trimStart();
  const x = left + (text.length - words.length) * ADVANCE;
  const isEven = /^[\x20-\x7e\xa0-\xac\xae-\xff]+$/.test(words);
  return { ...common, x, text: words, fill: look.text, ...(isEven && { width: words.length * ADVANCE }) };
}
