import { ContextConsumer } from '@lit/context';
import type { LitElement, ReactiveController } from 'lit';
import type { PlayerState } from '../../player/index.ts';
import { playerContext, type SessionContext } from '../context.ts';

/**
 * Keeps one value selected from the player's state and updates its host when that value changes.
 *
 * The selector should return a part of the state or a primitive: values are compared by identity.
 */
export class StateController<T> implements ReactiveController {
  readonly #host: LitElement;
  readonly #select: (state: PlayerState) => T;
  readonly #consumer: ContextConsumer<typeof playerContext, LitElement>;
  #player: SessionContext | undefined;
  #unsubscribe: (() => void) | undefined;
  #value: T | undefined;

  constructor(host: LitElement, select: (state: PlayerState) => T) {
    this.#host = host;
    this.#select = select;
    this.#consumer = new ContextConsumer(host, {
      context: playerContext,
      subscribe: true,
      callback: (player) => this.#attach(player),
    });
    host.addController(this);
  }

  /** The selected value; `undefined` outside a player. */
  get value(): T | undefined {
    return this.#value;
  }

  /** The enclosing player, for what is not state: reading a terminal's cells, the text of a file. */
  get player(): SessionContext | undefined {
    return this.#player;
  }

  hostConnected(): void {
    if (this.#consumer.value) this.#attach(this.#consumer.value);
  }

  hostDisconnected(): void {
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
    this.#player = undefined;
  }

  #attach(player: SessionContext): void {
    if (player === this.#player) return;
    this.#unsubscribe?.();
    this.#player = player;
    this.#unsubscribe = player.store.subscribe((state) => this.#take(state));
    this.#take(player.store.state);
  }

  #take(state: PlayerState): void {
    const value = this.#select(state);
    if (Object.is(value, this.#value)) return;
    this.#value = value;
    this.#host.requestUpdate();
  }
}
