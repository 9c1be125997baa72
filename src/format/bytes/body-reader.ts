import { ArchiveError } from '../errors.ts';

/** Calls back after a time; returns what cancels it. Like `setTimeout`, but given by whoever has a clock. */
export type Timer = (callback: () => void, milliseconds: number) => () => void;

/** How long a server may send nothing, or next to nothing. */
export interface IdleTimeout {
  /** Milliseconds. */
  readonly after: number;
  readonly timer: Timer;
}

/** Bytes that a server must send within the timeout: one that drips is no better than a silent one. */
const LEAST = 1024;

/** Rejects with `source-unavailable` when `answer` takes longer than the timeout. */
export async function orIdle<T>(answer: Promise<T>, timeout: IdleTimeout | undefined): Promise<T> {
  const watch = new IdleWatch(timeout);
  try {
    return await watch.during(answer);
  } finally {
    watch.end();
  }
}

/** Watches over a server that sends: it fails when fewer than 1,024 bytes come within the timeout. */
export class IdleWatch {
  readonly #timeout: IdleTimeout | undefined;
  readonly #idle: Promise<never>;
  #reject!: (error: ArchiveError) => void;
  #cancel: (() => void) | undefined;
  #taken = 0;

  constructor(timeout: IdleTimeout | undefined) {
    this.#timeout = timeout;
    this.#idle = new Promise((_, reject) => (this.#reject = reject));
    this.#idle.catch(() => undefined);
    this.#begin();
  }

  /** What is waited for; rejects with `source-unavailable` when the server is too slow. */
  during<T>(answer: Promise<T>): Promise<T> {
    return this.#timeout ? Promise.race([answer, this.#idle]) : answer;
  }

  /** So many bytes have come. */
  took(bytes: number): void {
    this.#taken += bytes;
    if (this.#taken >= LEAST) this.#begin();
  }

  /** Nothing is waited for any more. */
  end(): void {
    this.#cancel?.();
  }

  #begin(): void {
    this.#taken = 0;
    this.#cancel?.();
    const timeout = this.#timeout;
    this.#cancel = timeout?.timer(() => {
      const what = this.#taken === 0 ? 'nothing' : `no more than ${this.#taken} bytes`;
      const message = `has sent ${what} for ${timeout.after / 1000} s`;
      this.#reject(new ArchiveError('source-unavailable', message, { fault: 'silent' }));
    }, timeout.after);
  }
}

/**
 * Reads up to `length` bytes of a body into `target` and cancels what comes after.
 *
 * @param target - has room for `length` bytes at `at`
 * @returns bytes read: fewer than `length` when the body ends or breaks off before, with the `cause` of a break
 */
export async function readUpTo(
  body: ReadableStream<Uint8Array>,
  target: Uint8Array,
  at: number,
  length: number,
  timeout: IdleTimeout | undefined,
): Promise<{ read: number; cause?: unknown }> {
  const reader = body.getReader();
  const watch = new IdleWatch(timeout);
  let read = 0;
  try {
    while (read < length) {
      const { value: piece } = await watch.during(reader.read());
      if (!piece) return { read };
      watch.took(piece.length);
      target.set(piece.subarray(0, length - read), at + read);
      read += Math.min(piece.length, length - read);
    }
    return { read };
  } catch (cause) {
    return { read, cause };
  } finally {
    watch.end();
    // Nobody waits for it: a server that sends more than it was asked for is cut off here.
    reader.cancel().catch(() => undefined);
  }
}
