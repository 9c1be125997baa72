import { describe, expect, it } from '#test';
import { sourcesOfPaths } from '#src/importers/index.ts';
import type { Tool } from '#src/importers/index.ts';
import { toolOf } from '../helpers/tools.ts';

/** A tool that lays its sessions out as `s-<n>.log`, each with a part beside it. */
const laidOut: Tool = {
  ...toolOf('codex-cli'),
  id: 'laid-out',
  folder: (paths) => ({
    sources: paths.filter((path) => /(?:^|\/)s-\d\.log$/.test(path)).map((path) => ({ path })),
    parts: paths.filter((path) => path.endsWith('.part')),
  }),
};

async function sourcesOf(...paths: readonly string[]): Promise<string[]> {
  const sources = await sourcesOfPaths(paths, () => Promise.resolve(laidOut), [laidOut]);
  return sources.map(({ path }) => path);
}

describe('the logs of a folder', () => {
  it('are what the tool says where they lie as it lays them out', async () => {
    expect(await sourcesOf('old.log', 's-1.log', 's-1.part', 's-2.log')).to.deep.equal([
      's-1.log',
      's-2.log',
    ]);
  });

  it('are all that are recognised where somebody has renamed them', async () => {
    expect(await sourcesOf('copy.log', 'mine/that bug.log')).to.deep.equal(['copy.log', 'mine/that bug.log']);
  });

  it('are those beside a folder that the tool has laid out, too', async () => {
    expect(await sourcesOf('export.log', 'store/old.log', 'store/s-1.log')).to.deep.equal([
      'export.log',
      'store/s-1.log',
    ]);
  });
});
