import { marked } from 'marked';
import { describe, expect, it } from '#test';
import { archiveOf, ask, call, changeSegment, done, exported, say, told, turn } from '../exported.ts';

const run = (id: string, command: string): object =>
  call(id, { kind: 'execute', title: command, rawInput: { command } });

const SESSION = told(
  turn,
  ask('Why does @maria see #12?\n<img src=x>'),
  say('I look.'),
  call('c1', { kind: 'read', title: 'Read a.ts', locations: [{ path: 'a.ts' }] }),
  done('c1', 'let a'),
  run('c2', 'npm test'),
  done('c2', 'one\n```\n1 failed', { status: 'failed', rawOutput: { exitCode: 1 } }),
  call('c3', { kind: 'edit', title: 'Edit a.ts' }),
  {
    sessionUpdate: 'tool_call_update',
    toolCallId: 'c3',
    status: 'completed',
    content: [{ type: '_reprise/change', id: 'x1', path: 'a.ts', additions: 1, deletions: 1 }],
  },
  { sessionUpdate: 'agent_thought_chunk', messageId: 't', content: { type: 'text', text: 'Hm.' } },
  say('Done.'),
  turn,
  ask('Thanks'),
);
const archive = (): Promise<Uint8Array> =>
  archiveOf(SESSION, {
    manifest: { title: 'The <b>title</b>', duration: 20_000 },
    changes: changeSegment({
      t: 8000,
      id: 'x1',
      path: 'a.ts',
      op: 'modify',
      exact: false,
      patch: '@@ -1 +1 @@\n-let a\n+let b\n',
    }),
  });

describe('the export to Markdown', () => {
  it('tells the story: prompts, answers, what failed and what changed', async () => {
    const text = await exported(await archive(), 'markdown');

    expect(text.replaceAll('\u2060', '')).to.equal(`# The &lt;b>title&lt;/b>

20 s

## 1 · 0:00

> Why does @maria see #12?
> &lt;img src=x>

I look.

*Read 1 file, 1 s*

**Command** \`npm test\` (failed, exit code 1)

\`\`\`\`text
one
\`\`\`
1 failed
\`\`\`\`

Changed \`a.ts\` (+1 −1)

\`\`\`diff
@@ -1 +1 @@
-let a
+let b
\`\`\`

Done.

## 2 · 0:11

> Thanks
`);
  });

  it('is a page without anything live', async () => {
    const page = marked.parse(await exported(await archive(), 'markdown', { view: 'everything' }), {
      async: false,
    });

    expect(page).not.to.match(/<(?:img|b)\b/);
    expect(page.match(/<h2/g)).to.have.length(2);
    expect(page.match(/<pre>/g)).to.have.length(3);
    expect(page).to.contain('Hm.');
  });

  it('tells only commands', async () => {
    const text = await exported(await archive(), 'markdown', { view: 'commands' });

    expect(text).to.contain('npm test');
    expect(text).not.to.match(/I look|Changed|Read/);
  });

  it('tells a stretch of time', async () => {
    const text = await exported(await archive(), 'markdown', { from: 10_500, to: 12_000 });

    expect(
      text
        .split('\n')
        .filter((line) => line !== '')
        .slice(2),
    ).to.deep.equal(['## 2 · 0:11', '> Thanks']);
  });

  it('is the same however the archive is cut into segments', async () => {
    const whole = await exported(await archiveOf(SESSION), 'markdown');

    for (const perSegment of [1, 2, 3, 5])
      expect(await exported(await archiveOf(SESSION, { perSegment }), 'markdown')).to.equal(whole);
  });
});
