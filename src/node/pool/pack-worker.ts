/** A thread of a `PackPool`: packs the sessions that it is asked for, one after another. */

import { parentPort } from 'node:worker_threads';
import type { ByteSink } from '../../format/index.ts';
import { packSession } from '../pack-session.ts';
import { OpenPlaces } from './open-places.ts';
import { sendError, type PoolAnswer, type PoolRequest, type SentOptions } from './pool-messages.ts';
import type { SessionPlace } from './session-place.ts';

/** Milliseconds between two reports of how far packing has come. */
const PROGRESS_INTERVAL = 100;

const port = parentPort!;
const places = new OpenPlaces();
let taken: () => void = () => undefined;
let stopping = new AbortController();

port.on('message', (request: PoolRequest) => {
  if (request.type === 'pack') void pack(request.place, request.options);
  else if (request.type === 'taken') taken();
  else {
    stopping.abort();
    taken();
  }
});

function answer(message: PoolAnswer, transferred: readonly ArrayBuffer[] = []): void {
  port.postMessage(message, transferred);
}

async function pack(place: SessionPlace, options: SentOptions): Promise<void> {
  stopping = new AbortController();
  const { signal } = stopping;
  const sink: ByteSink = {
    write: (bytes) =>
      new Promise((resolve) => {
        taken = resolve;
        const copy = bytes.slice();
        answer({ type: 'write', bytes: copy }, [copy.buffer]);
      }),
  };
  let reported = 0;
  try {
    const session = await places.open(place, signal);
    const result = await packSession(session, sink, {
      ...options,
      signal,
      onProgress: (progress) => {
        const now = performance.now();
        if (now - reported < PROGRESS_INTERVAL) return;
        reported = now;
        answer({ type: 'progress', progress });
      },
    });
    answer({ type: 'packed', result });
  } catch (error) {
    // A file may have changed under what was read of it: the next session finds it as it is then.
    await places.close();
    answer({ type: 'failed', error: sendError(error) });
  }
}
