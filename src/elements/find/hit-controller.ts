import type { LitElement } from 'lit';
import type { Hit } from '../../player/index.ts';
import { ViewController } from '../view/view-controller.ts';

/** Knows the hit that the reader is at, and updates its host when the reader goes to another one, or there once more. */
export class HitController {
  readonly #hit: ViewController<Hit | undefined>;
  #taken: Hit | undefined;

  constructor(host: LitElement) {
    this.#hit = new ViewController(host, (view) => view.findings?.hit);
  }

  /** The hit that the reader is at. */
  get value(): Hit | undefined {
    return this.#hit.value;
  }

  /** That hit, if the reader has gone there since the last call. */
  take(): Hit | undefined {
    const hit = this.#hit.value;
    const isNew = hit !== this.#taken;
    this.#taken = hit;
    return isNew ? hit : undefined;
  }
}
