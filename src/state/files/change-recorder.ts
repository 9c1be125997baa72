import { sha256Hex } from '../../format/index.ts';
import type { ChangeEvent, FileReference, Json, SourceChange, SourceFileRead } from '../../format/index.ts';
import { matchLines } from './file-reference.ts';
import { countChanges, formatPatch } from './hunks.ts';
import { createHunks } from './patch.ts';
import type { Hunk } from './hunks.ts';
import { describeSteps, followSteps, plainLines } from './source-edits.ts';
import type { SourceEdits } from './source-edits.ts';

/** A change as it goes into the track, but for what the encoder gives every event. */
export type RecordedChange = Omit<ChangeEvent, 't' | 'id' | 'toolCallId'>;

/** Where long texts go, and when a text is stored whole. */
export interface ChangeRecorderOptions {
  /** Puts a text over the inline size into the archive, once however often it comes; returns its entry path. */
  readonly storeText: (text: string) => string;
  /** UTF-8 bytes up to which texts and patches stand in the track. Default 32 KiB. */
  readonly maxInlineSize?: number;
  /** Patches of a file after which its whole text is stored again. Default 50. */
  readonly fullTextInterval?: number;
}

/** What became of the text that a tool read. */
export interface RecordedRead {
  /** Goes into the transcript in place of the text. */
  readonly reference: FileReference;
  /** Goes into the changes track first: the text was not known until now. */
  readonly observe?: RecordedChange;
}

interface KnownFile {
  readonly text: string;
  readonly sha256: string;
  /** Patches since the whole text was stored. */
  readonly patches: number;
}

type Content = Pick<ChangeEvent, 'patch' | 'patchBlob' | 'text' | 'blob'>;

/**
 * Turns what sources say of changes into the events of a changes track (spec section 10).
 *
 * It follows every touched file and picks the best a source offers: texts before and after, else edits made on the
 * known text, else hunks that apply exactly; else the change is `exact: false` and the file is unknown from there on.
 * Every line of the source's texts and edits is in the events it returns, in the texts they build on, or in what it gave to
 * `storeText`. Lone surrogates, which no file can hold, become U+FFFD.
 *
 * Holds the current texts of touched files, nothing else. One recorder a changes track.
 */
export class ChangeRecorder {
  readonly #files = new Map<string, KnownFile>();
  readonly #storeText: (text: string) => string;
  readonly #maxInlineSize: number;
  readonly #fullTextInterval: number;

  constructor({ storeText, maxInlineSize = 2 ** 15, fullTextInterval = 50 }: ChangeRecorderOptions) {
    this.#storeText = storeText;
    this.#maxInlineSize = maxInlineSize;
    this.#fullTextInterval = fullTextInterval;
  }

  /**
   * The events for a change, in order; all of them get its time. At most one is not an `observe`: that one is *the* change, which references
   * point at. None is when nothing changed, unless the change has an `id`: it is an event of an archive, and the last
   * event here stands for it.
   *
   * Cost: the patch (see `createPatch`) and two digests of the file.
   */
  record(source: SourceChange): readonly RecordedChange[] {
    const change = toWellFormed(source);
    const { op, path, id } = change;
    if (op === 'observe') return id === undefined ? this.#recordObserve(change) : this.#recordOwn(change);
    const origin = op === 'rename' ? (change.from ?? path) : path;
    const created = op === 'create' && !change.before;
    const restated = id === undefined ? [] : this.#restate(origin, KEPT_INTERVALS);
    const learnt = created ? [] : [...restated, ...this.#learn(origin, change.before)];
    if (op === 'delete') return [...learnt, this.#recordDelete(change)];
    if (created) return this.#recordCreate(change);
    return [...learnt, ...this.#recordModify(change, origin)];
  }

  #recordObserve({ path, before, after, exact }: SourceChange): RecordedChange[] {
    return exact === false ? [this.#forget(path)] : this.#learn(path, after ?? before);
  }

  /** An `observe` of an archive, which may state a text again that is known. */
  #recordOwn(change: SourceChange): RecordedChange[] {
    const { path, before, after = before } = change;
    const known = this.#files.get(path);
    if (after === undefined || change.exact === false) return [this.#forget(path)];
    if (known?.text === after) return [this.#stateWhole(path, after)];
    return [...this.#restate(path, KEPT_INTERVALS), ...this.#learn(path, after, { restates: false })];
  }

  #forget(path: string): RecordedChange {
    this.#files.delete(path);
    return { path, op: 'observe', exact: false };
  }

  /**
   * Refers a text that a tool read to the file's known text, or makes it known when the whole file was read.
   *
   * @returns `undefined` when the text must stay where it was read
   */
  recordRead({ path, text: source, startLine, totalLines }: SourceFileRead): RecordedRead | undefined {
    const text = mendText(source);
    const lineCount = text.split('\n').length;
    const whole = startLine === 1 && totalLines !== undefined && lineCount >= totalLines;
    const known = this.#files.get(path);
    const lines = known && matchLines(known.text, text, startLine);
    if (known && lines) return { reference: { type: '_reprise/file', path, sha256: known.sha256, ...lines } };
    if (!whole) return undefined;
    const [observe] = this.#learn(path, text, { restates: false });
    const reference: FileReference = { type: '_reprise/file', path, sha256: sha256Hex(text) };
    return observe ? { reference, observe } : { reference };
  }

  #recordDelete(change: SourceChange): RecordedChange {
    const { path } = change;
    const known = this.#files.get(path);
    this.#files.delete(path);
    if (known && change.exact !== false)
      return { path, op: 'delete', before: known.sha256, deletions: plainLines(known.text).length };
    const hunks = describeSteps(change);
    const isInexact = hunks.length > 0 || change.exact === false;
    return isInexact ? this.#inexact(change, hunks) : { path, op: 'delete' };
  }

  #recordCreate(change: SourceChange): RecordedChange[] {
    const { path } = change;
    const text = change.after ?? followSteps('', change, { certain: true });
    if (text === undefined || change.exact === false) return this.#recordInexact(change);
    const content = this.#wholeContent(text);
    const after = this.#know(path, text, 0);
    const additions = plainLines(text).length;
    return [
      { path, op: 'create', ...content, after, additions, deletions: 0, ...this.#asked(change, '', text) },
    ];
  }

  #recordModify(change: SourceChange, origin: string): RecordedChange[] {
    const { path, op } = change;
    const known = this.#files.get(origin);
    if (origin !== path) this.#files.delete(origin);
    const moved = op === 'rename' ? { from: origin } : {};
    const after = known ? this.#textAfter(change, known.text) : change.after;
    if (!known || after === undefined || change.exact === false) return this.#recordInexact(change, after);

    const asked = this.#asked(change, known.text, after);
    if (after === known.text && op !== 'rename' && !asked._meta && change.id === undefined) return [];
    const hunks = createHunks(known.text, after);
    const content = after === known.text ? {} : this.#patchContent(formatPatch(hunks), after);
    const patched = content.patch !== undefined || content.patchBlob !== undefined;
    const patches = patched ? known.patches + 1 : after === known.text ? known.patches : 0;
    const digest = this.#know(path, after, patches);
    const event: RecordedChange = {
      path,
      op,
      ...moved,
      ...content,
      before: known.sha256,
      after: digest,
      ...countChanges(hunks),
      ...asked,
    };
    return change.id === undefined ? [event, ...this.#restate(path)] : [event];
  }

  #textAfter(change: SourceChange, base: string): string | undefined {
    if (change.after !== undefined) return change.after;
    if (!change.edits?.length && !change.hunks?.length) return change.op === 'rename' ? base : undefined;
    return followSteps(base, change, { certain: change.before !== undefined });
  }

  /** A change of a file that is not known: what the source says of it, and the text after it where that is told. */
  #recordInexact(change: SourceChange, after?: string): RecordedChange[] {
    const { path, op } = change;
    const hunks = describeSteps(change);
    this.#files.delete(path);
    if (hunks.length > 0 || after === undefined || change.exact === false) {
      return [this.#inexact(change, hunks), ...this.#learn(path, after)];
    }
    const content = this.#wholeContent(after);
    const moved = change.from !== undefined ? { from: change.from } : {};
    return [{ path, op, ...moved, ...content, after: this.#know(path, after, 0) }];
  }

  #inexact({ path, op, from }: SourceChange, hunks: readonly Hunk[]): RecordedChange {
    const patch = formatPatch(hunks);
    const content = this.#isInline(patch) ? { patch } : { patchBlob: this.#storeText(patch) };
    return {
      path,
      op,
      ...(from === undefined ? {} : { from }),
      ...(patch === '' ? {} : content),
      exact: false,
      ...countChanges(hunks),
    };
  }

  /** Takes over a text that is not what was known. */
  #learn(path: string, text: string | undefined, { restates = true } = {}): RecordedChange[] {
    const known = this.#files.get(path);
    if (text === undefined || text === known?.text) return [];
    const patch = known && formatPatch(createHunks(known.text, text));
    if (!known || patch === undefined || patch.length >= text.length) return [this.#stateWhole(path, text)];
    const content = this.#patchContent(patch, text);
    const after = this.#know(path, text, known.patches + 1);
    const event: RecordedChange = { path, op: 'observe', ...content, before: known.sha256, after };
    return restates ? [event, ...this.#restate(path)] : [event];
  }

  #stateWhole(path: string, text: string): RecordedChange {
    const content = this.#wholeContent(text);
    return { path, op: 'observe', ...content, after: this.#know(path, text, 0) };
  }

  /** States a text whole again when too many patches would have to be followed to it. */
  #restate(path: string, intervals = 1): RecordedChange[] {
    const known = this.#files.get(path);
    if (!known || known.patches < intervals * this.#fullTextInterval) return [];
    return [this.#stateWhole(path, known.text)];
  }

  #know(path: string, text: string, patches: number): string {
    const sha256 = sha256Hex(text);
    this.#files.set(path, { text, sha256, patches });
    return sha256;
  }

  #wholeContent(text: string): Content {
    return this.#isInline(text) ? { text } : { blob: this.#storeText(text) };
  }

  /** The shorter of patch and whole text once the patch does not fit into the track. */
  #patchContent(patch: string, text: string): Content {
    if (this.#isInline(patch)) return { patch };
    return text.length < patch.length ? this.#wholeContent(text) : { patchBlob: this.#storeText(patch) };
  }

  /** Edits that ask for other lines than the texts have (quotes or spaces that the tool mended) are kept as asked. */
  #asked({ edits = [] }: SourceChange, before: string, after: string): Pick<RecordedChange, '_meta'> {
    let lines: Set<string> | undefined;
    const hasLine = (line: string): boolean =>
      (lines ??= new Set([...plainLines(before), ...plainLines(after)])).has(line);
    const covered = (text: string): boolean =>
      before.includes(text) || after.includes(text) || plainLines(text).every(hasLine);
    const missing = edits.filter(({ oldText, newText }) => !covered(oldText) || !covered(newText));
    return missing.length === 0 ? {} : { _meta: { reprise: { asked: this.#keepEdits(missing) } } };
  }

  #keepEdits(edits: SourceEdits): Json {
    const json = edits.map(({ oldText, newText }) => ({ oldText, newText }));
    const text = JSON.stringify(json);
    return this.#isInline(text) ? json : { blob: this.#storeText(text) };
  }

  #isInline(text: string): boolean {
    const { length } = text;
    // No text has fewer bytes than UTF-16 units, or more than three for each.
    if (length > this.#maxInlineSize) return false;
    return length * 3 <= this.#maxInlineSize || new TextEncoder().encode(text).length <= this.#maxInlineSize;
  }
}

/**
 * The events of an archive are written one for one, and state texts whole where they did there. Only where that has
 * been missing for twice as long as we would let it is a text stated before the next event.
 */
const KEPT_INTERVALS = 2;

function toWellFormed(change: SourceChange): SourceChange {
  const { before, after, edits, hunks } = change;
  return {
    ...change,
    ...(before === undefined ? {} : { before: mendText(before) }),
    ...(after === undefined ? {} : { after: mendText(after) }),
    ...(edits && {
      edits: edits.map((edit) => ({
        ...edit,
        oldText: mendText(edit.oldText),
        newText: mendText(edit.newText),
      })),
    }),
    ...(hunks && { hunks: hunks.map((hunk) => ({ ...hunk, lines: hunk.lines.map(mendText) })) }),
  };
}

function mendText(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd');
}
