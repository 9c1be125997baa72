import type { LogRecord } from '../../sources/log-record.ts';
import { asText } from '../../sources/json-value.ts';

interface Node {
  readonly parent: string | undefined;
  readonly isPrompt: boolean;
}

/**
 * The abandoned branches of a log: whoever goes back writes another prompt after an earlier record, so the records form
 * a tree. The active way is the one to the last record of the conversation.
 */
export class SessionBranches {
  readonly #nodes = new Map<string, Node>();
  #last: string | undefined;
  #branches: ReadonlyMap<string, string> | undefined;

  /** First pass: a record, after the one that it follows from. */
  add(record: LogRecord, isPrompt: boolean): void {
    const uuid = asText(record['uuid']);
    if (uuid === undefined || this.#nodes.has(uuid)) return;
    this.#nodes.set(uuid, { parent: asText(record['parentUuid']), isPrompt });
    // What the program notes (telemetry, snapshots) follows from wherever it was.
    if (record['type'] !== 'system') this.#last = uuid;
  }

  /** Second pass: id of the abandoned branch that a record is on. */
  of(record: LogRecord): string | undefined {
    this.#branches ??= this.#find();
    return this.#branches.get(asText(record['uuid']) ?? '');
  }

  #find(): ReadonlyMap<string, string> {
    const active = new Set<string>();
    for (let at = this.#last; at !== undefined && !active.has(at); at = this.#nodes.get(at)?.parent)
      active.add(at);
    const branches = new Map<string, string>();
    let count = 0;
    for (const [uuid, { parent, isPrompt }] of this.#nodes) {
      if (parent === undefined || active.has(uuid)) continue;
      const above = branches.get(parent);
      if (above !== undefined) branches.set(uuid, above);
      // A parent that is not in the log is a lost record, and no fork.
      else if (isPrompt && this.#leadsToActive(parent, active)) branches.set(uuid, `b${(count += 1)}`);
    }
    return branches;
  }

  #leadsToActive(from: string, active: ReadonlySet<string>): boolean {
    const seen = new Set<string>();
    let at: string | undefined = from;
    while (at !== undefined && !active.has(at) && !seen.has(at)) {
      seen.add(at);
      at = this.#nodes.get(at)?.parent;
    }
    return at !== undefined && active.has(at);
  }
}
