/** What the benchmarks of seeking share: a packed recording, where to seek, and what must be seen there. */
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { TempSpool } from '#src/node/temp-spool.ts';
import { zlibDeflater } from '#src/node/zlib-deflater.ts';
import { encodeSession } from '#src/encode/index.ts';
import { TerminalState } from '#src/state/terminal/index.ts';
import { COLS, generateOutput, generateSession, ROWS } from './generate-recording.ts';

export const MB = 1_000_000;
export const SEEKS = 40;

/** Packs a recording of so many bytes of output. */
export async function pack(path: string, size: number): Promise<{ size: number; duration: number }> {
  const file = createWriteStream(path);
  const spool = new TempSpool();
  const sink = {
    async write(bytes: Uint8Array) {
      if (!file.write(bytes.slice())) await once(file, 'drain');
    },
  };
  const result = await encodeSession([{ events: () => generateSession(size) }], {
    deflater: zlibDeflater,
    sink,
    createSpool: () => spool,
    generator: { name: 'bench', version: '0' },
  });
  spool.close();
  file.end();
  await once(file, 'finish');
  return { size: result.size, duration: result.manifest.duration };
}

/** The same times in every run, uniform over the session. */
export function momentsOf(duration: number): number[] {
  let seed = 0x1234_5678;
  return Array.from({ length: SEEKS }, () => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((seed / 2 ** 32) * duration);
  });
}

/** Text of the screen at each moment, by replay from zero. */
export function screensAt(moments: readonly number[], size: number): ReadonlyMap<number, string> {
  const ascending = moments.toSorted((a, b) => a - b);
  const screens = new Map<number, string>();
  const state = new TerminalState({ cols: COLS, rows: ROWS });
  for (const { time, data } of generateOutput(size)) {
    while (ascending.length > 0 && time > ascending[0]!) {
      screens.set(ascending.shift()!, state.screen.lines.join('\n'));
    }
    state.apply({ t: time, code: 'o', data });
  }
  for (const moment of ascending) screens.set(moment, state.screen.lines.join('\n'));
  return screens;
}

/** Median, 95th percentile and maximum of times in ms. */
export function spread(times: readonly number[]): string {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): string => sorted[Math.floor(share * (sorted.length - 1))]!.toFixed(1);
  return `median ${at(0.5)} ms, p95 ${at(0.95)} ms, max ${at(1)} ms`;
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
