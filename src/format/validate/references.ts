/** Who points at what: ids, blobs, terminals, child tracks. */

import { isBlobPath, trackEntry } from '../archive-layout.ts';
import { finding, quote, type Report } from '../findings.ts';
import type { Manifest } from '../model.ts';
import { isObject, type UnknownObject } from '../segments/json-value.ts';

type Target = 'event' | 'change' | 'entry';

/** Collects ids and references over all tracks, to be compared when all were seen. */
export class References {
  /** Id → entry it stands in. */
  readonly #events = new Map<string, string>();
  readonly #changes = new Set<string>();
  /** What is pointed at → the entry that does, once each. */
  readonly #wanted: Readonly<Record<Target, Map<string, string>>> = {
    event: new Map(),
    change: new Map(),
    entry: new Map(),
  };
  readonly #report: Report;

  constructor(report: Report) {
    this.#report = report;
  }

  /** Notes an event of the transcript or the changes, and what it points at. */
  addEvent(event: UnknownObject, entry: string, line: number): void {
    const { id } = event;
    if (typeof id === 'string') {
      const before = this.#events.get(id);
      if (before !== undefined) {
        const message = `event id ${quote(id)} stands in ${quote(before)} and again in ${quote(entry)}`;
        this.#report(finding('duplicate-id', 'error', message, { entry, line }));
      }
      this.#events.set(id, entry);
      if (typeof event['op'] === 'string') this.#changes.add(id);
    }
    if (typeof event['blob'] === 'string') this.#want('entry', event['blob'], entry);
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

  /** Compares what is pointed at with what is there. */
  check(manifest: Manifest, entries: ReadonlyMap<string, unknown>): void {
    for (const { entry } of manifest.sources ?? [])
      if (entry !== undefined) this.#want('entry', entry, 'manifest.json');
    for (const { event } of manifest.chapters ?? []) {
      if (event !== undefined) this.#want('event', event, 'manifest.json');
    }
    this.#missing('event', 'event', (id) => this.#events.has(id));
    this.#missing('change', 'change', (id) => this.#changes.has(id));
    this.#missing('entry', 'entry', (path) => entries.has(path));
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
