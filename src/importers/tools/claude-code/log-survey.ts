import { EventClock } from '../../records/event-clock.ts';
import type { ResolvedTimes } from '../../records/event-clock.ts';
import type { ImportSource } from '../../sources/import-source.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { parseIsoTime } from '../../sources/iso-time.ts';
import { asText } from '../../sources/json-value.ts';
import { textKey } from '../../sources/text-key.ts';
import { branchesOf } from './branches.ts';
import { isHumanPrompt } from './prompts.ts';
import { logLines } from '../../sources/log-lines.ts';
import { firstText } from './records.ts';
import type { LogLine } from '../../sources/log-lines.ts';
import type { SessionFacts } from './session-facts.ts';

/** One file of a session after the first pass: small facts about each of its lines, by line index from 0. */
export interface LogSurvey {
  readonly source: ImportSource;
  readonly clock: ResolvedTimes;
  /** Lines that repeat an earlier line of the file. */
  readonly copies: ReadonlySet<number>;
  /** Line → id of the abandoned branch it belongs to. */
  readonly branches: ReadonlyMap<number, string>;
  /** Sidechain line → line of the sidechain's first record. */
  readonly chains: ReadonlyMap<number, number>;
  /** Line of each record by its uuid. */
  readonly uuids: ReadonlyMap<string, number>;
  /** First record of each sidechain line: its prompt and agent. */
  readonly chainStarts: ReadonlyMap<number, ChainStart>;
}

/** How a sidechain (a subagent's records) begins. */
export interface ChainStart {
  readonly agentId?: string;
  readonly promptKey?: string;
  /** uuid of a record outside the sidechain that it follows from. */
  readonly parent?: string;
}

const NONE = -1;

/**
 * Reads a log once and keeps what the second pass has to know ahead: order, branches, sidechains here; calls,
 * results, usage and titles in `facts`, which all files of a session share.
 */
export async function surveyLog(
  source: ImportSource,
  facts: SessionFacts,
  signal?: AbortSignal,
): Promise<LogSurvey> {
  const survey = new Surveyor(source, facts);
  for await (const lines of logLines(source, { signal })) for (const line of lines) survey.add(line);
  return survey.finish();
}

class Surveyor {
  readonly #source: ImportSource;
  readonly #facts: SessionFacts;
  readonly #clock = new EventClock();
  readonly #uuids = new Map<string, number>();
  readonly #uuidKeys = new Map<string, string>();
  readonly #ambiguous = new Set<string>();
  readonly #parents: (string | undefined)[] = [];
  readonly #kinds: RecordKind[] = [];
  readonly #copies = new Set<number>();
  readonly #sidechain = new Map<number, ChainStart>();
  #leaf: string | undefined;

  constructor(source: ImportSource, facts: SessionFacts) {
    this.#source = source;
    this.#facts = facts;
  }

  add(line: LogLine): void {
    const index = this.#parents.length;
    const record = line.record;
    this.#clock.add(record && parseIsoTime(record['timestamp']));
    this.#parents.push(record && (asText(record['parentUuid']) ?? asText(record['logicalParentUuid'])));
    this.#kinds.push(record ? kindOf(record) : 'other');
    if (!record) return;
    if (this.#isCopy(record, line.text, index)) {
      this.#copies.add(index);
      return;
    }
    if (record['isSidechain'] === true) this.#sidechain.set(index, chainStart(record));
    if (record['type'] === 'last-prompt') this.#leaf = asText(record['leafUuid']) ?? this.#leaf;
    this.#facts.add(record, { source: this.#source, index });
  }

  finish(): LogSurvey {
    const parents = this.#parents.map((parent) => this.#lineOf(parent));
    for (const [index, parent] of parents.entries()) {
      if (parent !== NONE && parent !== index) this.#clock.follow(index, parent);
    }
    const chains = this.#chains(parents);
    const leaf = this.#lineOf(this.#leaf);
    return {
      source: this.#source,
      clock: this.#clock.resolve(),
      copies: this.#copies,
      branches: branchesOf({
        parents,
        kinds: this.#kinds,
        excluded: { has: (line) => chains.has(line) || this.#copies.has(line) },
        leaf,
      }),
      chains,
      uuids: this.#uuids,
      chainStarts: new Map(
        [...new Set(chains.values())].map((start) => [start, this.#sidechain.get(start) ?? {}]),
      ),
    };
  }

  /** A uuid may be masked (`REDACTED`) and then names many records: such a name leads nowhere. */
  #lineOf(uuid: string | undefined): number {
    if (uuid === undefined || this.#ambiguous.has(uuid)) return NONE;
    return this.#uuids.get(uuid) ?? NONE;
  }

  #isCopy(record: LogRecord, line: string, index: number): boolean {
    const uuid = asText(record['uuid']);
    if (uuid === undefined) return false;
    const key = textKey(line);
    const known = this.#uuidKeys.get(uuid);
    if (known === undefined) {
      this.#uuidKeys.set(uuid, key);
      this.#uuids.set(uuid, index);
      return false;
    }
    if (known !== key) this.#ambiguous.add(uuid);
    return known === key;
  }

  /** Sidechain line → first line of its chain: by agent id, else by the chain of parents. */
  #chains(parents: readonly number[]): ReadonlyMap<number, number> {
    const chains = new Map<number, number>();
    const byAgent = new Map<string, number>();
    for (const [index, start] of this.#sidechain) {
      if (start.agentId !== undefined) {
        const first = byAgent.get(start.agentId) ?? index;
        byAgent.set(start.agentId, first);
        chains.set(index, first);
        continue;
      }
      const path: number[] = [];
      let at = index;
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

/** What matters for branches: prompts of people and answers stand, everything else is passed through. */
export type RecordKind = 'prompt' | 'assistant' | 'other';

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
