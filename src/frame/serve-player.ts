import { MAX_HEIGHT, MAX_TEXT, readRequest, toMessage } from './messages.ts';
import type { FrameReport, FrameRequest, FrameState } from './messages.ts';

/** What is used of a `<reprise-player>`. */
export interface FramedPlayer extends EventTarget {
  readonly paused: boolean;
  /** Playhead, seconds of the session. */
  readonly sessionTime: number;
  readonly event: string | undefined;
  readonly error: { readonly reason: string; readonly message: string } | null;
  readonly session: { readonly manifest: { readonly title: string; readonly duration: number } | undefined };
  play(): Promise<void>;
  pause(): void;
  seek(seconds: number): Promise<void>;
}

/** The window that holds the player; `parent` is the page around it. */
export interface FramedWindow extends EventTarget {
  readonly parent: { postMessage(message: object, targetOrigin: string): void };
}

/** A page that is answered. */
export interface ServedFrame {
  /** Tells the page how high it should make the frame, CSS px. */
  resize(height: number): void;
}

/** After these the page is told where the player is. */
const CHANGES = ['durationchange', 'play', 'pause', 'timeupdate', 'seeked', 'ended'] as const;

/**
 * Lets the page around a frame drive the player in it, and nobody else: messages count that come from the parent window,
 * from an origin that is allowed, in the right form. The first that does decides which origin is talked to; before it
 * nothing leaves the frame.
 *
 * @param origins - who may ask; without it the origin that asks first, which must have a name then
 */
export function servePlayer(
  player: FramedPlayer,
  window: FramedWindow,
  origins?: readonly string[],
): ServedFrame {
  const { parent } = window;
  // Not in a frame: messages of this very page, or of one that has opened it, are nobody's.
  if (Object.is(parent, window)) return { resize: () => undefined };
  const embedder = new Embedder(parent, origins);
  let isSubscribed = false;
  let height: number | undefined;
  const report = (content: FrameReport): void => {
    if (isSubscribed) embedder.send(content);
  };
  const tellWhetherOpen = (): void => {
    if (player.error) report(errorOf(player.error));
    else if (player.session.manifest) report({ type: 'ready' });
  };
  const tellState = (): void => report({ type: 'state', ...stateOf(player) });
  const tellHeight = (): void => {
    if (height !== undefined) report({ type: 'resize', height });
  };

  const take = (request: FrameRequest): void => {
    switch (request.type) {
      case 'play':
        // Why it does not play is reported as the player's error.
        player.play().catch(ignore);
        break;
      case 'pause':
        player.pause();
        break;
      case 'seek':
        player.seek(request.time).catch(ignore);
        break;
      case 'getState':
        embedder.send({ type: 'state', id: request.id, ...stateOf(player) });
        break;
      case 'subscribe':
        isSubscribed = true;
        tellWhetherOpen();
        tellState();
        tellHeight();
    }
  };
  window.addEventListener('message', (event) => {
    const { source, origin, data } = event as MessageEvent<unknown>;
    if (!Object.is(source, parent) || !embedder.mayAsk(origin)) return;
    const request = readRequest(data);
    if (!request) return;
    embedder.origin = origin;
    take(request);
  });
  for (const type of ['loadedmetadata', 'error']) player.addEventListener(type, tellWhetherOpen);
  for (const type of CHANGES) player.addEventListener(type, tellState);
  return {
    resize: (wanted) => {
      const whole = Math.min(MAX_HEIGHT, Math.max(0, Math.round(wanted)));
      if (whole === height) return;
      height = whole;
      tellHeight();
    },
  };
}

/** The page around the frame. */
class Embedder {
  /** Of the page, once it has asked for something. */
  origin: string | undefined;
  readonly #window: FramedWindow['parent'];
  readonly #origins: readonly string[] | undefined;

  constructor(window: FramedWindow['parent'], origins: readonly string[] | undefined) {
    this.#window = window;
    this.#origins = origins;
  }

  mayAsk(origin: string): boolean {
    if (this.origin !== undefined) return origin === this.origin;
    return this.#origins ? this.#origins.includes(origin) : origin !== 'null';
  }

  send(report: FrameReport): void {
    if (this.origin === undefined) return;
    // A page without an origin cannot be named. Who has it allowed by `null` is answered all the same.
    this.#window.postMessage(toMessage(report), this.origin === 'null' ? '*' : this.origin);
  }
}

function stateOf({ paused, sessionTime, event, session: { manifest } }: FramedPlayer): FrameState {
  return {
    time: sessionTime,
    duration: (manifest?.duration ?? 0) / 1000,
    paused,
    title: shortened(manifest?.title ?? ''),
    event: shortened(event ?? ''),
  };
}

function errorOf({ reason, message }: { reason: string; message: string }): FrameReport {
  return { type: 'error', code: shortened(reason), message: shortened(message) };
}

function shortened(text: string): string {
  return text.slice(0, MAX_TEXT);
}

function ignore(): void {
  // What went wrong is in the player's state.
}
