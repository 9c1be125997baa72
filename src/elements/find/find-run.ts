import type { FindMatching, FindOptions, FindStep } from '../../player/index.ts';
import type { SessionContext } from '../context.ts';
import { FoundHits } from './found-hits.ts';

/** How long a search goes on before the page has its turn, ms. */
const SLICE_TIME = 8;

/** What a search is asked for. */
export type FindRequest = { readonly query: string } & FindMatching & Pick<FindOptions, 'longTexts'>;

/** One search of a panel, and what it has found so far. */
export class FindRun {
  readonly request: FindRequest;
  readonly hits = new FoundHits();
  /** The latest step; `undefined` before the first one. */
  step: FindStep | undefined;
  /** The rest could not be read. */
  failed = false;
  readonly #onStep: () => void;
  readonly #controller = new AbortController();
  #goOn: (() => void) | undefined;

  /** @param onStep - something of it has changed */
  constructor(request: FindRequest, onStep: () => void) {
    this.request = request;
    this.#onStep = onStep;
  }

  /** Searches until nothing is left, or `end` is called. Never rejects. */
  async run(player: SessionContext): Promise<void> {
    const { query, ...options } = this.request;
    const { signal } = this.#controller;
    try {
      for await (const step of player.find(query, { ...options, signal, pause: pauses() })) {
        if (signal.aborted) return;
        this.step = step;
        this.hits.add(step.hits);
        this.#onStep();
        if (step.state === 'asking') await new Promise<void>((resolve) => (this.#goOn = resolve));
      }
    } catch {
      this.failed = !signal.aborted;
      if (this.failed) this.#onStep();
    }
  }

  /** Agrees to what the search asks for. */
  goOn(): void {
    this.#goOn?.();
    this.#goOn = undefined;
  }

  /** Nobody wants to know any more. */
  end(): void {
    this.#controller.abort();
    this.goOn();
  }
}

/** Lets the page have its turn whenever a slice of time is used up. */
function pauses(): () => Promise<void> | undefined {
  let began = performance.now();
  return () => {
    if (performance.now() - began < SLICE_TIME) return undefined;
    return new Promise((resolve) => {
      setTimeout(() => {
        began = performance.now();
        resolve();
      });
    });
  };
}
