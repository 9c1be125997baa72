import { marked } from 'marked';
import { describe, expect, it } from '#test';
import { reportText, TRACKERS, type ReportOptions } from '#src/exports/index.ts';
import { archiveOf, ask, call, done, say, sessionOf, told, turn } from '../exported.ts';

const OPTIONS: ReportOptions = {
  maxText: 65_536,
  attachment: 'fix.report.reprise.zip',
  left: [],
  masked: 'Searched again.',
};
const run = (id: string, command: string): object =>
  call(id, { kind: 'execute', title: command, rawInput: { command } });
const fails = (id: string, output: string, exitCode = 1): object =>
  done(id, output, { status: 'failed', rawOutput: { exitCode } });

const SESSION = told(
  turn,
  ask('Make @maria happy'),
  run('c1', 'npm test'),
  fails('c1', 'first failure'),
  run('c2', 'grep nothing'),
  fails('c2', ''),
  turn,
  ask('Again'),
  call('c3', { kind: 'edit', title: 'Edit a.ts' }),
  done('c3', 'not read yet', { status: 'failed' }),
  run('c4', 'npm run build'),
  fails('c4', 'second failure', 2),
  say('It does not build.'),
  turn,
  ask('Never mind'),
);
const TURNS = [0, 6000, 13_000].map((time, index) => ({
  time,
  id: `e${time / 1000}`,
  excerpt: ['Make @maria happy', 'Again', 'Never mind'][index]!,
  toolCalls: 1,
  changes: 0,
  errors: index === 2 ? 0 : 1,
}));
const session = async (events = SESSION) =>
  sessionOf(
    await archiveOf(events, {
      manifest: {
        title: 'Fix #12',
        duration: 20_000,
        agent: { name: 'codex-cli', version: '1.2', models: ['m-1'] },
        workspace: { root: 'C:\\work', git: { branch: 'main' } },
      },
      index: { turns: TURNS },
    }),
  );
const visible = (text: string): string => text.replaceAll('\u2060', '');

describe('reportText', () => {
  it('tells the command that failed last, what was asked for it, and where it ran', async () => {
    const text = visible(await reportText(await session(), OPTIONS));

    expect(text).to.contain('**Fix #12**');
    expect(text).to.contain('Asked at 0:06:\n\n> Again');
    expect(text).to.contain(
      'The last command that failed, at 0:11 (failed, exit code 2):\n\n`npm run build`\n\n```text\nsecond failure\n```',
    );
    expect(text).to.contain(
      '- Agent: `codex-cli 1.2`\n- Models: `m-1`\n- System: Windows, judging by its paths',
    );
    expect(text).to.contain('- 0:06 Again (1 error)');
    expect(text).to.contain('Nothing was left out of it.\n\nSearched again.');
  });

  it('is about a moment', async () => {
    const text = visible(await reportText(await session(), { ...OPTIONS, at: 5500 }));

    expect(text).to.contain('Asked at 0:00:\n\n> Make @maria happy');
    expect(text, 'a search that finds nothing is no failure').to.contain('first failure');
    expect(text).not.to.contain('second failure');
  });

  it('says when nothing failed', async () => {
    const text = await reportText(await session(told(turn, ask('Hi'), say('Hello'))), OPTIONS);

    expect(text).to.contain('No call of the session failed.');
  });

  it('takes a call of another tool where no command failed', async () => {
    const text = await reportText(await session(), { ...OPTIONS, at: 100 });
    const edits = told(
      turn,
      ask('Edit'),
      call('c', { title: 'Edit a.ts', kind: 'edit' }),
      done('c', 'no', { status: 'failed' }),
    );

    expect(text).to.contain('No call of the session failed until 0:00.');
    expect(await reportText(await session(edits), OPTIONS)).to.contain('The last call that failed');
  });

  it('links to moments where the archive is served', async () => {
    const viewer = 'https://a.example/viewer/?src=https%3A%2F%2Fb.example%2Fx.reprise';
    const text = await reportText(await session(), { ...OPTIONS, viewer, left: ['pictures'] });

    expect(text).to.contain(`[0:11](${viewer}#e=e10)`);
    expect(text).to.contain('To fit, it leaves out: pictures.');
  });

  for (const { id, maxText } of TRACKERS) {
    it(`is no longer than ${id} takes, and holds the end of the output`, async () => {
      const long = told(
        turn,
        ask('why '.repeat(20_000)),
        run('c', `run ${'x'.repeat(5000)}`),
        fails('c', `${'noise ```\n'.repeat(9000)}the reason`),
        say('so '.repeat(50_000)),
      );
      const text = await reportText(await session(long), { ...OPTIONS, maxText });

      expect(text.length).to.be.at.most(maxText);
      expect(text).to.contain('the reason');
      expect(marked.parse(text, { async: false })).to.match(/<p>Searched again\.<\/p>\s*$/);
    });
  }

  it('calls nobody and holds nothing live', async () => {
    const events = told(
      turn,
      ask('@maria <img src=x> fixes #1'),
      run('c', '`x` @bob'),
      fails('c', '```\n<b>'),
    );
    const text = await reportText(await session(events), OPTIONS);

    const page = marked.parse(text, { async: false });
    expect(page).not.to.match(/<(?:img|b)\b/);
    expect(page.replaceAll(/<(code|pre)[^>]*>[\s\S]*?<\/\1>/g, '')).not.to.match(/@[a-z]|#\d/);
  });
});
