/**
 * The tasks of a page's main thread, in time of the processor: what else runs on the computer makes none of them longer,
 * as it would by the clock.
 */
import type { Page } from 'puppeteer-core';

/** What a page did meanwhile; ms of the processor. */
export interface PageTasks {
  readonly longest: number;
  /** How many took more than 50 ms. */
  readonly long: number;
  readonly total: number;
}

const LONG = 50;

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Time of the processor, µs. */
  readonly tdur?: number;
  readonly args?: {
    readonly name?: string;
    /** What is told of pages: those that are there when tracing begins, and those that come. */
    readonly data?: PageFrame & { readonly frames?: readonly PageFrame[] };
  };
}

interface PageFrame {
  readonly url?: string;
  readonly processId?: number;
}

/** Does something, and tells what it took the page. `REPRISE_BENCH_TRACE` names a file that keeps the last trace. */
export async function tasksOf<T>(
  page: Page,
  action: () => Promise<T>,
): Promise<{ readonly result: T; readonly tasks: PageTasks }> {
  await page.tracing.start({
    categories: ['toplevel', 'devtools.timeline', 'disabled-by-default-devtools.timeline', 'v8'],
    ...(process.env['REPRISE_BENCH_TRACE'] ? { path: process.env['REPRISE_BENCH_TRACE'] } : {}),
  });
  const result = await action();
  const trace = new TextDecoder().decode(await page.tracing.stop());
  return { result, tasks: summed((JSON.parse(trace) as { traceEvents: TraceEvent[] }).traceEvents) };
}

function summed(events: readonly TraceEvent[]): PageTasks {
  // The browser has pages of its own, a new tab for one, that load meanwhile.
  const frames = events.flatMap(({ args }) => (args?.data ? [args.data, ...(args.data.frames ?? [])] : []));
  const processes = new Set(
    frames.filter(({ url }) => url?.startsWith('http')).map(({ processId }) => processId),
  );
  const mains = new Set(
    events
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .filter(({ pid }) => processes.has(pid))
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  const times = events
    .filter(({ name, ph, pid, tid }) => name === 'RunTask' && ph === 'X' && mains.has(`${pid} ${tid}`))
    .map(({ tdur = 0 }) => tdur / 1000);
  return {
    longest: times.reduce((longest, time) => Math.max(longest, time), 0),
    long: times.filter((time) => time > LONG).length,
    total: times.reduce((total, time) => total + time, 0),
  };
}
