import { FileError, openRegularFile, readFully } from '../../node/files.ts';
import { nameOf, type FoundSession } from './found-session.ts';
import { inParallel } from './in-parallel.ts';

const CHUNK_SIZE = 1024 * 1024;
const PARALLEL = 4;

/**
 * The sessions that a text stands in, in either case: in title or first prompt, or anywhere in the log as it stands
 * on the disk.
 */
export async function searchSessions(
  sessions: readonly FoundSession[],
  text: string,
  signal: AbortSignal,
): Promise<FoundSession[]> {
  const pattern = bytePattern(text);
  const found = new Set<FoundSession>();
  await inParallel(sessions, PARALLEL, async (session) => {
    signal.throwIfAborted();
    const isNamed = nameOf(session)?.toLowerCase().includes(text.toLowerCase());
    // The parts of a file with several sessions are not told apart here: their titles are their prompts.
    if (isNamed || (session.session === undefined && (await isInFile(session.path, pattern))))
      found.add(session);
  });
  return sessions.filter((session) => found.has(session));
}

/**
 * Finds a text in bytes that are read as Latin-1, one character a byte: in either case, as UTF-8, and as JSON strings
 * spell it, where some tools write `\\u00e4` for `ä`. Much faster than decoding the bytes and changing their case.
 */
export function bytePattern(text: string): RegExp {
  const patterns = Array.from(text, (character) => {
    const cases = [...new Set([character.toLowerCase(), character.toUpperCase(), character])];
    const forms = cases.flatMap((each) => [each, JSON.stringify(each).slice(1, -1), unicodeEscape(each)]);
    const bytes = new Set(forms.map((form) => Buffer.from(form).toString('latin1')));
    return `(?:${[...bytes].map((form) => form.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')).join('|')})`;
  });
  return new RegExp(patterns.join(''));
}

/** Of a text that is not ASCII; others are never written so. */
function unicodeEscape(text: string): string {
  return text.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Bytes that a match can be cut by the end of a chunk: more than any text of a command line takes. */
const OVERLAP = 4096;

async function isInFile(path: string, pattern: RegExp): Promise<boolean> {
  const opened = await openRegularFile(path).catch((error: unknown) => {
    if (error instanceof FileError) return undefined;
    throw error;
  });
  if (!opened) return false;
  const { handle, size } = opened;
  try {
    const buffer = Buffer.allocUnsafe(Math.min(size, CHUNK_SIZE));
    for (let offset = 0; offset < size;) {
      const filled = await readFully(handle, buffer, offset);
      if (pattern.test(buffer.toString('latin1', 0, filled))) return true;
      if (filled < buffer.length) return false;
      offset += filled === size - offset ? filled : filled - OVERLAP;
    }
    return false;
  } finally {
    await handle.close();
  }
}
