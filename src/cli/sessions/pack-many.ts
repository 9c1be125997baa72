import type { MaskedResult } from '../../encode/index.ts';
import type { ByteSink } from '../../format/index.ts';
import { packSession, PackPool, type InputSession, type PackSessionOptions } from '../../node/index.ts';
import type { CommandContext } from '../command-context.ts';
import { PackMeter } from '../pack-meter.ts';
import { inOrder } from './in-order.ts';

/** Bytes of logs that are worth a thread of their own: to start one takes as long as packing some of them. */
const BYTES_PER_THREAD = 4e6;

/** Sessions begun for each thread, so that none waits while what comes of an earlier one is told. */
const AHEAD = 4;

/** Packs a session into a sink, as `packSession` does, wherever there is room. */
export type Pack = (
  session: InputSession,
  sink: ByteSink,
  options?: PackSessionOptions,
) => Promise<MaskedResult>;

/** Many items, each of which is packed. */
export interface ManyOptions<T, R> {
  readonly items: readonly T[];
  /** Bytes of an item, for the progress. */
  readonly sizeOf: (item: T) => number;
  /** Deals with an item; several are dealt with at once. */
  readonly work: (item: T, pack: Pack) => Promise<R>;
}

/**
 * Packs many sessions, in threads where there is enough of them, and shows how far it has come. Gives what comes of each in
 * the order of the items; what fails does not keep the others from it.
 */
export async function* packMany<T, R>(
  { items, sizeOf, work }: ManyOptions<T, R>,
  { output, signal }: CommandContext,
): AsyncGenerator<{ readonly item: T; readonly outcome: PromiseSettledResult<R> }, void> {
  const size = items.reduce((sum, item) => sum + sizeOf(item), 0);
  const meter = new PackMeter(items.length, size);
  const pool = new PackPool(Math.min(PackPool.defaultSize(), Math.ceil(size / BYTES_PER_THREAD)));
  const packIt: Pack = pool.size === 1 ? packSession : (...job) => pool.pack(...job);
  const show = (): void => output.progress(`packing: ${meter.line}`);
  try {
    yield* inOrder(items, pool.size === 1 ? 1 : AHEAD * pool.size, async (item) => {
      const metered = meter.begin(sizeOf(item));
      const onProgress: PackSessionOptions['onProgress'] = (progress) => {
        metered.report(progress);
        show();
      };
      try {
        return await work(item, (session, sink, options) =>
          packIt(session, sink, { ...options, signal, onProgress }),
        );
      } finally {
        metered.end();
        show();
      }
    });
  } finally {
    await pool.close();
  }
}
