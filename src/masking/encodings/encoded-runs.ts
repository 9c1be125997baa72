import type { Source } from '../find/source.ts';
import { decodeBase64 } from './base64-bytes.ts';

/** A run of base64 or hex that is text, decoded. */
export interface DecodedRun {
  readonly text: string;
  /** Where a range of it stands in the original: the characters that hold any bit of it. */
  original(start: number, end: number): { readonly start: number; readonly end: number };
}

/** Longest run that is decoded; longer ones are files. */
const MAX_RUN = 262_144;
const MIN_RUN = 24;
/** What is decoded first, to see whether it is text. */
const GLANCE = 48;

/** Decodes the runs of a text that are text in base64 or hex, also where they are wrapped at a width. */
export function* decodedRuns(source: Source): Generator<DecodedRun> {
  for (const { pieces, encoded } of wrappedRuns(source)) {
    if (encoded.length < MIN_RUN || encoded.length > MAX_RUN) continue;
    const place = (at: number): number => {
      let passed = 0;
      for (const piece of pieces) {
        const length = piece.end - piece.start;
        if (at < passed + length) return piece.start + at - passed;
        passed += length;
      }
      return pieces.at(-1)!.end;
    };
    const spread = (from: number, to: number): { start: number; end: number } => ({
      start: place(from),
      end: place(Math.min(to, encoded.length) - 1) + 1,
    });
    if (isHexText(encoded)) {
      yield { text: decodeHex(encoded), original: (start, end) => spread(start * 2, end * 2) };
    } else if (isBase64Text(encoded)) {
      const text = decodeBase64(encoded);
      if (text !== undefined) {
        yield { text, original: (start, end) => spread(Math.floor(start / 3) * 4, Math.ceil(end / 3) * 4) };
      }
    }
  }
}

interface Wrapped {
  readonly pieces: { start: number; end: number }[];
  encoded: string;
}

const ALPHABET = /[A-Za-z0-9+/_-]{24,}={0,2}/g;

/** The runs of base64 characters; those on lines of one width, one below the other, are one. */
function* wrappedRuns({ text, runs }: Source): Generator<Wrapped> {
  let open: Wrapped | undefined;
  for (const run of runs) {
    for (const match of text.slice(run.start, run.end).matchAll(ALPHABET)) {
      const start = run.start + match.index;
      const piece = { start, end: start + match[0].length };
      if (open && continues(text, open, piece)) {
        open.pieces.push(piece);
        open.encoded += match[0];
        continue;
      }
      if (open) yield open;
      open = { pieces: [piece], encoded: match[0] };
    }
  }
  if (open) yield open;
}

function continues(text: string, { pieces }: Wrapped, next: { start: number; end: number }): boolean {
  const last = pieces.at(-1)!;
  const width = last.end - last.start;
  if (width < 56 || width % 4 !== 0 || next.end - next.start > width) return false;
  return (
    next.start - last.end <= 24 && /^(?:\r?\n|\\n|\\r\\n)[ \t]{0,20}$/.test(text.slice(last.end, next.start))
  );
}

function isHexText(run: string): boolean {
  return run.length >= 32 && run.length % 2 === 0 && /^(?:[2-7][0-9a-f]|0[9ad]){16,}$/i.test(run);
}

function decodeHex(run: string): string {
  let text = '';
  for (let i = 0; i + 1 < run.length; i += 2) text += String.fromCharCode(parseInt(run.slice(i, i + 2), 16));
  return text;
}

/** Base64 whose first bytes are printable. */
function isBase64Text(run: string): boolean {
  const glance = decodeBase64(run.slice(0, GLANCE));
  if (glance === undefined || glance.length < 12) return false;
  for (let i = 0; i < glance.length; i++) {
    const code = glance.charCodeAt(i);
    if (code > 126 || (code < 32 && code !== 9 && code !== 10 && code !== 13)) return false;
  }
  return true;
}
