import { readReport, toMessage, type FrameReport, type FrameRequest, type FrameState } from './messages.ts';

/** What a listener is given, by what it listens to. */
export interface FrameEvents {
  /** The session is open. */
  readonly ready: undefined;
  readonly state: FrameState;
  /** CSS px that the session is read well in, a whole number of 0 to 5,000. */
  readonly resize: number;
  /** Why the session cannot be opened or played; `code` as in docs/errors.md. */
  readonly error: { readonly code: string; readonly message: string };
}

/** How to reach a player in a frame. */
export interface ConnectOptions {
  /**
   * Origin of the page in the frame, the only one that is listened to: `null`, as a text, for a sandboxed frame. By
   * default what the frame's `sandbox` and `src` say.
   */
  readonly origin?: string | undefined;
}

/** Questions that wait for an answer; a frame that never answers must not fill the page's memory. */
const MAX_QUESTIONS = 100;

/**
 * A player in a frame, seen from the page around it. Made by {@link connectPlayer}.
 *
 * Nothing here throws because of what the frame does: what it does not understand it does not do.
 */
export class PlayerFrame {
  readonly #iframe: HTMLIFrameElement;
  readonly #origin: string;
  readonly #listeners = new Map<keyof FrameEvents, Set<(detail: never) => void>>();
  readonly #questions = new Map<number, PromiseWithRejection>();
  #asked = 0;

  constructor(iframe: HTMLIFrameElement, origin: string) {
    this.#iframe = iframe;
    this.#origin = origin;
    window.addEventListener('message', this.#receive);
    iframe.addEventListener('load', this.#subscribe);
    // Until its page is there a frame has an empty one, of the origin of this page.
    if (iframe.contentDocument?.URL !== 'about:blank') this.#subscribe();
  }

  /** Plays the session. */
  play(): void {
    this.#send({ type: 'play' });
  }

  /** Pauses it. */
  pause(): void {
    this.#send({ type: 'pause' });
  }

  /** Moves the playhead to a time of the session, seconds from its start; past its end: to its end. */
  seek(seconds: number): void {
    this.#send({ type: 'seek', time: seconds });
  }

  /**
   * Where the player is.
   *
   * @returns rejects with an `Error` when the connection is closed, or too many questions wait for an answer; waits for
   *   ever on a frame that holds no player
   */
  state(): Promise<FrameState> {
    return new Promise((resolve, reject) => {
      if (this.#questions.size >= MAX_QUESTIONS) {
        reject(new Error('the frame does not answer'));
        return;
      }
      const id = (this.#asked += 1);
      this.#questions.set(id, { resolve, reject });
      this.#send({ type: 'getState', id });
    });
  }

  /**
   * Calls back when something happens in the frame.
   *
   * @returns ends it
   */
  on<Name extends keyof FrameEvents>(name: Name, listener: (detail: FrameEvents[Name]) => void): () => void {
    const listeners = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, listeners.add(listener));
    return () => void listeners.delete(listener);
  }

  /** Ends the connection; the player stays as it is. */
  close(): void {
    window.removeEventListener('message', this.#receive);
    this.#iframe.removeEventListener('load', this.#subscribe);
    this.#listeners.clear();
    for (const { reject } of this.#questions.values()) reject(new Error('the connection is closed'));
    this.#questions.clear();
  }

  readonly #subscribe = (): void => this.#send({ type: 'subscribe' });

  #send(request: FrameRequest): void {
    // A sandboxed page has no origin that could be named; what is asked for is no secret.
    const target = this.#origin === 'null' ? '*' : this.#origin;
    this.#iframe.contentWindow?.postMessage(toMessage(request), target);
  }

  readonly #receive = ({ source, origin, data }: MessageEvent<unknown>): void => {
    if (source === null || source !== this.#iframe.contentWindow || origin !== this.#origin) return;
    const report = readReport(data);
    if (report) this.#take(report);
  };

  #take(report: FrameReport): void {
    switch (report.type) {
      case 'ready':
        this.#tell('ready', undefined);
        break;
      case 'resize':
        this.#tell('resize', report.height);
        break;
      case 'error':
        this.#tell('error', { code: report.code, message: report.message });
        break;
      case 'state':
        this.#takeState(report);
    }
  }

  #takeState({ id, time, duration, paused, title, event }: FrameState & { readonly id?: number }): void {
    const state = { time, duration, paused, title, event };
    if (id === undefined) this.#tell('state', state);
    else this.#questions.get(id)?.resolve(state);
    if (id !== undefined) this.#questions.delete(id);
  }

  #tell<Name extends keyof FrameEvents>(name: Name, detail: FrameEvents[Name]): void {
    for (const listener of this.#listeners.get(name) ?? [])
      (listener as (detail: FrameEvents[Name]) => void)(detail);
  }
}

interface PromiseWithRejection {
  readonly resolve: (state: FrameState) => void;
  readonly reject: (reason: Error) => void;
}

/**
 * Connects the page with the player in one of its frames, before or after the frame has loaded.
 *
 * @param iframe - shows `embed.html`
 */
export function connectPlayer(
  iframe: HTMLIFrameElement,
  { origin = originOf(iframe) }: ConnectOptions = {},
): PlayerFrame {
  return new PlayerFrame(iframe, origin);
}

/** The origin that the page in a frame has. */
function originOf({ sandbox, src }: HTMLIFrameElement): string {
  const isOpaque = sandbox.length > 0 && !sandbox.contains('allow-same-origin');
  return isOpaque ? 'null' : new URL(src, document.baseURI).origin;
}
