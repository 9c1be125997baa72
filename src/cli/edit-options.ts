import { InvalidArgumentError } from 'commander';
import type { Edit } from '../encode/index.ts';
import type { TimeSpan } from '../format/index.ts';

/** What the command line says of an edit. */
export interface EditOptions {
  readonly cutTurn?: readonly (number | string)[];
  readonly cut?: readonly TimeSpan[];
  readonly keep?: readonly TimeSpan[];
  readonly cutFile?: readonly string[];
  readonly cutTrack?: readonly string[];
  /** Names; `true`, where the option has none: all. */
  readonly cutSource?: readonly string[] | true;
  readonly title?: string;
  readonly closeGaps?: boolean;
}

/** The edit that a command line means. */
export function editOf(options: EditOptions): Edit {
  const { cutTurn, cut, keep, cutFile, cutTrack, cutSource, title, closeGaps } = options;
  return {
    ...(cutTurn && { turns: cutTurn }),
    ...(cut && { spans: cut }),
    ...(keep && { keep }),
    ...(cutFile && { files: cutFile }),
    ...(cutTrack && { tracks: cutTrack }),
    ...(cutSource && { sources: cutSource }),
    ...(title !== undefined && { title }),
    ...(closeGaps && { closeGaps }),
  };
}

/** Turns that one option can name: `1-1000000` is a slip of the keyboard. */
const MAX_TURNS = 100_000;

/** `3`, `5-7` or an id, several of them with commas between. */
export function parseTurns(value: string): readonly (number | string)[] {
  return value.split(',').flatMap((part): readonly (number | string)[] => {
    const [, first, last] = /^\s*(\d{1,9})(?:\s*[-–]\s*(\d{1,9}))?\s*$/u.exec(part) ?? [];
    if (first === undefined) return [part.trim()];
    const [from, to] = [Number(first), Number(last ?? first)];
    if (from < 1 || to < from || to - from >= MAX_TURNS)
      throw new InvalidArgumentError(`${JSON.stringify(part)} names no turns: they are counted from 1`);
    return Array.from({ length: to - from + 1 }, (_, index) => from + index);
  });
}

/** `1:20-2:05`, in session time: hours and minutes where they are needed, seconds with decimals; `10:00-` is to the end. */
export function parseSpan(value: string): TimeSpan {
  const [, from, to] = /^\s*([\d:.]*)\s*[-–]\s*([\d:.]*)\s*$/u.exec(value) ?? [];
  const start = from === undefined ? undefined : from === '' ? 0 : parseTime(from);
  const end = to === undefined ? undefined : to === '' ? Number.MAX_SAFE_INTEGER : parseTime(to);
  if (start === undefined || end === undefined)
    throw new InvalidArgumentError(`${JSON.stringify(value)} is no stretch of time: say it as 1:20-2:05`);
  if (end <= start) throw new InvalidArgumentError(`${JSON.stringify(value)} ends before it begins`);
  return { start, end };
}

/** `2:05`, `1:02:05`, `125`, `125.5` as milliseconds; `undefined` where it is none of these. */
function parseTime(text: string): number | undefined {
  const [, hours = '0', minutes = '0', seconds] =
    /^(?:(?:(\d{1,4}):)?(\d{1,4}):)?(\d{1,7}(?:\.\d{1,3})?)$/.exec(text) ?? [];
  if (seconds === undefined) return undefined;
  return Math.round((Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000);
}
