import type { ReactiveControllerHost } from 'lit';
import type * as ItemDrawing from './draw-item.ts';

/** What happens when the code is there, or cannot be loaded. */
export interface DrawingCallbacks {
  readonly onLoad: (drawing: typeof ItemDrawing) => void;
  readonly onError: () => void;
}

/** Loads the code that draws items, which the first frame does without; its host updates when the code is there. */
export class DrawingLoader {
  readonly #host: ReactiveControllerHost;
  readonly #callbacks: DrawingCallbacks;
  #drawing: typeof ItemDrawing | undefined;
  #loading: Promise<void> | undefined;

  constructor(host: ReactiveControllerHost, callbacks: DrawingCallbacks) {
    this.#host = host;
    this.#callbacks = callbacks;
  }

  /** The code, once it is there. */
  get drawing(): typeof ItemDrawing | undefined {
    return this.#drawing;
  }

  /** @returns resolves when the code is there or cannot be loaded; never rejects */
  load(): Promise<void> {
    this.#loading ??= loadDrawing().then(
      (drawing) => {
        this.#drawing = drawing;
        this.#callbacks.onLoad(drawing);
        this.#host.requestUpdate();
      },
      () => this.#callbacks.onError(),
    );
    return this.#loading;
  }
}

function loadDrawing(): Promise<typeof ItemDrawing> {
  return import('./draw-item.ts');
}
