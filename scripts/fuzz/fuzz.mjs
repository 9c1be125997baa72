import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KINDS } from './kinds.mjs';
import { runKind } from './run-kind.mjs';

/**
 * Fuzzes one kind.
 *
 * @param {string} id - of a row of `kinds.mjs`
 * @param {{ isShort?: boolean, seed: number, count?: number, only?: readonly number[], folder?: string,
 *   minutes?: number }} options
 * @returns {Promise<{ figure: string, failures: string[] }>}
 */
export async function fuzz(
  id,
  { isShort = false, seed, count: wanted, only, minutes, folder = join(tmpdir(), 'reprise-fuzz') },
) {
  const kind = KINDS.find((row) => row.id === id);
  const { all = Infinity } = await (await import(`./${kind.module}`)).prepare(seed);
  const count = Math.min(all, wanted ?? (isShort ? kind.short : kind.count));
  const indexes = only ?? Array.from({ length: count }, (_, index) => index);
  const { outcomes, failures } = await runKind(kind, { seed, indexes, folder, minutes });
  const told = [...outcomes]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([outcome, times]) => `${times} ${outcome}`);
  const tried = [...outcomes.values()].reduce((sum, times) => sum + times, failures.length);
  const most = all === Infinity ? '' : ` of ${all.toLocaleString('en')}`;
  const figure = `${tried.toLocaleString('en')}${most} cases: ${[...told, `${failures.length} failed`].join(', ')}`;
  return { figure, failures };
}
