import { Session, type Profiler } from 'node:inspector';
import { blocksRun } from './work-of-page.ts';

const session = new Session();
session.connect();
post('Profiler.enable');
// From here on, before the code under test is compiled: what was compiled earlier has no counters.
post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });

/**
 * Work that something takes: how often the blocks of the code were run in it (functions, branches, bodies of loops).
 * Unlike time it is the same however busy the computer is. What the engine does within one call (a regular
 * expression, a copy) counts as nothing: where that is what takes long, the test runner's patience ends it.
 */
export function workOf(action: () => void): number {
  takeCounts();
  action();
  return takeCounts();
}

/** As {@link workOf}, of something that waits. */
export async function workOfAsync(action: () => Promise<void>): Promise<number> {
  takeCounts();
  await action();
  return takeCounts();
}

/** Runs of blocks since the last call, in the project and its packages. */
function takeCounts(): number {
  let taken: Profiler.TakePreciseCoverageReturnType | undefined;
  session.post('Profiler.takePreciseCoverage', (error, result) => {
    if (error) throw error;
    taken = result;
  });
  return blocksRun(taken?.result.filter(({ url }) => url.startsWith('file:')) ?? []);
}

function post(method: 'Profiler.enable'): void;
function post(
  method: 'Profiler.startPreciseCoverage',
  parameters: Profiler.StartPreciseCoverageParameterType,
): void;
function post(method: string, parameters?: object): void {
  session.post(method, parameters, (error) => {
    if (error) throw error;
  });
}
