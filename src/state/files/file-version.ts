import { sha256Hex } from '../../format/index.ts';
import type { ChangeEvent, FileKeyframe, ReadOptions, Segment } from '../../format/index.ts';
import { applyPatch } from './hunks.ts';

/** Where texts come from that a state does not hold itself. The player reads them from the archive. */
export interface TextSource {
  /**
   * Text of a blob entry: UTF-8, a byte order mark kept (`new TextDecoder('utf-8', { ignoreBOM: true })`), or
   * the patches would not fit.
   */
  blob(path: string, options?: ReadOptions): Promise<string>;
  /** A segment of the changes track; asked for at random, so it should be cached. */
  segment(index: number, options?: ReadOptions): Promise<Segment<'changes'>>;
}

/** Patches on one whole text that are followed. Our writer stores the text again after 50. */
const MAX_PATCHES = 1_000;

/** The newest event that holds the whole text of a file, and the segment it stands in. */
export interface WholeTextEvent {
  readonly id: string;
  readonly segment: number;
}

type Content =
  | { readonly kind: 'text'; readonly text: string; readonly proved: boolean }
  | { readonly kind: 'blob'; readonly path: string }
  /** The event `from` and the patches after it, in the segments before `end`. */
  | { readonly kind: 'event'; readonly path: string; readonly end: number }
  | { readonly kind: 'patch'; readonly previous: FileVersion; readonly patch: Patch }
  /** What leads here does not give the digest. */
  | { readonly kind: 'broken' };

interface Patch {
  readonly text?: string;
  readonly blob?: string;
}

/**
 * One text that a file had, known by its digest; the text itself is put together when somebody asks for it.
 *
 * So applying an event costs nothing, seeking stays cheap, and a version outlives the state it came from. A text
 * is given out only when its SHA-256 is the one claimed: that proves every step that led to it.
 */
export class FileVersion {
  readonly sha256: string;
  readonly from: WholeTextEvent | undefined;
  /** Patches since the whole text, as far as known here. */
  readonly depth: number;
  #content: Content;

  constructor(sha256: string, from: WholeTextEvent | undefined, content: Content, depth = 0) {
    this.sha256 = sha256;
    this.from = from;
    this.depth = depth;
    this.#content = content;
  }

  /**
   * The version after an event that tells its content, given the version before it.
   *
   * @param segment - index of the segment the event stands in
   * @returns `undefined` when no file state may be claimed after the event
   */
  static after(
    previous: FileVersion | undefined,
    event: ChangeEvent,
    segment: number,
  ): FileVersion | undefined {
    if (event.exact === false) return undefined;
    const whole = wholeContent(event);
    if (whole) {
      const digest = event.after ?? (whole.kind === 'text' ? sha256Hex(whole.text) : undefined);
      return digest === undefined ? undefined : new FileVersion(digest, { id: event.id, segment }, whole);
    }
    if (event.before !== undefined && event.before !== previous?.sha256) return undefined;
    if (event.patch === undefined && event.patchBlob === undefined) {
      return event.after === undefined || event.after === previous?.sha256 ? previous : undefined;
    }
    if (!previous || event.after === undefined || previous.depth >= MAX_PATCHES) return undefined;
    const patch = patchOf(event);
    return new FileVersion(
      event.after,
      previous.from,
      { kind: 'patch', previous, patch },
      previous.depth + 1,
    );
  }

  /** The version a keyframe tells of; `end` is the segment the keyframe begins. */
  static fromKeyframe(path: string, keyframe: FileKeyframe, end: number): FileVersion | undefined {
    const { sha256, blob, from, segment } = keyframe;
    const event = from !== undefined && segment !== undefined ? { id: from, segment } : undefined;
    if (blob !== undefined) return new FileVersion(sha256, event, { kind: 'blob', path: blob });
    return event && new FileVersion(sha256, event, { kind: 'event', path, end });
  }

  toKeyframe(): FileKeyframe | undefined {
    const { sha256, from } = this;
    const blob = this.#content.kind === 'blob' ? { blob: this.#content.path } : {};
    if (!from) return this.#content.kind === 'blob' ? { sha256, ...blob } : undefined;
    return { sha256, ...blob, from: from.id, segment: from.segment };
  }

  /** The text, when everything it takes is in memory; `undefined` also when it does not give the digest. */
  get text(): string | undefined {
    const chain = this.#chain();
    const base = chain[0]!.#content;
    if (base.kind !== 'text' || chain.some((version) => version.#patchBlob !== undefined)) return undefined;
    const patches = chain.slice(1).map((version) => version.#patchText);
    return this.#settle(base.text, patches);
  }

  /**
   * The text, read from `source` as far as it is not in memory.
   *
   * @returns `undefined` when what the archive holds does not lead to the digest
   */
  async read(source: TextSource, options?: ReadOptions): Promise<string | undefined> {
    const chain = this.#chain();
    const base = await chain[0]!.#readBase(source, options);
    const patches: (string | undefined)[] = [];
    for (const version of chain.slice(1)) {
      const blob = version.#patchBlob;
      patches.push(blob === undefined ? version.#patchText : await source.blob(blob, options));
    }
    return this.#settle(base, patches);
  }

  /** From the nearest version that needs no other to this one. A loop: chains are long in hostile archives. */
  #chain(): FileVersion[] {
    const chain: FileVersion[] = [this];
    for (let content = this.#content; content.kind === 'patch'; content = chain.at(-1)!.#content) {
      chain.push(content.previous);
    }
    return chain.reverse();
  }

  get #patchBlob(): string | undefined {
    return this.#content.kind === 'patch' ? this.#content.patch.blob : undefined;
  }

  get #patchText(): string | undefined {
    return this.#content.kind === 'patch' ? this.#content.patch.text : undefined;
  }

  async #readBase(source: TextSource, options?: ReadOptions): Promise<string | undefined> {
    const content = this.#content;
    if (content.kind === 'text') return content.text;
    if (content.kind === 'blob') return source.blob(content.path, options);
    if (content.kind !== 'event' || !this.from) return undefined;
    return readEvent(source, this.from, content, options);
  }

  /** Applies the patches, compares the digest, and keeps the outcome in place of what led to it. */
  #settle(base: string | undefined, patches: readonly (string | undefined)[]): string | undefined {
    let text = base;
    for (const patch of patches) {
      text = text === undefined || patch === undefined ? undefined : applyPatch(text, patch);
    }
    const proved = this.#content.kind === 'text' && this.#content.proved;
    if (text === undefined || (!proved && sha256Hex(text) !== this.sha256)) {
      this.#content = { kind: 'broken' };
      return undefined;
    }
    // A blob stays one: the keyframe names it.
    if (this.#content.kind !== 'blob') this.#content = { kind: 'text', text, proved: true };
    return text;
  }
}

function wholeContent(event: ChangeEvent): (Content & { kind: 'text' | 'blob' }) | undefined {
  if (event.text !== undefined) return { kind: 'text', text: event.text, proved: false };
  if (event.blob !== undefined) return { kind: 'blob', path: event.blob };
  return undefined;
}

function patchOf(event: ChangeEvent): Patch {
  return event.patchBlob === undefined ? { text: event.patch ?? '' } : { blob: event.patchBlob };
}

/** Follows a file from the event that holds it whole, through renames, to where the keyframe found it. */
async function readEvent(
  source: TextSource,
  from: WholeTextEvent,
  target: { readonly path: string; readonly end: number },
  options?: ReadOptions,
): Promise<string | undefined> {
  if (!Number.isInteger(from.segment) || from.segment < 0) return undefined;
  let found: { path: string; version: FileVersion } | undefined;
  for (let index = from.segment; index < target.end; index += 1) {
    const { events } = await source.segment(index, options);
    for (const event of events) {
      const path = found?.path;
      const starts = found === undefined && event.id === from.id;
      const moved = event.op === 'rename' && event.from === path;
      if (!starts && !moved && event.path !== path) continue;
      const version = event.op === 'delete' ? undefined : FileVersion.after(found?.version, event, index);
      if (!version) return undefined;
      found = { path: event.path, version };
    }
  }
  return found?.path === target.path ? found.version.read(source, options) : undefined;
}
