import { eventSchemaFault } from '../../format/index.ts';
import type {
  ChangeEvent,
  ChangesKeyframe,
  EventMeta,
  Json,
  JsonObject,
  SourceChange,
  SourceHunk,
} from '../../format/index.ts';
import { parsePatch } from '../../state/files/index.ts';
import type { BlobReader } from './blob-reader.ts';
import { FileTexts, type TextsAround } from './file-texts.ts';
import type { TrackReader } from './track-reader.ts';

/** The changes of an archive as a source tells them: with the whole texts before and after. */
export class ChangesTrack {
  readonly reader: TrackReader<'changes'>;
  readonly files: FileTexts;
  readonly #blobs: BlobReader;

  constructor(reader: TrackReader<'changes'>, blobs: BlobReader) {
    this.reader = reader;
    this.files = new FileTexts(blobs);
    this.#blobs = blobs;
  }

  /** Goes on by one item. */
  async *take(): AsyncGenerator<SourceChange, void> {
    const item = await this.reader.next();
    if (item?.event) yield await this.#change(item.event);
    else if (item) yield* this.#afterGap(item.time, item.keyframe);
  }

  /** Goes on up to an event and with it, if it is near and not later than a time. */
  async *takeThrough(
    matches: (event: ChangeEvent) => boolean,
    time: number,
  ): AsyncGenerator<SourceChange, void> {
    if (!(await this.reader.isAhead(matches, time))) return;
    for (let found = false; !found && this.reader.head;) {
      const { event } = this.reader.head;
      found = event !== undefined && matches(event);
      yield* this.take();
    }
  }

  /** Goes on up to the last event near of a kind, and with it; see {@link takeThrough}. */
  async *takeThroughLast(
    matches: (event: ChangeEvent) => boolean,
    time: number,
  ): AsyncGenerator<SourceChange, void> {
    while (await this.reader.isAhead(matches, time)) yield* this.takeThrough(matches, time);
  }

  async #change(event: ChangeEvent): Promise<SourceChange> {
    if (!isSound(event)) return this.#broken(event);
    const texts = await this.files.apply(event);
    const { t, id, path, op, from, patch, patchBlob, toolCallId, _meta } = event;
    const isWhole = texts.after !== undefined && event.exact !== false;
    const { reprise, ...others } = _meta ?? {};
    const { asked, ...meta } = reprise ?? {};
    const edits = await this.#editsOf(asked);
    const rest = edits || asked === undefined ? meta : { asked, ...meta };
    return {
      type: 'change',
      time: t,
      sourceId: id,
      ...(id !== '' && { id }),
      path,
      op,
      ...(from !== undefined && { from }),
      ...contentOf(event, texts),
      ...(!isWhole && (await this.#hunksOf(patch, patchBlob))),
      ...(edits && { edits }),
      ...(toolCallId !== undefined && { toolCallId }),
      ...(Object.keys(rest).length > 0 && { meta: rest }),
      ...extraOf(event, others),
    };
  }

  /** A line that is not as its schema has it: what it says of the file is not known, and it is kept as it is. */
  async #broken(event: ChangeEvent): Promise<SourceChange> {
    const { t: time, id, path } = event;
    await this.files.apply({ t: time, id, path, op: 'modify', exact: false });
    const meta: EventMeta = { invalid: event as unknown as Json };
    return {
      type: 'change',
      time,
      sourceId: id,
      ...(id !== '' && { id }),
      path,
      op: 'modify',
      exact: false,
      meta,
    };
  }

  async #hunksOf(patch: string | undefined, blob: string | undefined): Promise<{ hunks?: SourceHunk[] }> {
    const text = patch ?? (blob === undefined ? undefined : await this.#blobs.text(blob));
    if (text === undefined || text === '') return {};
    return { hunks: [...(parsePatch(text) ?? [asContext(text)])] };
  }

  /** Edits that ask for lines which neither text has; `undefined` where they are kept in a form we do not know. */
  async #editsOf(asked: Json | undefined | object): Promise<SourceChange['edits']> {
    const { blob } = (asked ?? {}) as { blob?: unknown };
    const text = typeof blob === 'string' ? await this.#blobs.text(blob) : undefined;
    const list: unknown = text === undefined ? asked : JSON.parse(text);
    return Array.isArray(list) && list.every(isEdit) ? list : undefined;
  }

  /** What the keyframe behind a gap says of files otherwise than what came before it. */
  async *#afterGap(time: number, keyframe: ChangesKeyframe | undefined): AsyncGenerator<SourceChange, void> {
    const claimed = new Map(Object.entries(keyframe?.files ?? {}));
    for (const path of new Set([...claimed.keys(), ...this.files.paths])) {
      const { sha256, blob } = claimed.get(path) ?? {};
      const known = this.files.sha256(path);
      if (known !== undefined && known === sha256) continue;
      const text = typeof blob === 'string' ? await this.#blobs.text(blob) : undefined;
      const event: ChangeEvent = { t: time, id: '', path, op: 'observe', ...(sha256 && { after: sha256 }) };
      const { after } = await this.files.apply(
        text === undefined ? { ...event, exact: false } : { ...event, text },
      );
      const sourceId = `${path} after a gap at ${time}`;
      const learnt = { type: 'change', time, sourceId, path, op: 'observe' } as const;
      if (after !== undefined) yield { ...learnt, after };
      else if (known !== undefined) yield { ...learnt, exact: false };
    }
  }
}

/** Whole texts where they are known. Where they are not, the encoder must not claim any. */
function contentOf({ op, exact }: ChangeEvent, { before, after }: TextsAround) {
  const isInexact = exact === false || (after === undefined && op !== 'delete');
  return {
    ...(before !== undefined && op !== 'create' && op !== 'observe' && { before }),
    ...(after !== undefined && !isInexact && { after }),
    ...(isInexact && { exact: false as const }),
  };
}

/** Whether an event is as its schema has it, but for a kind of change of a later version. */
function isSound(event: ChangeEvent): boolean {
  return eventSchemaFault('changes', { ...event, id: event.id || '-', op: 'modify' }) === undefined;
}

function isEdit(value: unknown): value is { oldText: string; newText: string } {
  if (typeof value !== 'object' || value === null) return false;
  const { oldText, newText } = value as Record<string, unknown>;
  return typeof oldText === 'string' && typeof newText === 'string';
}

/** A patch that is none: its lines as they are, at no place. */
function asContext(text: string): SourceHunk {
  const lines = text.split('\n').map((line) => ` ${line}`);
  return { oldStart: 0, oldLines: lines.length, newStart: 0, newLines: lines.length, lines };
}

const KNOWN_KEYS: ReadonlySet<string> = new Set(
  't id path op from patch patchBlob text blob before after exact additions deletions toolCallId _meta'.split(
    ' ',
  ),
);

/** Members that a later version, or somebody else, has added. */
function extraOf(event: ChangeEvent, meta: object): { extra?: JsonObject } {
  const members = Object.entries(event).filter(([key]) => !KNOWN_KEYS.has(key));
  if (Object.keys(meta).length > 0) members.push(['_meta', meta]);
  const extra: object = Object.fromEntries(members);
  return members.length > 0 ? { extra: extra as JsonObject } : {};
}
