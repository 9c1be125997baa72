import { readProjectFile } from '#fixtures';
import { describe, expect, it } from '#test';
import { BytesSource } from '#src/format/index.ts';
import { Player } from '#src/player/index.ts';
import type { RowRange } from '#src/state/index.ts';

/** The rows of a call, sought at a time. */
async function rowsOf(path: string, call: string, time: number): Promise<readonly RowRange[] | undefined> {
  const player = new Player();
  await player.load(new BytesSource(await readProjectFile(`spec/conformance/${path}`)));
  // The terminal is entered there: by the keyframe before it, not from the beginning.
  await player.seek(time);
  player.show('terminal/main.cast');
  await player.seek(time);
  const rows = player.store.state.terminals.get('main')!.screen!.rowsOf(call);
  player.close();
  return rows;
}

describe('a terminal that names its calls', () => {
  it('tells whose rows are whose, before a keyframe and behind it [TRM-9] [TRM-10]', async () => {
    // Four rows: the prompt has gone off the top when the output is there.
    expect(await rowsOf('valid/calls.reprise', 'c3', 2500)).to.deep.equal([{ first: 0, last: 0 }]);
    expect(await rowsOf('valid/calls.reprise', 'c3', 2600)).to.deep.equal([{ first: 0, last: 2 }]);
    expect(await rowsOf('valid/calls.reprise', 'c3', 3400)).to.deep.equal([{ first: 0, last: 2 }]);
  });

  it('is read without its calls where a keyframe tells of them wrongly [TRM-10]', async () => {
    expect(await rowsOf('invalid/invalid-record--calls-upwards.reprise', 'c3', 2600)).to.equal(undefined);
  });

  it('says nothing in an archive that names none [TRM-9]', async () => {
    expect(await rowsOf('valid/every-kind.reprise', 'c3', 3400)).to.equal(undefined);
  });
});
