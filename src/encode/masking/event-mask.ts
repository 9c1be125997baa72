import { fromBase64, isBlobPath, toBase64 } from '../../format/index.ts';
import type {
  Json,
  JsonObject,
  SessionEvent,
  SourceChange,
  SourceHunk,
  SourceTranscriptEvent,
} from '../../format/index.ts';
import type { Masker, Place } from '../../masking/index.ts';
import { decodeText } from '../decode-text.ts';
import { sniffMedia } from '../media-type.ts';

/** Members of our own records that hold ids, kinds and names of tracks. What vendors wrote has no such members. */
const STRUCTURE: ReadonlySet<string> = new Set([
  'type',
  'sessionUpdate',
  'track',
  'id',
  'sourceId',
  'messageId',
  'toolCallId',
  'terminalId',
  'entry',
  'kind',
  'status',
  'mimeType',
  'sha256',
]);

/** Members of our own records that hold what a vendor's program wrote, whatever its members are called. */
const FOREIGN: ReadonlySet<string> = new Set(['rawInput', 'rawOutput', 'data', 'value', 'extra']);

/** Keys of a vendor's object that are shorter are words. */
const MIN_KEY = 16;

/** Masks every text of session events, but for the output of terminals, which is masked as a whole. */
export class EventMask {
  /** Pictures, and documents that are no text: nobody looks into them. */
  readonly unsearched = { images: 0, documents: 0 };
  readonly #texts: TextMemo;

  constructor(masker: Masker) {
    this.#texts = new TextMemo(masker);
  }

  /** The event with its texts masked; the same one where nothing was found. */
  mask(event: SessionEvent): SessionEvent {
    switch (event.type) {
      case 'transcript':
        return this.#transcript(event);
      case 'change':
        return this.#change(event);
      case 'terminal':
        return { ...event, data: event.code === 'c' ? event.data : this.text(event.data) };
      case 'track': {
        const { id, parent, spawnedBy, ...told } = event;
        const names = {
          id,
          ...(parent !== undefined && { parent }),
          ...(spawnedBy !== undefined && { spawnedBy }),
        };
        return { ...this.#own(told, {}), ...names };
      }
      case 'session':
      case 'chapter':
      case 'report':
        return this.#own(event, {});
    }
  }

  /** A text that stands by itself: a title, a name. */
  text(text: string, place: Place = {}): string {
    return this.#texts.mask(text, place);
  }

  /** A value of our own that stands by itself: a manifest, notes. */
  value<T extends object>(value: T): T {
    return this.#own(value, {});
  }

  #transcript(event: SourceTranscriptEvent): SourceTranscriptEvent {
    const update = this.#own(event.update, {});
    const meta = event.meta && this.#foreign(event.meta as JsonObject, {});
    if (update === event.update && meta === event.meta) return event;
    return { ...event, update, ...(meta && { meta: meta as NonNullable<typeof event.meta> }) };
  }

  #change(event: SourceChange): SourceChange {
    const place = { path: event.path };
    const { path, from, before, after, edits, hunks, meta, extra } = event;
    const text = (whole: string): string => this.text(whole, place);
    return {
      ...event,
      path: this.text(path),
      ...(from !== undefined && { from: this.text(from) }),
      ...(before !== undefined && { before: text(before) }),
      ...(after !== undefined && { after: text(after) }),
      ...(edits && {
        edits: edits.map((edit) => ({ ...edit, oldText: text(edit.oldText), newText: text(edit.newText) })),
      }),
      ...(hunks && { hunks: hunks.map((hunk) => this.#hunk(hunk, place)) }),
      ...(meta && { meta: this.#foreign(meta as JsonObject, place) as NonNullable<typeof meta> }),
      ...(extra && { extra: this.#foreign(extra, place) as JsonObject }),
    };
  }

  /** A hunk is searched as one text, as a key has many lines. Masking keeps the lines of a text. */
  #hunk(hunk: SourceHunk, place: Place): SourceHunk {
    const text = hunk.lines.map((line) => line.slice(1)).join('\n');
    const masked = this.text(text, place);
    if (masked === text) return hunk;
    const lines = masked.split('\n');
    return { ...hunk, lines: hunk.lines.map((line, at) => line.slice(0, 1) + (lines[at] ?? '')) };
  }

  /** A value that we made: its members are known. */
  #own<T extends object>(value: T, place: Place): T {
    if (isImage(value)) {
      this.unsearched.images += 1;
      return value;
    }
    const own = placeOf(value, place);
    return mapMembers(value, (child, key) => {
      if (STRUCTURE.has(key)) return child;
      if (key === 'uri' && typeof child === 'string') return this.#address(child);
      if (typeof child === 'string') return this.text(child, { ...own, key });
      if (typeof child !== 'object' || child === null) return child;
      return FOREIGN.has(key) ? this.#foreign(child as Json, own) : this.#own(child, own);
    });
  }

  /** A value that a vendor's program wrote: any member may hold anything. */
  #foreign(value: Json, place: Place): Json {
    if (typeof value === 'string') return this.text(value, place);
    if (typeof value !== 'object' || value === null) return value;
    const own = placeOf(value, place);
    const masked = mapMembers(value, (child, key) =>
      this.#foreign(child as Json, Array.isArray(value) ? own : { ...own, key }),
    );
    if (Array.isArray(masked)) return masked as Json;
    return Object.keys(masked).every((key) => this.#key(key) === key)
      ? masked
      : Object.fromEntries(Object.entries(masked).map(([key, child]) => [this.#key(key), child]));
  }

  #key(key: string): string {
    return key.length < MIN_KEY ? key : this.text(key);
  }

  /** An address may hold a document. */
  #address(uri: string): string {
    if (isBlobPath(uri)) return uri;
    const [, start, data] = /^(data:[^;,]*;base64,)(.*)$/s.exec(uri) ?? [];
    if (start === undefined || data === undefined) return this.text(uri);
    const bytes = fromBase64(data);
    const text = bytes && !sniffMedia(bytes) ? decodeText(bytes) : undefined;
    if (text === undefined) {
      this.unsearched.documents += 1;
      return uri;
    }
    const masked = this.text(text);
    return masked === text ? uri : start + toBase64(new TextEncoder().encode(masked));
  }
}

/** The value with its members mapped; the same one where none has become another. */
function mapMembers<T extends object>(value: T, map: (child: unknown, key: string) => unknown): T {
  if (Array.isArray(value)) {
    const items = (value as unknown[]).map((item) => map(item, ''));
    return items.some((item, at) => item !== value[at]) ? (items as unknown as T) : value;
  }
  let changed: Record<string, unknown> | undefined;
  for (const [key, child] of Object.entries(value)) {
    const mapped = map(child, key);
    if (mapped === child) continue;
    changed ??= { ...(value as Record<string, unknown>) };
    changed[key] = mapped;
  }
  return (changed as T | undefined) ?? value;
}

function isImage(value: object): boolean {
  return 'type' in value && value.type === 'image' && 'mimeType' in value;
}

/** Where the texts of a value stand: it may name the file that they are of. */
function placeOf(value: object, place: Place): Place {
  if (Array.isArray(value)) return place;
  const { path, file_path: filePath } = value as { path?: unknown; file_path?: unknown };
  const file = typeof path === 'string' ? path : filePath;
  return typeof file === 'string' ? { path: file } : place.path === undefined ? {} : { path: place.path };
}

/** Texts that are worth remembering: the whole text of a file comes with each of its changes. */
const MIN_REMEMBERED = 2_000;

/** Characters of texts that are remembered. */
const MAX_REMEMBERED = 4_000_000;

/** Long texts that were masked lately. */
class TextMemo {
  readonly #masker: Masker;
  readonly #masked = new Map<string, string>();
  #size = 0;
  #values = 0;

  constructor(masker: Masker) {
    this.#masker = masker;
  }

  mask(text: string, place: Place): string {
    if (text.length < MIN_REMEMBERED) return this.#masker.mask(text, place);
    // What was found since may stand in the text.
    if (this.#values !== this.#masker.valueCount) this.#forget();
    const key = `${place.key ?? ''}\n${place.path ?? ''}\n${text}`;
    const known = this.#masked.get(key);
    if (known !== undefined) return known;
    const masked = this.#masker.mask(text, place);
    if (this.#size > MAX_REMEMBERED || this.#values !== this.#masker.valueCount) this.#forget();
    this.#masked.set(key, masked);
    this.#size += text.length;
    return masked;
  }

  #forget(): void {
    this.#masked.clear();
    this.#size = 0;
    this.#values = this.#masker.valueCount;
  }
}
