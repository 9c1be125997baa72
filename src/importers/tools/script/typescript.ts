import { parseIsoTime } from '../../sources/iso-time.ts';

/** The line that `script` writes before everything else; no byte of it is counted in the timing file. */
export interface StartLine {
  /** Bytes of the line with its end. */
  readonly size: number;
  /** Its first word: the last line of the file begins with it too, in any language. */
  readonly word: string;
  /** Wall time, ms since 1970 UTC; a time without an offset is taken as UTC. */
  readonly startedAt: number | undefined;
  /** What stands in the brackets: `COMMAND`, `TERM`, `TTY`, `COLUMNS`, `LINES`. */
  readonly facts: ReadonlyMap<string, string>;
}

/** Longest first line: a command stands in it. */
export const MAX_START_LINE = 64 * 1024;

/** Bytes at the end of a file in which its last line is looked for. */
export const TAIL_SIZE = 512;

/** How the first line begins in the languages that `script` is translated into, as far as it does not say "script". */
const STARTED =
  /^(?:Script|Skript|Skrypt|Сценарий|Скрипт|スクリプト|脚本|指令稿|Guió|Skripta|Skripti|Kịch bản|Το σενάριο)/i;

const FACT = /([A-Z_]{2,40})="((?:[^"\\]|\\.)*)"/g;

/** Reads the first line of a typescript; `undefined` when there is none that `script` writes. */
export function parseStartLine(head: Uint8Array): StartLine | undefined {
  const end = head.subarray(0, MAX_START_LINE).indexOf(0x0a);
  if (end === -1) return undefined;
  const line = new TextDecoder()
    .decode(head.subarray(0, end))
    .replace(/^\ufeff/, '')
    .trimEnd();
  if (rateStartLine(line) === 0) return undefined;
  return {
    size: end + 1,
    word: line.split(' ', 1)[0]!,
    startedAt: timeIn(line),
    facts: factsOf(line),
  };
}

/** How sure it is that text begins as a typescript does, 0 … 1. */
export function rateStartLine(text: string): number {
  const line = text.split('\n', 1)[0]!.slice(0, MAX_START_LINE);
  if (/^Script started on .*\d/.test(line)) return 0.95;
  if (/^[^[\]]{5,200}\[(?:COMMAND|TERM|TTY|COLUMNS|LINES)="/.test(line)) return 0.9;
  if (line.length <= 200 && STARTED.test(line) && /\d{1,2}[:.]\d{2}/.test(line)) return 0.75;
  return 0;
}

/** What stands in brackets as `NAME="value"`. */
export function factsOf(line: string): ReadonlyMap<string, string> {
  const facts = new Map<string, string>();
  for (const [, key, value] of line.matchAll(FACT)) facts.set(key!, value!.replaceAll(/\\(.)/g, '$1'));
  return facts;
}

/** Where the line that `script` ends with begins in the last bytes of a file, with the line end before it. */
export function endLineAt(tail: Uint8Array, word: string): number | undefined {
  const last = tail.at(-1) === 0x0a ? tail.length - 1 : tail.length;
  const start = tail.subarray(0, last).lastIndexOf(0x0a);
  if (start === -1) return undefined;
  const line = new TextDecoder().decode(tail.subarray(start + 1, last));
  return line.startsWith(`${word} `) && /\d/.test(line) ? start : undefined;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const MONTH = `(${MONTHS.join('|')})[a-z]*`;
const DAY = new RegExp(`\\b(\\d{1,2})\\.? ${MONTH}|\\b${MONTH} {1,2}(\\d{1,2})\\b`);
const CLOCK = /(\d{1,2}):(\d{2}):(\d{2})(?: ?(AM|PM))?/i;

/** ISO 8601, or the English forms of `date` and `ctime`. */
function timeIn(line: string): number | undefined {
  const iso = /\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(?:[.,]\d+)?(?:[+-]\d{2}:?\d{2}|Z)?/.exec(line);
  if (iso) return parseIsoTime(iso[0]);
  const before = line.split('[', 1)[0]!;
  const clock = CLOCK.exec(before);
  const year = /\b((?:19|20)\d{2})\b/.exec(before);
  const day = DAY.exec(before);
  if (!clock || !year || !day) return undefined;
  const month = MONTHS.indexOf(day[2] ?? day[3]!) + 1;
  const date = [year[1]!, month, day[1] ?? day[4]!].map(twoDigits).join('-');
  const time = [hoursOf(Number(clock[1]), clock[4]), clock[2]!, clock[3]!].map(twoDigits).join(':');
  return parseIsoTime(`${date} ${time}`);
}

function hoursOf(hours: number, half: string | undefined): number {
  if (half === undefined) return hours;
  return (hours % 12) + (half.toUpperCase() === 'PM' ? 12 : 0);
}

function twoDigits(number: number | string): string {
  return String(number).padStart(2, '0');
}
