import { isBlobPath, isSourcePath, joinBytes, parseJson, type Json } from '../../format/index.ts';
import type { Manifest, ManifestContent } from '../../format/index.ts';
import type { Masker } from '../../masking/index.ts';
import { decodeText } from '../decode-text.ts';
import type { KeptFile } from '../kept-files.ts';
import type { RewriteStep } from '../rewrite/rewrite.ts';
import { EventMask } from './event-mask.ts';
import { maskEvents } from './masked-events.ts';
import { describeMasking } from './receipt.ts';

/** Bytes of an entry that is searched; a larger one is counted as not searched. */
const MAX_ENTRY = 64 * 2 ** 20;

/** Nesting of an entry of JSON that is searched member by member; a deeper one is searched as a text. */
const MAX_DEPTH = 400;

/** Members of a manifest that identify and describe files, and hold no text of anybody. */
const IDENTITY: ReadonlySet<string> = new Set([
  'format',
  'version',
  'id',
  'startedAt',
  'generator',
  'digests',
  'derivedFrom',
  'redactions',
  'masking',
]);

/**
 * A step that masks an archive: every text of it, its notes and other entries. Files that the session was packed from and
 * that were kept cannot be masked and are left out.
 */
export function maskStep(masker: Masker): RewriteStep {
  const mask = new EventMask(masker);
  return {
    events: (events) => maskEvents(events, masker, mask),
    entries: (entries) => maskEntries(entries, mask),
    manifest: (content) => {
      const receipt = describeMasking(masker, mask.unsearched);
      const redactions = sum(content.redactions ?? [], receipt.redactions ?? []);
      return { ...maskManifest(content, mask), ...receipt, redactions };
    },
  };
}

async function* maskEntries(
  entries: AsyncIterable<KeptFile>,
  mask: EventMask,
): AsyncGenerator<KeptFile, void> {
  for await (const entry of entries) {
    if (isSourcePath(entry.path)) continue;
    const text = await textOf(entry);
    if (text === undefined || isBlobPath(entry.path)) {
      // Blobs that events name are masked with them; others, and what is no text, nobody has searched.
      if (text === undefined) mask.unsearched.documents += 1;
      yield entry;
      continue;
    }
    const bytes = new TextEncoder().encode(maskDocument(text, mask));
    yield { path: entry.path, chunks: () => once(bytes) };
  }
}

/** The text of an entry; `undefined` when it is none, or too large. */
async function textOf(entry: KeptFile): Promise<string | undefined> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of entry.chunks()) {
    size += piece.length;
    if (size > MAX_ENTRY) return undefined;
    pieces.push(piece.slice());
  }
  return decodeText(joinBytes(pieces));
}

function maskDocument(text: string, mask: EventMask): string {
  const json = parseJson(text, MAX_DEPTH) as Json | undefined;
  if (typeof json !== 'object' || json === null) return mask.text(text);
  const masked = mask.value(json);
  return masked === json ? text : JSON.stringify(masked);
}

function maskManifest(content: ManifestContent, mask: EventMask): ManifestContent {
  const members = Object.entries(content).map(([key, value]) => {
    if (IDENTITY.has(key)) return [key, value];
    if (typeof value === 'string') return [key, mask.text(value)];
    return [key, typeof value === 'object' && value !== null ? mask.value(value) : value];
  });
  return Object.fromEntries(members) as ManifestContent;
}

type Redactions = NonNullable<Manifest['redactions']>;

/** What was masked before, and what was masked now. */
function sum(before: Redactions, now: Redactions): Redactions {
  const counts = new Map<string, Redactions[number]>();
  for (const redaction of [...before, ...now]) {
    const key = `${redaction.class} ${redaction.rules}`;
    const known = counts.get(key);
    counts.set(key, known ? { ...known, count: known.count + redaction.count } : redaction);
  }
  return [...counts.values()].sort((a, b) => (a.class < b.class ? -1 : 1));
}

// eslint-disable-next-line @typescript-eslint/require-await -- what entries are asked for as
async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array, void> {
  yield bytes;
}
