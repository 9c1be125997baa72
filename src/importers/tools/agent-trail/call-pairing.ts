import { isObject, asText } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';

/** Calls without a result that are remembered: the newest ones. */
const MAX_OPEN = 1000;

/**
 * Which call a result answers, where it does not say so by `for_id`: the call with its `semantic.call_id`, else the
 * newest one before it that has no result (section 9.5 of the specification).
 */
export class CallPairing {
  readonly #calls = new Set<string>();
  readonly #open: { readonly id: string; readonly semantic: string | undefined }[] = [];
  /** Record number of a result → id of the call. */
  readonly #found = new Map<number, string>();

  /** First pass: a call. */
  call(id: string, record: LogRecord): void {
    this.#calls.add(id);
    this.#open.push({ id, semantic: semanticId(record) });
    if (this.#open.length > MAX_OPEN) this.#open.shift();
  }

  /** First pass: a result; gives the id of its call. */
  result(record: LogRecord, number: number): string | undefined {
    const named = callNamed(record);
    if (named !== undefined && this.#calls.has(named)) {
      this.#close(this.#open.findLastIndex(({ id }) => id === named));
      return named;
    }
    if (record['type'] !== 'tool_result') return named;
    const semantic = semanticId(record);
    const same = this.#open.findLastIndex((call) => semantic !== undefined && call.semantic === semantic);
    const id = this.#close(same === -1 && named === undefined ? this.#open.length - 1 : same);
    if (id !== undefined) this.#found.set(number, id);
    return id ?? named;
  }

  /** Second pass: the id of the call that a result answers. */
  of(record: LogRecord, number: number): string | undefined {
    return this.#found.get(number) ?? callNamed(record);
  }

  #close(index: number): string | undefined {
    return index < 0 ? undefined : this.#open.splice(index, 1)[0]?.id;
  }
}

function callNamed({ payload }: LogRecord): string | undefined {
  return isObject(payload) ? asText(payload['for_id']) : undefined;
}

function semanticId({ semantic }: LogRecord): string | undefined {
  return isObject(semantic) ? asText(semantic['call_id']) : undefined;
}
