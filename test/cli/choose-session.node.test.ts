import { after, describe, expect, it } from '#test';
import { choose } from '#src/cli/sessions/choose-session.ts';
import type { FoundSession } from '#src/cli/sessions/found-session.ts';
import { homeEnvironment, runCli, TempFolder } from './cli.ts';

const SESSIONS: readonly FoundSession[] = Array.from({ length: 30 }, (_, index) => ({
  tool: index % 2 === 0 ? 'claude-code' : 'cursor',
  path: `/logs/${index}.jsonl`,
  size: 1000,
  modifiedAt: 1e12 - index,
  prompt: `Task ${index}`,
  project: index === 25 ? '/home/ada/garden' : '/home/ada/shop',
  turnsExact: true,
  place: '/home/ada/.claude/projects',
}));

async function answer(...answers: readonly string[]) {
  const told: string[] = [];
  const given = [...answers];
  const chosen = await choose(SESSIONS, {
    tell: (line) => told.push(line),
    ask: async () => given.shift(),
    width: 100,
  });
  return { path: chosen?.path, told, asked: answers.length - given.length };
}

describe('choosing a session', () => {
  it('shows the newest twenty, numbered', async () => {
    const { told } = await answer('q');

    expect(told).to.have.length(1 + 20 + 1);
    expect(told[1]).to.match(/^ 1 {2}claude-code .*Task 0 /);
    expect(told[20]).to.match(/^20 {2}cursor .*Task 19 /);
    expect(told[21]).to.equal('… and 10 older ones: search to see them');
  });

  it('takes a number, Enter for the first, q and the end of the input for none', async () => {
    expect((await answer('3')).path).to.equal('/logs/2.jsonl');
    expect((await answer('')).path).to.equal('/logs/0.jsonl');
    expect((await answer('q')).path).to.equal(undefined);
    expect((await answer()).path).to.equal(undefined);
  });

  it('searches for a text among all of them, and asks again for a number that was not offered', async () => {
    const found = await answer('GARDEN', '2', '1');

    expect(found.path).to.equal('/logs/25.jsonl');
    expect(found.told).to.include('there is no number 2');
    expect((await answer('nothing like it', '')).path).to.equal('/logs/0.jsonl');
  });
});

describe('reprise pack without an input', () => {
  const folder = new TempFolder();
  after(() => folder.remove());

  it('ends with 2 and a hint where there is no terminal', async () => {
    const { code, stderr } = await runCli(['pack'], { cwd: folder.path, env: homeEnvironment(folder.path) });

    expect(code).to.equal(2);
    expect(stderr).to.include('"reprise list" shows what there is');
  });
});
