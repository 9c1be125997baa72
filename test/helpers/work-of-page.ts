import type { Page, Protocol } from 'puppeteer-core';

/**
 * Counts work in a page, as `workOf` does in Node.
 *
 * @param page - with its scripts loaded and nothing of them run that will be counted
 * @returns gives the blocks that were run since it was called last
 */
export async function workOfPage(page: Page): Promise<() => Promise<number>> {
  const client = await page.createCDPSession();
  await client.send('Profiler.enable');
  await client.send('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  return async () => blocksRun((await client.send('Profiler.takePreciseCoverage')).result);
}

/** How often blocks of scripts were run, all together. */
export function blocksRun(scripts: readonly Pick<Protocol.Profiler.ScriptCoverage, 'functions'>[]): number {
  return scripts
    .flatMap(({ functions }) => functions)
    .flatMap(({ ranges }) => ranges)
    .reduce((sum, { count }) => sum + count, 0);
}
