import type { ImportSource } from '../../sources/import-source.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { asText } from '../../sources/json-value.ts';
import type { RecordOrder, SourceRecord } from '../../records/record-translator.ts';
import { TextIndex } from '../../sources/text-index.ts';
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
 * Filled in the first pass. Records are named by the numbers of their lines. Holds some numbers a record, no text of any.
 */
export class LogSurvey {
  readonly source: ImportSource;
  /** Line of the first record of each uuid. */
  readonly #lines = new TextIndex();
  /** Hash of the text of each line that is the first of its uuid; 0 for any other. */
  readonly #texts: number[] = [];
  /** Hashes of uuids that name several records. */
  readonly #ambiguous = new Set<number>();
  /** Hash of the uuid of each line's parent; -1 for none. */
  readonly #parents: number[] = [];
  readonly #kinds: RecordKind[] = [];
  readonly #copies = new Set<number>();
  readonly #sidechain = new Map<number, ChainStart>();
  readonly #blocks = new BlockOrder();
  /** Hash of a uuid; -1 for none. */
  #leaf = NONE;
  #branches: ReadonlyMap<number, string> = new Map();
  #chains: ReadonlyMap<number, number> = new Map();
  #order: RecordOrder | undefined;

  constructor(source: ImportSource) {
    this.source = source;
  }

  /** @returns whether the record is new: no copy of one before it */
  add(record: LogRecord, { number, text: line }: SourceRecord): boolean {
    // Blank lines, and those that are no records, stand alone.
    while (this.#parents.length < number) this.#addNode(NONE, 'other');
    const parent = asText(record['parentUuid']) ?? asText(record['logicalParentUuid']);
    this.#addNode(parent === undefined ? NONE : textHash(parent), kindOf(record));
    if (this.#addUuid(record, line, number)) {
      this.#copies.add(number);
      return false;
    }
    this.#blocks.add(record, number);
    if (record['isSidechain'] === true) this.#sidechain.set(number, chainStart(record));
    const leaf = record['type'] === 'last-prompt' ? asText(record['leafUuid']) : undefined;
    if (leaf !== undefined) this.#leaf = textHash(leaf);
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

  /** Line of the first record of a uuid. */
  lineOfUuid(uuid: string): number | undefined {
    return this.#lines.get(uuid);
  }

  #addNode(parent: number, kind: RecordKind): void {
    this.#parents.push(parent);
    this.#texts.push(0);
    this.#kinds.push(kind);
  }

  /** By the hash of a uuid. A uuid may be masked (`REDACTED`) and then names many records: such a name leads nowhere. */
  #lineOf(uuid: number): number {
    if (uuid === NONE || this.#ambiguous.has(uuid)) return NONE;
    return this.#lines.ofHash(uuid) ?? NONE;
  }

  /** @returns whether the record is a copy */
  #addUuid(record: LogRecord, line: string, number: number): boolean {
    const uuid = asText(record['uuid']);
    if (uuid === undefined) return false;
    const text = textHash(line);
    const first = this.#lines.get(uuid);
    if (first === undefined) {
      this.#lines.set(uuid, number);
      this.#texts[number] = text;
      return false;
    }
    if (this.#texts[first] !== text) this.#ambiguous.add(textHash(uuid));
    return this.#texts[first] === text;
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
