/** A player for element tests: its state is whatever the test sets, its requests are recorded, nothing plays. */
import { ContextProvider } from '@lit/context';
import { render, type TemplateResult } from 'lit';
import { playerContext, type SessionContext } from '#src/elements/context.ts';
import { rendered } from '#src/elements/player/rendered.ts';

import { PLAYER_REQUESTS } from '#src/player/index.ts';
import type { PlayerRequests, PlayerRequestType, PlayerState } from '#src/player/index.ts';
import { readyState } from './fake-session.ts';
import type { FakeView } from './fake-view.ts';

export interface RecordedRequest {
  readonly type: PlayerRequestType;
  readonly detail: PlayerRequests[PlayerRequestType];
}

export class FakePlayer {
  #state: PlayerState;
  readonly #listeners = new Set<(state: PlayerState) => void>();
  readonly #readers: object;

  /** @param readers - what the test wants `fileText`, `files`, `blob`, `terminalLines` … to do */
  constructor(change: Partial<PlayerState> = {}, readers: object = {}) {
    this.#state = Object.freeze({ ...readyState, ...change });
    this.#readers = readers;
  }

  get state(): PlayerState {
    return this.#state;
  }

  /** Replaces parts of the state and tells the subscribers, as one commit. */
  set(change: Partial<PlayerState>): void {
    this.#state = Object.freeze({ ...this.#state, ...change });
    for (const listener of this.#listeners) listener(this.#state);
  }

  /** How many elements listen, for tests that look for leaks. */
  get subscribers(): number {
    return this.#listeners.size;
  }

  /** What goes into the context. A cast: a test brings only the readers that it uses. */
  get player(): SessionContext {
    const state = (): PlayerState => this.#state;
    const store = {
      get state() {
        return state();
      },
      subscribe: (listener: (state: PlayerState) => void) => {
        this.#listeners.add(listener);
        return () => this.#listeners.delete(listener);
      },
    };
    const none = {
      terminalPreview: () => undefined,
      terminalPoster: () => Promise.resolve(undefined),
    };
    const player: unknown = { store, ...none, ...this.#readers };
    return player as SessionContext;
  }
}

export interface Mounted {
  /** Provides the context; what was mounted is inside. */
  readonly host: HTMLElement;
  readonly fake: FakePlayer;
  /** Requests that reached the host, oldest first. */
  readonly requests: RecordedRequest[];
  /** Waits until every element has rendered. */
  readonly settled: () => Promise<void>;
  readonly remove: () => void;
}

/** Renders `template` inside a provider of `fake` (and `view`), attached to the document, and waits for it. */
export async function mount(
  template: TemplateResult,
  fake = new FakePlayer(),
  view?: FakeView,
): Promise<Mounted> {
  const host = document.createElement('div');
  const requests: RecordedRequest[] = [];
  for (const type of PLAYER_REQUESTS) {
    host.addEventListener(type, (event) => {
      const { detail } = event as CustomEvent<PlayerRequests[PlayerRequestType]>;
      requests.push({ type, detail });
    });
  }
  new ContextProvider(host, { context: playerContext, initialValue: fake.player });
  view?.provide(host);
  document.body.append(host);
  render(template, host);
  await rendered(host);
  return { host, fake, requests, settled: () => rendered(host), remove: () => host.remove() };
}
