import type { SessionEvent } from '../../format/index.ts';
import type { Masker } from '../../masking/index.ts';
import type { EventMask } from './event-mask.ts';
import { OutputWindow } from './output-window.ts';
import type { WaitingEvent } from './waiting-event.ts';

/**
 * Events that wait until it is known what the output of a terminal before them says: a secret may be written in several
 * pieces. More are let go, and what is written later is not searched together with what was before.
 */
const MAX_WAITING = 500;

/** Masks the events of a source, in their order. */
export async function* maskEvents(
  events: AsyncIterable<SessionEvent>,
  masker: Masker,
  mask: EventMask,
): AsyncGenerator<SessionEvent, void> {
  const queue = new MaskingQueue(masker, mask);
  for await (const event of events) {
    queue.add(event);
    yield* queue.take();
  }
  queue.end();
  yield* queue.take();
}

/** What was written and what was typed comes in pieces of any size. */
const STREAMED: ReadonlySet<string> = new Set(['o', 'i']);

class MaskingQueue {
  readonly #masker: Masker;
  readonly #mask: EventMask;
  readonly #waiting: WaitingEvent[] = [];
  /** By track and code: what was written, and what was typed. */
  readonly #windows = new Map<string, OutputWindow>();

  constructor(masker: Masker, mask: EventMask) {
    this.#masker = masker;
    this.#mask = mask;
  }

  add(event: SessionEvent): void {
    if (event.type === 'terminal' && STREAMED.has(event.code)) {
      const waiting = { event, isReady: false };
      this.#waiting.push(waiting);
      this.#windowOf(event.track, event.code).add(waiting, event);
    } else {
      // The output of one call does not go on with that of another.
      if (event.type === 'terminal' && event.code === 'c') this.#windowOf(event.track, 'o').end();
      this.#waiting.push({ event: this.#mask.mask(event), isReady: true });
    }
    if (this.#waiting.length > MAX_WAITING) this.end();
  }

  /** The events that nothing before them waits for. */
  *take(): Generator<SessionEvent, void> {
    let taken = 0;
    for (; this.#waiting[taken]?.isReady === true; taken += 1) yield this.#waiting[taken]!.event;
    this.#waiting.splice(0, taken);
  }

  /** Nothing more comes. */
  end(): void {
    for (const window of this.#windows.values()) window.end();
  }

  #windowOf(track: string, code: string): OutputWindow {
    const key = `${code}${track}`;
    let window = this.#windows.get(key);
    if (!window) this.#windows.set(key, (window = new OutputWindow(this.#masker)));
    return window;
  }
}
