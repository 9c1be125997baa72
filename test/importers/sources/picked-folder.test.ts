import { PickedFolder } from '#src/importers/index.ts';
import { describe, expect, it } from '#test';

const file = (path: string): [string, File] => [path, new File([path], path.split('/').at(-1)!)];
const folder = new PickedFolder(
  new Map(['p/a.jsonl', 'p/a/subagents/b.jsonl', 'p/a/c.txt', 'q/d.jsonl'].map(file)),
);

describe('PickedFolder', () => {
  it('gives a log with the files below its root, and no others', async () => {
    const log = folder.source('p/a.jsonl', 'p')!;

    expect(log.name).to.equal('a.jsonl');
    expect(await log.siblings?.('')).to.deep.equal(['a.jsonl']);
    expect(await log.siblings?.('a')).to.deep.equal(['a/c.txt']);
    expect(await log.siblings?.('', { deep: true })).to.deep.equal([
      'a.jsonl',
      'a/c.txt',
      'a/subagents/b.jsonl',
    ]);
    expect(await log.sibling?.('../q/d.jsonl')).to.equal(undefined);
  });

  it('lets the files beside a log find others from the same root', async () => {
    const part = await folder.source('p/a.jsonl', 'p')!.sibling?.('a/subagents/b.jsonl');

    expect((await part?.sibling?.('a/c.txt'))?.size).to.equal('p/a/c.txt'.length);
    expect(folder.source('p/none.jsonl', 'p')).to.equal(undefined);
  });
});
