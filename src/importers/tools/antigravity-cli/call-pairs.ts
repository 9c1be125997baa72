import { asList, asText, isObject } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { toolsOf } from './antigravity-tools.ts';

/** A call of a step. */
export interface StepCall {
  readonly id: string;
  readonly name: string;
  readonly input: LogRecord;
}

/**
 * Which result is of which call: the transcript has no ids. The results of an answer's calls are the steps of the model
 * behind it, each of a kind that tells the tool. The same for both passes.
 */
export class CallPairs {
  #open: StepCall[] = [];

  /** The calls of an answer; those before it that got no result get none any more. */
  callsOf(step: LogRecord, number: number): readonly StepCall[] {
    this.#open = asList(step['tool_calls']).flatMap((call, index) => {
      if (!isObject(call)) return [];
      const input = isObject(call['args']) ? call['args'] : {};
      return [{ id: `step-${number}-${index}`, name: asText(call['name']) ?? '', input }];
    });
    return [...this.#open];
  }

  /** The call that a result is of: the first open one of a tool of that kind; of a kind that tells none, the first. */
  callFor(type: string): StepCall | undefined {
    const tools = toolsOf(type);
    const index = tools.length === 0 ? 0 : this.#open.findIndex(({ name }) => tools.includes(name));
    return index === -1 ? undefined : this.#open.splice(index, 1)[0];
  }

  /** Whoever asks anew waits for nothing any more. */
  clear(): void {
    this.#open = [];
  }
}
