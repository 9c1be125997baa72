import { ArchiveError } from '../errors.ts';
import type { SourceFault } from '../errors.ts';
import type { Timer } from './body-reader.ts';

/** How long is waited before each further try, ms. */
const DELAYS: readonly number[] = [500, 1000, 2000, 4000];
/** A server that asks for a longer wait than this, ms, is not waited for. */
const LONGEST_WAIT = 30_000;

/** What passes, and how often it is tried again at most: a server that is silent has taken its time each time. */
const TRIES: Readonly<Partial<Record<SourceFault, number>>> = {
  busy: DELAYS.length,
  broken: DELAYS.length,
  silent: 1,
  unreachable: DELAYS.length,
};

/** How long a server asks to be left alone, as the cause of an error. */
export class AskedToWait {
  /** Milliseconds. */
  readonly wait: number;

  constructor(wait: number) {
    this.wait = wait;
  }
}

/**
 * Does something that may fail for a while, and waits longer each time before it tries again: four tries more, 7.5 s in
 * all, or as long as the server asks to wait, 30 s at most each time.
 *
 * @param mayPass - whether a server that cannot be reached has been there before: where it has not, CORS is the likelier
 *   reason, which does not pass, and there is one more try
 * @throws what it failed with last; the signal's reason when that aborts
 */
export async function withRetries<T>(
  action: () => Promise<T>,
  {
    timer,
    signal,
    mayPass,
  }: { readonly timer: Timer; readonly signal: AbortSignal | undefined; readonly mayPass: () => boolean },
): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await action();
    } catch (error) {
      const wait = waitAfter(error, attempt, mayPass());
      if (wait === undefined) throw error;
      await pause(wait, timer, signal);
    }
  }
}

/** How long to wait, ms, before what failed is tried again; `undefined` where that is of no use. */
function waitAfter(error: unknown, attempt: number, mayPass: boolean): number | undefined {
  if (!(error instanceof ArchiveError) || error.fault === undefined) return undefined;
  const most = error.fault === 'unreachable' && !mayPass ? 1 : (TRIES[error.fault] ?? 0);
  if (attempt >= most) return undefined;
  const asked = error.cause instanceof AskedToWait ? error.cause.wait : 0;
  return asked > LONGEST_WAIT ? undefined : Math.max(asked, DELAYS[attempt]!);
}

function pause(milliseconds: number, timer: Timer, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const abort = (): void => {
      cancel();
      reject(signal?.reason as Error);
    };
    const cancel = timer(() => {
      signal?.removeEventListener('abort', abort);
      resolve();
    }, milliseconds);
    signal?.addEventListener('abort', abort, { once: true });
  });
}
