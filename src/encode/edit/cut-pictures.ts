import { isBlobPath, type SourceTranscriptEvent, type SourceUpdate } from '../../format/index.ts';
import { pictureIn, type PictureBlock } from '../picture-block.ts';
import { EditError } from './edit-error.ts';
import { CUT_LINE } from './file-lines.ts';

/** Nesting up to which copies of a picture are looked for, as of every JSON value. */
const MAX_DEPTH = 512;

/** Pictures and documents that are taken out of messages and results, with every copy of their bytes in other members. */
export class CutPictures {
  readonly #paths: ReadonlySet<string>;
  /** What stands for them in events: their paths, and their bytes as base64. */
  readonly #texts = new Set<string>();
  readonly #found = new Set<string>();

  /** @param paths - of their blobs */
  constructor(paths: readonly string[]) {
    this.#paths = new Set(paths);
  }

  /** Looks for them in an event, before any of them is taken out. */
  look(update: SourceUpdate): void {
    if (this.#paths.size === 0) return;
    eachObject(update, (object) => {
      const picture = pictureIn(object);
      if (!picture || !this.#paths.has(picture.path)) return;
      this.#found.add(picture.path);
      this.#texts.add(picture.path);
      if (picture.data !== undefined) this.#texts.add(picture.data);
    });
  }

  /** @throws {EditError} `picture-not-found` */
  requireAll(): void {
    for (const path of this.#paths) {
      if (this.#found.has(path)) continue;
      const what = isBlobPath(path)
        ? `no picture of the session is ${path}`
        : `${JSON.stringify(path)} is no picture`;
      throw new EditError('picture-not-found', what);
    }
  }

  /** The event without them (the same one where it has none), and how many it showed. */
  leaveOut(event: SourceTranscriptEvent): { readonly event: SourceTranscriptEvent; readonly count: number } {
    if (this.#paths.size === 0) return { event, count: 0 };
    let count = 0;
    const left = (value: unknown, depth: number): unknown => {
      if (typeof value === 'string') return this.#leftText(value);
      if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return value;
      const picture = pictureIn(value);
      if (picture && this.#paths.has(picture.path)) {
        count += 1;
        return standIn(value as PictureBlock);
      }
      return mapped(value, (member) => left(member, depth + 1));
    };
    const update = left(event.update, 0) as SourceUpdate;
    const meta = left(event.meta ?? {}, 0) as NonNullable<typeof event.meta>;
    if (update === event.update && meta === (event.meta ?? meta)) return { event, count };
    return { event: { ...event, update, meta: { ...meta, cut: true } }, count };
  }

  #leftText(text: string): string {
    let left = text;
    for (const cut of this.#texts) if (left.includes(cut)) left = left.replaceAll(cut, CUT_LINE);
    return left;
  }
}

/** What stands in place of a picture: a text, where a text may stand. */
function standIn({ type }: PictureBlock): object {
  return { type: 'text', text: type === 'image' ? `${CUT_LINE} (picture)` : `${CUT_LINE} (document)` };
}

function eachObject(value: unknown, visit: (object: object) => void, depth = 0): void {
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return;
  visit(value);
  for (const member of Object.values(value)) eachObject(member, visit, depth + 1);
}

/** The value with its members mapped; the same one where none has become another. */
function mapped(value: object, map: (member: unknown) => unknown): object {
  const entries = Object.entries(value).map(([key, member]) => [key, map(member)] as const);
  if (entries.every(([key, member]) => member === (value as Record<string, unknown>)[key])) return value;
  return Array.isArray(value) ? entries.map(([, member]) => member) : Object.fromEntries(entries);
}
