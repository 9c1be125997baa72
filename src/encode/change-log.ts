import type {
  ChangeEvent,
  ChangeReference,
  FileReference,
  SourceChange,
  SourceFileRead,
} from '../format/index.ts';
import { ChangeRecorder, type RecordedChange } from '../state/files/index.ts';
import type { BlobStore } from './blob-store.ts';
import type { ShortIds } from './short-ids.ts';

/** What a change log shares with the other tracks, and where its events go. */
export interface ChangeLogOptions {
  readonly ids: ShortIds;
  readonly blobs: BlobStore;
  /** Takes the events of the changes track, in order. */
  readonly emit: (event: ChangeEvent) => void;
}

/** The call that brought a text: what its event is named after. */
export interface CallContext {
  readonly time: number;
  /** Short id of the tool call. */
  readonly toolCallId: string;
  readonly source: number;
}

/**
 * Writes the changes track, and tells the transcript how to refer to what stands there.
 *
 * Holds a reference for each change of the session, and the current texts of its files.
 */
export class ChangeLog {
  readonly #ids: ShortIds;
  readonly #recorder: ChangeRecorder;
  readonly #emit: (event: ChangeEvent) => void;
  readonly #references = new Map<string, ChangeReference>();
  readonly #roots: string[] = [];

  constructor({ ids, blobs, emit }: ChangeLogOptions) {
    this.#ids = ids;
    this.#emit = emit;
    this.#recorder = new ChangeRecorder({ storeText: (text) => blobs.storeText(text) });
  }

  /** Files under this folder are written relative to it; of several sources, the first that names one decides. */
  setRoot(source: number, root: string): void {
    this.#roots[source] = root;
  }

  /** @param toolCallId - short id of the call that made the change */
  record(change: SourceChange, source: number, toolCallId: string | undefined): void {
    const { time, sourceId, meta } = change;
    const records = this.#recorder.record({
      ...change,
      path: this.#relative(change.path, source),
      ...(change.from !== undefined && { from: this.#relative(change.from, source) }),
    });
    for (const record of records) {
      const id = toolCallId === undefined ? this.#ids.unique(sourceId) : this.#ids.member(toolCallId);
      const reprise = { ...record._meta?.reprise, ...meta };
      this.#emit({
        t: time,
        id,
        ...record,
        ...(toolCallId !== undefined && { toolCallId }),
        ...(Object.keys(reprise).length > 0 && { _meta: { reprise } }),
      });
      if (record.op !== 'observe') this.#references.set(`${source}\n${sourceId}`, referenceTo(id, record));
    }
  }

  /** What the transcript says of a change: nothing when it changed nothing. */
  reference(sourceId: string, source: number): ChangeReference[] {
    const reference = this.#references.get(`${source}\n${sourceId}`);
    return reference ? [reference] : [];
  }

  /** What the transcript says of a read in place of its text; `undefined` when the text must stand there. */
  read(read: SourceFileRead, { time, toolCallId, source }: CallContext): FileReference | undefined {
    const recorded = this.#recorder.recordRead({ ...read, path: this.#relative(read.path, source) });
    if (recorded?.observe) {
      this.#emit({ t: time, id: this.#ids.member(toolCallId), ...recorded.observe });
    }
    return recorded?.reference;
  }

  #relative(path: string, source: number): string {
    const root = this.#roots[source];
    return root === undefined ? path : relativeTo(root, path);
  }
}

/** A path relative to a folder, with `/`; an absolute path outside it stays as it is. */
export function relativeTo(root: string, path: string): string {
  const folder = root.replaceAll('\\', '/').replace(/\/+$/, '');
  const file = path.replaceAll('\\', '/');
  if (folder === '' || !/^(?:\/|[A-Za-z]:)/.test(folder)) return path;
  if (file.startsWith(`${folder}/`) && file.length > folder.length + 1) return file.slice(folder.length + 1);
  return path;
}

function referenceTo(id: string, { path, additions = 0, deletions = 0 }: RecordedChange): ChangeReference {
  return { type: '_reprise/change', id, path, additions, deletions };
}
