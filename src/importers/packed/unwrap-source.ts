/** Packed sources (gzip, bzip2, Zstandard, xz, ZIP): what is inside is read as if it were given itself. */

import { hasEncryptedMagic } from '../../format/index.ts';
import { detectImporter } from '../detect-importer.ts';
import { isSqlite } from '../sqlite/database-header.ts';
import { ImportError } from '../sources/import-error.ts';
import type { ImportSource } from '../sources/import-source.ts';
import { DETECTION_SIZE } from '../sources/detection-size.ts';
import type { Tool } from '../tool.ts';
import { PACKED_LIMITS } from './packed-limits.ts';
import { foreignPackingOf, type Packing, packingOf } from './packing.ts';
import { headOf, SIGNATURE_SIZE, type Unpacked, unpackStream } from './unpack-stream.ts';
import type { UnpackingOptions } from './unpacked-source.ts';
import type { UnpackingFlaw } from './unpacking.ts';
import { ZipFolder } from './zip-source.ts';

/** A source that is not packed, or not any more. */
export interface UnwrappedSource {
  readonly source: ImportSource;
  /** Its first bytes, at most `DETECTION_SIZE`. */
  readonly head: Uint8Array;
  /** What was wrong with the files it was packed in. */
  readonly flaws: readonly UnpackingFlaw[];
}

/** What may be in a packed source, and how much of it. */
export interface UnwrapOptions extends UnpackingOptions {
  /** Tools that what is inside may be of. */
  readonly tools: readonly Tool[];
}

/** Members of a ZIP that are looked into. */
const MAX_RECOGNISED = 500;

/** Of an account export only these are the conversations; large ones are split and numbered. */
const CONVERSATIONS = /(?:^|\/)conversations(?:-\d+)?\.json$/;

/** What computers add to a ZIP on their own. */
const BESIDE_THE_POINT = /(?:^|\/)(?:__MACOSX\/|\.DS_Store$|\._[^/]*$|Thumbs\.db$)/;

/**
 * Opens what is packed in a source, also several times over; a source that is not packed is given back.
 *
 * Of a ZIP it takes the one file that can be read: the only one there is, the `conversations.json` of an account
 * export, or the only one that an importer recognises (at the top, if there are others further down). The others are
 * beside it.
 *
 * @throws {ImportError} `limit-exceeded`, `ambiguous-source` when a ZIP holds several logs, `unknown-source` when it
 *   holds none, `unsupported-source` when it cannot be read or is packed in a way that is not known
 */
export async function unwrapSource(source: ImportSource, options: UnwrapOptions): Promise<UnwrappedSource> {
  const { maxPackedDepth } = options.limits ?? PACKED_LIMITS;
  const flaws: UnpackingFlaw[] = [];
  let current = source;
  for (let depth = 0; ; depth++) {
    const head = await headOf(current);
    const packing = packingOf(head);
    if (packing === undefined) {
      refuseForeign(current.name, head);
      return { source: current, head, flaws };
    }
    if (depth === maxPackedDepth) {
      const most = `${maxPackedDepth} times over (maxPackedDepth)`;
      throw new ImportError('limit-exceeded', `"${source.name}" is packed more than ${most}`);
    }
    const inner = await unpack(current, packing, options);
    if (inner.flaw) flaws.push(inner.flaw);
    current = inner;
  }
}

/** Whether a source is an archive of this program's: an encrypted one, or a ZIP that holds what only they hold. */
export async function isRepriseArchive(source: ImportSource): Promise<boolean> {
  if (hasEncryptedMagic(await headOf(source, SIGNATURE_SIZE))) return true;
  if (packingOf(await headOf(source, SIGNATURE_SIZE)) !== 'zip') return false;
  const folder = await ZipFolder.open(source).catch(() => undefined);
  // What cannot be listed is an archive that is damaged, as far as anybody knows: its reader says what is wrong.
  return !folder || isArchiveFolder(folder);
}

function isArchiveFolder({ paths }: ZipFolder): boolean {
  return paths.includes('mimetype') && paths.includes('manifest.json');
}

async function unpack(source: ImportSource, packing: Packing, options: UnwrapOptions): Promise<Unpacked> {
  if (packing !== 'zip') return unpackStream(source, packing, options);
  const folder = await ZipFolder.open(source, options);
  if (isArchiveFolder(folder)) {
    const what = 'is an archive of Reprise already: there is nothing to import';
    throw new ImportError('unsupported-source', `"${source.name}" ${what}`);
  }
  return folder.source(await chooseMember(folder, options));
}

async function chooseMember(folder: ZipFolder, options: UnwrapOptions): Promise<string> {
  const paths = folder.paths.filter((path) => !BESIDE_THE_POINT.test(path));
  if (paths.length === 0) throw new ImportError('empty-source', `"${folder.name}" is a ZIP without files`);
  const [only] = paths;
  if (paths.length === 1) return only!;
  const conversations = shallowest(paths.filter((path) => CONVERSATIONS.test(path))).sort(byCodeUnits);
  if (conversations[0] !== undefined) return conversations[0];
  const found: { path: string; tool: Tool | undefined }[] = [];
  for (const path of paths.slice(0, MAX_RECOGNISED)) {
    const head = await folder.head(path, DETECTION_SIZE);
    const tool = recognise(head, options.tools);
    if (tool || packingOf(head) !== undefined || isSqlite(head)) found.push({ path, tool });
  }
  return pickRecognised(folder.name, found, options.tools);
}

async function pickRecognised(
  name: string,
  found: readonly { readonly path: string; readonly tool: Tool | undefined }[],
  tools: readonly Tool[],
): Promise<string> {
  const top = shallowest(found.map(({ path }) => path));
  const [first, ...others] = found.filter(({ path }) => top.includes(path));
  if (!first) {
    const kinds = tools.map(({ label }) => label).join(', ');
    throw new ImportError('unknown-source', `"${name}" holds no log or recording (looked for: ${kinds})`);
  }
  if (others.length === 0) return first.path;
  const isOfOneTool = others.every(({ tool }) => tool === first.tool);
  // The files of one recording find each other.
  if (isOfOneTool && (await first.tool?.load())?.companions) return first.path;
  const names = [first, ...others].slice(0, 5).map(({ path }) => `"${path}"`);
  const list = `${names.join(', ')}${others.length > 4 ? ` and ${others.length - 4} more` : ''}`;
  throw new ImportError('ambiguous-source', `"${name}" holds several logs (${list}): unpack it and name one`);
}

function recognise(head: Uint8Array, tools: readonly Tool[]): Tool | undefined {
  try {
    return detectImporter(head, tools).tool;
  } catch (error) {
    if (error instanceof ImportError) return undefined;
    throw error;
  }
}

/** Those of the paths with the fewest folders. */
function shallowest(paths: readonly string[]): string[] {
  const depth = (path: string): number => path.split('/').length;
  const least = Math.min(...paths.map(depth));
  return paths.filter((path) => depth(path) === least);
}

function refuseForeign(name: string, head: Uint8Array): void {
  const packing = foreignPackingOf(head);
  if (packing === undefined) return;
  throw new ImportError('unsupported-source', `"${name}" is packed with ${packing}: unpack it first`);
}

function byCodeUnits(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
