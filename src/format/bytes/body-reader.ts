import { ArchiveError } from '../errors.ts';

/** Calls back after a time; returns what cancels it. Like `setTimeout`, but given by whoever has a clock. */
export type Timer = (callback: () => void, milliseconds: number) => () => void;

/** How long a server may send nothing. */
export interface IdleTimeout {
  /** Milliseconds. */
  readonly after: number;
  readonly timer: Timer;
}

/** Rejects with `source-unavailable` when `answer` takes longer than the timeout. */
export async function orIdle<T>(answer: Promise<T>, timeout: IdleTimeout | undefined): Promise<T> {
  if (!timeout) return answer;
  let cancel: (() => void) | undefined;
  const idle = new Promise<never>((_, reject) => {
    cancel = timeout.timer(() => {
      reject(new ArchiveError('source-unavailable', `has sent nothing for ${timeout.after / 1000} s`));
    }, timeout.after);
  });
  try {
    return await Promise.race([answer, idle]);
  } finally {
    cancel?.();
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
  let read = 0;
  try {
    while (read < length) {
      const { value: piece } = await orIdle(reader.read(), timeout);
      if (!piece) return { read };
      target.set(piece.subarray(0, length - read), at + read);
      read += Math.min(piece.length, length - read);
    }
    return { read };
  } catch (cause) {
    return { read, cause };
  } finally {
    // Nobody waits for it: a server that sends more than it was asked for is cut off here.
    reader.cancel().catch(() => undefined);
  }
}
