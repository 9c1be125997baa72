import { asNumber, asText, isObject } from '../../sources/json-value.ts';
import type { ImportSource } from '../../sources/import-source.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { logLines } from '../../sources/log-lines.ts';
import { unpackedLog } from '../../packed/unpack-stream.ts';
import { timeInName } from './find-rollouts.ts';
import { itemOf } from './rollout-item.ts';

/** Forks of forks that are followed. */
const MAX_ANCESTORS = 50;

/** Where a fork leaves the log that it goes on from. */
export interface HistoryBase {
  /** Id of the session that it was forked from. */
  readonly thread: string;
  /** Number (`ordinal`) of the first record there that it does not share. */
  readonly end: number;
}

/** What a `session_meta` says of the log that it goes on from; `undefined` for one that is no fork of this kind. */
export function historyBaseOf({ history_base: base }: LogRecord): HistoryBase | undefined {
  if (!isObject(base)) return undefined;
  const thread = asText(base['thread_id']);
  const end = asNumber(base['end_ordinal_exclusive']);
  return thread === undefined || end === undefined ? undefined : { thread, end };
}

/** The beginning of a rollout that a fork shares with it. */
interface SharedPart {
  readonly source: ImportSource;
  /** Bytes. */
  readonly size: number;
}

/**
 * A fork with the history that it does not hold itself: the records of the rollouts it was forked from, each up to
 * the cut, then its own. It reads as one log.
 */
export class ForkSource implements ImportSource {
  readonly name: string;
  readonly size: number;
  /** Session whose rollout is not beside the fork, so that the history from there on is missing. */
  readonly missing: string | undefined;
  readonly #source: ImportSource;
  readonly #shared: readonly SharedPart[];

  private constructor(source: ImportSource, shared: readonly SharedPart[], missing: string | undefined) {
    this.name = source.name;
    this.#source = source;
    this.#shared = shared;
    this.missing = missing;
    this.size = shared.reduce((sum, { size }) => sum + size, source.size);
  }

  /** The log with what it inherited; the log itself when it is no fork. */
  static async open(source: ImportSource): Promise<ImportSource> {
    const shared: SharedPart[] = [];
    let base = await baseOf(source);
    if (!base) return source;
    let end = Infinity;
    while (base && shared.length < MAX_ANCESTORS) {
      const ancestor = await findRollout(source, base.thread);
      if (!ancestor) break;
      end = Math.min(end, base.end);
      shared.unshift({ source: ancestor, size: await sizeBefore(ancestor, end) });
      base = await baseOf(ancestor);
    }
    return new ForkSource(source, shared, base?.thread);
  }

  async *chunks(): AsyncGenerator<Uint8Array, void> {
    for (const { source, size } of this.#shared) {
      let left = size;
      for await (const chunk of source.chunks()) {
        yield chunk.length > left ? chunk.subarray(0, left) : chunk;
        left -= chunk.length;
        if (left <= 0) break;
      }
    }
    yield* this.#source.chunks();
  }

  async sibling(path: string): Promise<ImportSource | undefined> {
    return this.#source.sibling?.(path);
  }

  async siblings(folder: string, options?: { readonly deep?: boolean }): Promise<readonly string[]> {
    return (await this.#source.siblings?.(folder, options)) ?? [];
  }
}

/** The first record of a rollout that says whose it is. */
export async function readHeader(source: ImportSource): Promise<LogRecord | undefined> {
  for await (const lines of logLines(source, {})) {
    const record = lines[0]?.record;
    const item = record && itemOf(record);
    return item?.kind === 'session_meta' ? item.payload : undefined;
  }
  return undefined;
}

async function baseOf(source: ImportSource): Promise<HistoryBase | undefined> {
  const header = await readHeader(source);
  return header && historyBaseOf(header);
}

/** The rollout of a session near a log, told by its name. */
async function findRollout(source: ImportSource, thread: string): Promise<ImportSource | undefined> {
  const paths = (await source.siblings?.('', { deep: true })) ?? [];
  const path = paths.find((name) => timeInName(name) !== undefined && name.includes(thread));
  const found = path === undefined ? undefined : await source.sibling?.(path);
  return found && unpackedLog(found);
}

const LF = 0x0a;

/** Bytes of a line in which its number stands. */
const ENVELOPE_SIZE = 200;

/** Bytes of a log before the first record with the number `end`, or a larger one. */
async function sizeBefore(source: ImportSource, end: number): Promise<number> {
  let size = 0;
  let start: number[] = [];
  let lineSize = 0;
  const decoder = new TextDecoder();
  const isBehind = (): boolean => {
    const ordinal = /"ordinal"\s*:\s*(\d{1,15})/.exec(decoder.decode(Uint8Array.from(start)))?.[1];
    return ordinal !== undefined && Number(ordinal) >= end;
  };
  for await (const chunk of source.chunks()) {
    for (let at = 0; at < chunk.length;) {
      const found = chunk.indexOf(LF, at);
      const next = found === -1 ? chunk.length : found + 1;
      if (start.length < ENVELOPE_SIZE)
        start.push(...chunk.subarray(at, Math.min(next, at + ENVELOPE_SIZE - start.length)));
      lineSize += next - at;
      at = next;
      if (found === -1) continue;
      if (isBehind()) return size;
      size += lineSize;
      lineSize = 0;
      start = [];
    }
  }
  // A last line without an end would run into the first one of the fork.
  return size;
}
