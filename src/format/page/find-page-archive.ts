import type { ByteSource, ReadOptions } from '../bytes/byte-source.ts';
import { ArchiveError } from '../errors.ts';
import { PageArchive } from './page-archive.ts';
import { BLOCK_START, blockOffset, blocksLength, END, MARKER, START, startOf } from './page-layout.ts';

/** Bytes of a page beside its archive that are looked through: the story without script, and the player. */
export const MAX_PAGE_TEXT = 128 * 2 ** 20;
/** Bytes that are looked through at a time. */
const WINDOW_SIZE = 2 ** 18;
/** What our pages begin with, in any case of letters. */
const DOCTYPE = '<!doctype html>';
const LONGEST_START = startOf(10 ** 15).length;

/**
 * The archive that a page holds; `undefined` when the file is no page, or a page without one. A page is looked through
 * to its end, and the archive is read where it stands.
 *
 * @throws {ArchiveError} `ambiguous-archive` when there are two; `truncated-archive` when the page ends in its midst;
 *   `not-an-archive` when it does not stand there as it was written; `limit-exceeded` when the page has too much else
 */
export async function findPageArchive(
  page: ByteSource,
  options?: ReadOptions,
): Promise<ByteSource | undefined> {
  const { bytes: head } = await page.readHead(DOCTYPE.length, options);
  if (textOf(head.subarray(0, DOCTYPE.length)).toLowerCase() !== DOCTYPE) return undefined;
  const end = await page.size(options);
  const at = await findMarker(page, 0, end, options);
  if (at === undefined) return undefined;

  const tag = textOf(await page.read(at, Math.min(LONGEST_START, end - at), options));
  const [start, digits] = START.exec(tag) ?? [];
  if (start === undefined) throw changed(page.name);
  const size = Number(digits);
  const first = at + start.length;
  const behind = first + blocksLength(size) + END.length;
  if (behind > end)
    throw new ArchiveError('truncated-archive', `the page "${page.name}" ends before its archive does`);
  if (textOf(await page.read(behind - END.length, END.length, options)) !== END) throw changed(page.name);
  if ((await findMarker(page, behind, end, options)) !== undefined)
    throw new ArchiveError('ambiguous-archive', `the page "${page.name}" holds two archives`);

  return new PageArchive(page.name, size, async (block, from, to, how) => {
    const place = first + blockOffset(block);
    // The tag of a block is looked at with its first line.
    const before = from === 0 ? BLOCK_START.length : 0;
    const text = textOf(await page.read(place + from - before, to - from + before, how));
    if (!text.startsWith(BLOCK_START.slice(0, before))) throw changed(page.name);
    return text.slice(before);
  });
}

/** Where the marker stands between two places of a page. */
async function findMarker(
  page: ByteSource,
  start: number,
  end: number,
  options?: ReadOptions,
): Promise<number | undefined> {
  for (let at = start; at < end; at += WINDOW_SIZE) {
    if (at - start > MAX_PAGE_TEXT)
      throw new ArchiveError('limit-exceeded', `the page "${page.name}" is too long to be looked through`);
    const length = Math.min(WINDOW_SIZE + MARKER.length - 1, end - at);
    const found = textOf(await page.read(at, length, options)).indexOf(MARKER);
    if (found !== -1) return at + found;
  }
  return undefined;
}

function changed(name: string): ArchiveError {
  return new ArchiveError('not-an-archive', `the archive in the page "${name}" has been changed`);
}

/** Bytes as characters, one each: markers and base64 are ASCII, and everything else is looked over. */
function textOf(bytes: Uint8Array): string {
  return new TextDecoder('latin1').decode(bytes);
}
