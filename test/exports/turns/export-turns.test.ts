import { describe, expect, it } from '#test';
import { archiveOf, ask, call, done, exported, say, told, turn } from '../exported.ts';

interface Turns {
  readonly format: string;
  readonly version: number;
  readonly session: { readonly title: string; readonly masked: boolean };
  readonly turns: readonly {
    readonly number?: number;
    readonly prompt: string | null;
    readonly items: readonly { readonly kind: string }[];
  }[];
}

const SESSION = told(
  say('Welcome'),
  turn,
  ask('One'),
  call('c1', { kind: 'execute', title: 'ls', rawInput: { command: 'ls' } }),
  done('c1', 'a.txt'),
  turn,
  ask('Two'),
);

describe('the export to turns', () => {
  it('is one JSON document with all turns', async () => {
    const archive = await archiveOf(SESSION, { manifest: { title: 'T' } });
    const { turns, session, ...rest } = JSON.parse(await exported(archive, 'turns')) as Turns;

    expect(rest).to.deep.equal({ format: 'reprise-turns', version: 1, subagents: [] });
    expect(session).to.deep.include({ title: 'T', masked: false });
    expect(turns.map(({ prompt, items }) => [prompt, items.map(({ kind }) => kind)])).to.deep.equal([
      [null, ['message']],
      ['One', ['call']],
      ['Two', []],
    ]);
    expect(turns[1]!.items[0]).to.deep.include({ command: 'ls', output: 'a.txt', status: 'completed' });
  });

  it('is a document also where nothing is told', async () => {
    const text = await exported(await archiveOf(told(say('x'))), 'turns', { from: 5, to: 6 });

    expect(JSON.parse(text)).to.deep.include({ turns: [] });
  });
});
