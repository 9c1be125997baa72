import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Tells its host how far two fingers have moved apart since they came down on it: 2 is twice as far. */
export class PinchController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #onStart: () => void;
  readonly #onPinch: (factor: number) => void;
  readonly #pointers = new Map<number, PointerEvent>();
  #distance = 0;

  /**
   * @param onStart - the second finger came down
   * @param onPinch - called with every move while there are two
   */
  constructor(
    host: ReactiveControllerHost & HTMLElement,
    { onStart, onPinch }: { readonly onStart: () => void; readonly onPinch: (factor: number) => void },
  ) {
    this.#host = host;
    this.#onStart = onStart;
    this.#onPinch = onPinch;
    host.addController(this);
  }

  hostConnected(): void {
    this.#host.addEventListener('pointerdown', this.#onDown);
    this.#host.addEventListener('pointermove', this.#onMove);
    for (const type of ['pointerup', 'pointercancel'] as const) this.#host.addEventListener(type, this.#onUp);
  }

  hostDisconnected(): void {
    this.#pointers.clear();
    this.#host.removeEventListener('pointerdown', this.#onDown);
    this.#host.removeEventListener('pointermove', this.#onMove);
    for (const type of ['pointerup', 'pointercancel'] as const)
      this.#host.removeEventListener(type, this.#onUp);
  }

  readonly #onDown = (event: PointerEvent): void => {
    if (event.pointerType !== 'touch') return;
    this.#pointers.set(event.pointerId, event);
    if (this.#pointers.size !== 2) return;
    this.#distance = this.#measure();
    this.#onStart();
  };

  readonly #onMove = (event: PointerEvent): void => {
    if (!this.#pointers.has(event.pointerId)) return;
    this.#pointers.set(event.pointerId, event);
    if (this.#pointers.size === 2 && this.#distance > 0) this.#onPinch(this.#measure() / this.#distance);
  };

  readonly #onUp = ({ pointerId }: PointerEvent): void => {
    this.#pointers.delete(pointerId);
  };

  #measure(): number {
    const [a, b] = [...this.#pointers.values()];
    return a && b ? Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY) : 0;
  }
}
