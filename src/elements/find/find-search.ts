import type { LitElement, ReactiveController } from 'lit';
import type { Hit, HitKind } from '../../player/index.ts';
import type { SessionContext } from '../context.ts';
import type { Findings } from '../view/view-state.ts';
import { FindRun, type FindRequest } from './find-run.ts';
import type { HitLine } from './found-hits.ts';
import { LaterFrame } from './later-frame.ts';

/** Frames in which nothing was typed before a search begins. */
const REST_FRAMES = 4;

/** What is being searched for a panel, what is shown of it, and which hit the reader is at. */
export class FindSearch implements ReactiveController {
  readonly #host: LitElement;
  readonly #onChange: () => void;
  #run: FindRun | undefined;
  /** The run whose hits are shown: the one before, until the first ones of the new one have come. */
  #shown: FindRun | undefined;
  #current = -1;
  /** The chosen hit, another object each time that one is chosen: whoever shows it goes there again. */
  #chosen: Hit | undefined;
  /** Waits until nobody types. */
  readonly #typing = new LaterFrame();
  /** Gathers what a frame brings, and shows it: many steps come in a frame, also while somebody types. */
  readonly #showing = new LaterFrame();

  /** @param onChange - other hits are shown, or another one is chosen */
  constructor(host: LitElement, onChange: () => void) {
    this.#host = host;
    this.#onChange = onChange;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#end();
  }

  /** The search whose hits are shown. */
  get shown(): FindRun | undefined {
    return this.#shown;
  }

  /** Nothing newer is under way. */
  get isNewest(): boolean {
    return this.#run === this.#shown;
  }

  /** The hits that are shown, of all kinds or of one. */
  get hits(): readonly Hit[] {
    return this.#shown?.hits.shown ?? [];
  }

  /** The lines of the list. */
  get lines(): readonly HitLine[] {
    return this.#shown?.hits.lines ?? [];
  }

  /** Index of the chosen one among the hits that are shown; -1: none. */
  get current(): number {
    return this.#current;
  }

  /** What others are told of it. */
  get findings(): Findings | undefined {
    const run = this.#shown;
    if (!run) return undefined;
    const { query, case: matchCase = false, word = false } = run.request;
    const hit = this.#current < 0 ? undefined : this.#chosen;
    return {
      query,
      matching: { case: matchCase, word },
      times: run.hits.times,
      at: hit?.time,
      ...(hit && { hit }),
    };
  }

  /** Calls `search` once it has not been called again for some frames: somebody is typing. */
  soon(search: () => void): void {
    this.#typing.request(REST_FRAMES, search);
  }

  /** Searches, in place of whatever is under way; without a request nothing is shown. */
  start(request: FindRequest | undefined, player: SessionContext | undefined): void {
    this.#end();
    if (!request || !player) {
      this.#show(undefined);
      return;
    }
    const run = new FindRun(request, () => {
      if (run === this.#run) this.#showing.request(1, () => this.#show(run));
    });
    this.#run = run;
    void run.run(player);
  }

  /** Goes to a hit, by its index among those that are shown. @returns the hit, where there is one */
  choose(index: number): Hit | undefined {
    const hit = this.hits[index];
    if (!hit) return undefined;
    this.#chosen = { ...hit };
    this.#set(index);
    return hit;
  }

  /** Which hit comes next from the chosen one, or from a session time (ms) where none is; -1 without any. */
  beside(direction: 1 | -1, time: number): number {
    const { hits } = this;
    if (this.#current >= 0) return (this.#current + direction + hits.length) % hits.length;
    const ahead = hits.findIndex((hit) => hit.time >= time);
    if (direction === 1) return hits.length === 0 ? -1 : Math.max(0, ahead);
    return ahead > 0 ? ahead - 1 : hits.length - 1;
  }

  /** Shows the hits of a kind only, or all. */
  showKind(kind: HitKind | undefined): void {
    const chosen = this.hits[this.#current];
    if (this.#shown) this.#shown.hits.kind = kind;
    this.#set(chosen ? this.hits.indexOf(chosen) : -1);
  }

  /** Shows what a run has found so far. */
  #show(run: FindRun | undefined): void {
    const chosen = run === this.#shown ? this.hits[this.#current] : undefined;
    this.#shown = run;
    // Hits that came late may stand before it.
    this.#set(chosen ? this.hits.indexOf(chosen) : -1);
  }

  #set(current: number): void {
    this.#current = current;
    this.#onChange();
    this.#host.requestUpdate();
  }

  /** Whatever is under way or was about to begin. */
  #end(): void {
    this.#typing.cancel();
    this.#showing.cancel();
    this.#run?.end();
    this.#run = undefined;
  }
}
