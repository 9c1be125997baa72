import type { ImportSource } from '../../sources/import-source.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { asText } from '../../sources/json-value.ts';
import type { RecordOrder, SourceRecord } from '../../records/record-translator.ts';
import { textHash, textKey } from '../../sources/text-key.ts';
import { BlockOrder } from './block-order.ts';
import { branchesOf } from './branches.ts';
import type { RecordKind } from './branches.ts';
import { isHumanPrompt } from './prompts.ts';
import { firstText } from './records.ts';

/** How a sidechain (a subagent's records) begins. */
export interface ChainStart {
  readonly agentId?: string;
  readonly promptKey?: string;
  /** uuid of a record outside the sidechain that it follows from. */
  readonly parent?: string;
}

const NONE = -1;

/**
 * What one file of a session is like as a whole: its tree of records, with copies, abandoned branches and sidechains.
 * Filled in the first pass. Records are named by the numbers of their lines.
 */
export class LogSurvey {
  readonly source: ImportSource;
  readonly #lines = new Map<string, number>();
  readonly #hashes = new Map<string, number>();
  readonly #ambiguous = new Set<string>();
  /** uuid of the parent of each line. */
  readonly #parents: (string | undefined)[] = [];
  readonly #kinds: RecordKind[] = [];
  readonly #copies = new Set<number>();
  readonly #sidechain = new Map<number, ChainStart>();
  readonly #blocks = new BlockOrder();
  #leaf: string | undefined;
  #branches: ReadonlyMap<number, string> = new Map();
  #chains: ReadonlyMap<number, number> = new Map();
  #order: RecordOrder | undefined;

  constructor(source: ImportSource) {
    this.source = source;
  }

  /** @returns whether the record is new: no copy of one before it */
  add(record: LogRecord, { number, text: line }: SourceRecord): boolean {
    // Blank lines, and those that are no records, stand alone.
    while (this.#parents.length < number) this.#addNode(undefined, 'other');
    this.#addNode(asText(record['parentUuid']) ?? asText(record['logicalParentUuid']), kindOf(record));
    if (this.#addUuid(record, line, number)) {
      this.#copies.add(number);
      return false;
    }
    this.#blocks.add(record, number);
    if (record['isSidechain'] === true) this.#sidechain.set(number, chainStart(record));
    if (record['type'] === 'last-prompt') this.#leaf = asText(record['leafUuid']) ?? this.#leaf;
    return true;
  }

  /** After the last record: no record stands before its parent, and branches and sidechains are found. */
  resolve(order: RecordOrder): void {
    const parents = this.#parents.map((parent) => this.#lineOf(parent));
    for (const [line, parent] of this.#blocks.reorder(parents).entries()) {
      if (parent !== NONE && parent !== line) order.follow(line, parent);
    }
    this.#order = order;
    this.#chains = this.#findChains(parents);
    this.#branches = branchesOf({
      parents,
      kinds: this.#kinds,
      excluded: { has: (line) => this.#chains.has(line) || this.#copies.has(line) },
      leaf: this.#lineOf(this.#leaf),
    });
  }

  /** When a record happened: wall time, ms since 1970 UTC. */
  timeOf(line: number): number {
    return this.#order?.timeOf(line) ?? 0;
  }

  /** Whether a line repeats an earlier one. */
  isCopy(line: number): boolean {
    return this.#copies.has(line);
  }

  /** Id of the abandoned branch that a line belongs to. */
  branchOf(line: number): string | undefined {
    return this.#branches.get(line);
  }

  /** The line that a sidechain line's chain begins with. */
  chainOf(line: number): number | undefined {
    return this.#chains.get(line);
  }

  /** How each sidechain begins, by its first line. */
  chainStarts(): ReadonlyMap<number, ChainStart> {
    const starts = new Set(this.#chains.values());
    return new Map([...starts].map((line) => [line, this.#sidechain.get(line) ?? {}]));
  }

  /** The uuids of its records. */
  uuids(): Iterable<string> {
    return this.#lines.keys();
  }

  /** Line of the first record of a uuid. */
  lineOfUuid(uuid: string): number | undefined {
    return this.#lines.get(uuid);
  }

  #addNode(parent: string | undefined, kind: RecordKind): void {
    this.#parents.push(parent);
    this.#kinds.push(kind);
  }

  /** A uuid may be masked (`REDACTED`) and then names many records: such a name leads nowhere. */
  #lineOf(uuid: string | undefined): number {
    if (uuid === undefined || this.#ambiguous.has(uuid)) return NONE;
    return this.#lines.get(uuid) ?? NONE;
  }

  /** @returns whether the record is a copy */
  #addUuid(record: LogRecord, line: string, number: number): boolean {
    const uuid = asText(record['uuid']);
    if (uuid === undefined) return false;
    const hash = textHash(line);
    const known = this.#hashes.get(uuid);
    if (known === undefined) {
      this.#hashes.set(uuid, hash);
      this.#lines.set(uuid, number);
      return false;
    }
    if (known !== hash) this.#ambiguous.add(uuid);
    return known === hash;
  }

  /** Sidechain line → first line of its chain: by agent id, else by the chain of parents. */
  #findChains(parents: readonly number[]): ReadonlyMap<number, number> {
    const chains = new Map<number, number>();
    const byAgent = new Map<string, number>();
    for (const [line, start] of this.#sidechain) {
      if (start.agentId !== undefined) {
        const first = byAgent.get(start.agentId) ?? line;
        byAgent.set(start.agentId, first);
        chains.set(line, first);
        continue;
      }
      const path: number[] = [];
      let at = line;
      const seen = new Set<number>();
      while (!chains.has(at) && !seen.has(at)) {
        seen.add(at);
        path.push(at);
        const parent = parents[at] ?? NONE;
        if (parent === NONE || !this.#sidechain.has(parent)) break;
        at = parent;
      }
      const root = chains.get(at) ?? at;
      for (const step of path) chains.set(step, root);
    }
    return chains;
  }
}

function kindOf(record: LogRecord): RecordKind {
  if (record['type'] === 'assistant') return 'assistant';
  return isHumanPrompt(record) ? 'prompt' : 'other';
}

function chainStart(record: LogRecord): ChainStart {
  const agentId = asText(record['agentId']);
  const parent = asText(record['parentUuid']);
  const prompt = firstText(record);
  return {
    ...(agentId !== undefined && { agentId }),
    ...(parent !== undefined && { parent }),
    ...(prompt !== undefined && record['type'] === 'user' && { promptKey: textKey(prompt.trim()) }),
  };
}
