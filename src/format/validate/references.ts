/** Who points at what: ids, blobs, terminals, child tracks. */

import { isBlobPath, NOTES_ENTRY, trackEntry } from '../archive-layout.ts';
import { finding, quote, type Report } from '../findings.ts';
import type { Manifest } from '../model.ts';
import type { Note } from '../note.ts';
import { isObject, type UnknownObject } from '../segments/json-value.ts';

type Target = 'event' | 'change' | 'call' | 'entry';

/** An event with an id. */
interface SeenEvent {
  /** The entry it stands in. */
  readonly entry: string;
  /** Session time, ms. */
  readonly time: unknown;
  /** It is a change, or something begins with it. */
  readonly begins: boolean;
}

/** Collects ids and references over all tracks, to be compared when all were seen. */
export class References {
  readonly #events = new Map<string, SeenEvent>();
  readonly #notes: Note[] = [];
  readonly #changes = new Set<string>();
  readonly #calls = new Set<string>();
  /** What is pointed at → the entry that does, once each. */
  readonly #wanted: Readonly<Record<Target, Map<string, string>>> = {
    event: new Map(),
    change: new Map(),
    call: new Map(),
    entry: new Map(),
  };
  readonly #report: Report;

  constructor(report: Report) {
    this.#report = report;
  }

  /**
   * Notes an event of the transcript or the changes, and what it points at.
   *
   * @param begins - it is a change, or begins a turn, message, thought or call
   */
  addEvent(event: UnknownObject, entry: string, line: number, begins: boolean): void {
    const { id } = event;
    if (typeof id === 'string') {
      const before = this.#events.get(id);
      if (before !== undefined) {
        const message = `event id ${quote(id)} stands in ${quote(before.entry)} and again in ${quote(entry)}`;
        this.#report(finding('duplicate-id', 'error', message, { entry, line }));
      }
      this.#events.set(id, { entry, time: event['t'], begins });
      if (typeof event['op'] === 'string') this.#changes.add(id);
    }
    if (typeof event['blob'] === 'string') this.#want('entry', event['blob'], entry);
    if (event['sessionUpdate'] === 'tool_call') this.#calls.add(String(event['toolCallId']));
    if (event['sessionUpdate'] === '_reprise/subagent') {
      this.#want('entry', trackEntry('transcript', String(event['track'])), entry);
    }
    const { content } = event;
    for (const item of Array.isArray(content) ? (content as unknown[]) : [content])
      this.#addContent(item, entry);
  }

  /** Notes the blobs that a keyframe of the changes names. */
  addKeyframe(keyframe: unknown, entry: string): void {
    if (!isObject(keyframe) || !isObject(keyframe['files'])) return;
    for (const file of Object.values(keyframe['files'])) {
      if (!isObject(file)) continue;
      if (typeof file['blob'] === 'string') this.#want('entry', file['blob'], entry);
      if (typeof file['from'] === 'string') this.#want('change', file['from'], entry);
    }
  }

  /** Notes a call whose output a terminal shows; empty: that of none. */
  addShownCall(call: string, entry: string): void {
    if (call !== '') this.#want('call', call, entry);
  }

  /** Notes what a note is anchored to. */
  addNote(note: Note): void {
    this.#notes.push(note);
  }

  /** Compares what is pointed at with what is there. */
  check(manifest: Manifest, entries: ReadonlyMap<string, unknown>): void {
    for (const { entry } of manifest.sources ?? [])
      if (entry !== undefined) this.#want('entry', entry, 'manifest.json');
    for (const { event } of manifest.chapters ?? []) {
      if (event !== undefined) this.#want('event', event, 'manifest.json');
    }
    this.#missing('event', 'event', (id) => this.#events.has(id));
    this.#missing('change', 'change', (id) => this.#changes.has(id));
    this.#missing('call', 'tool call', (id) => this.#calls.has(id));
    this.#missing('entry', 'entry', (path) => entries.has(path));
    for (const note of this.#notes) this.#checkAnchor(note, entries);
  }

  /** A note may outlive what it was anchored to: that is worth knowing, and no fault of the archive. */
  #checkAnchor({ id, time, event, terminal }: Note, entries: ReadonlyMap<string, unknown>): void {
    const found = event === undefined ? undefined : this.#events.get(event);
    const isThere = found
      ? found.begins && found.time === time
      : terminal !== undefined && entries.has(trackEntry('terminal', terminal));
    if (isThere) return;
    const what = event ?? terminal ?? 'nothing';
    const message = `the note ${quote(id)} is anchored to ${quote(what)}, which ${wrongWith(found, time)}`;
    this.#report(finding('note-without-place', 'warning', message, { entry: NOTES_ENTRY }));
  }

  #addContent(item: unknown, entry: string): void {
    if (!isObject(item)) return;
    if (item['type'] === 'content') this.#addContent(item['content'], entry);
    if (item['type'] === '_reprise/change') this.#want('change', String(item['id']), entry);
    if (item['type'] === 'terminal') {
      this.#want('entry', trackEntry('terminal', String(item['terminalId'])), entry);
    }
    const { uri } = item;
    if (typeof uri !== 'string') return;
    // An image always lies in the archive; a link may lead out of it.
    if (item['type'] === 'image' || isBlobPath(uri)) this.#want('entry', uri, entry);
  }

  #want(target: Target, name: string, from: string): void {
    const wanted = this.#wanted[target];
    if (!wanted.has(name)) wanted.set(name, from);
  }

  #missing(target: Target, word: string, exists: (name: string) => boolean): void {
    for (const [name, entry] of this.#wanted[target]) {
      if (exists(name)) continue;
      const message = `${quote(entry)} refers to the ${word} ${quote(name)}, which is not in the archive`;
      this.#report(finding('dangling-reference', 'error', message, { entry }));
    }
  }
}

/** @param time - where a note says that it is, ms */
function wrongWith(event: SeenEvent | undefined, time: number): string {
  if (!event) return 'is not in the archive';
  if (!event.begins) return 'begins no turn, message, thought or call';
  return `is at ${String(event.time)} ms, not at ${time} ms`;
}
