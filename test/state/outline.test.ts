import fc from 'fast-check';
import { describe, expect, it } from '#test';
import type { ChangeEvent, TranscriptEvent } from '#src/format/index.ts';
import { OutlineBuilder } from '#src/state/index.ts';

let nextId = 0;
function event(t: number, update: object): TranscriptEvent {
  nextId += 1;
  return { t, id: `e${nextId}`, ...update } as TranscriptEvent;
}

function change(t: number, path: string, more: object = {}): ChangeEvent {
  nextId += 1;
  return { t, id: `c${nextId}`, path, op: 'modify', ...more };
}

function prompt(outline: OutlineBuilder, t: number, text: string): TranscriptEvent {
  const turn = event(t, { sessionUpdate: '_reprise/turn' });
  outline.transcript(turn);
  outline.transcript(event(t, { sessionUpdate: 'user_message_chunk', content: { type: 'text', text } }));
  return turn;
}

const call = (t: number, toolCallId: string, more: object = {}) =>
  event(t, { sessionUpdate: 'tool_call', toolCallId, title: 'x', ...more });
const result = (t: number, toolCallId: string, status: string) =>
  event(t, { sessionUpdate: 'tool_call_update', toolCallId, status });

describe('OutlineBuilder turns', () => {
  it('makes a turn of each prompt, with what happened in it', () => {
    const outline = new OutlineBuilder();
    const first = prompt(outline, 0, 'Find\n  the   bug');
    outline.transcript(call(1, 'a'));
    outline.transcript(result(2, 'a', 'failed'));
    outline.transcript(event(3, { sessionUpdate: '_reprise/error', text: 'overloaded' }));
    outline.change(change(4, 'a.ts'));
    prompt(outline, 5, 'Fix it');
    outline.transcript(call(6, 'b', { status: 'completed' }));

    const { turns, stats } = outline.finish();

    expect(turns).to.have.length(2);
    expect(turns[0]).to.deep.equal({
      time: 0,
      id: first.id,
      excerpt: 'Find the bug',
      toolCalls: 1,
      changes: 1,
      errors: 2,
    });
    expect(turns[1]).to.deep.include({ excerpt: 'Fix it', toolCalls: 1, changes: 0, errors: 0 });
    expect(stats).to.deep.include({ turns: 2, toolCalls: 2, changes: 1, errors: 2, files: 1 });
  });

  it('cuts excerpts to 120 characters without cutting one apart', () => {
    const outline = new OutlineBuilder();
    prompt(outline, 0, '😀'.repeat(500));

    const excerpt = outline.finish().turns[0]?.excerpt ?? '';

    expect(Array.from(excerpt)).to.have.length(120);
    expect(excerpt.endsWith('😀…')).to.equal(true);
  });

  it('joins the blocks of one prompt and names images', () => {
    const outline = new OutlineBuilder();
    prompt(outline, 0, 'See');
    outline.transcript(
      event(0, { sessionUpdate: 'user_message_chunk', content: { type: 'image', mimeType: 'image/png' } }),
    );
    outline.transcript(
      event(1, { sessionUpdate: 'agent_message_chunk', content: { type: 'text', text: 'ok' } }),
    );
    outline.transcript(
      event(2, { sessionUpdate: 'user_message_chunk', content: { type: 'text', text: 'late' } }),
    );

    expect(outline.finish().turns[0]?.excerpt).to.equal('See [image]');
  });

  it('begins a turn with a turn event only, not with a command to the program', () => {
    const outline = new OutlineBuilder();
    outline.transcript(
      event(3, { sessionUpdate: 'user_message_chunk', content: { type: 'text', text: '/clear' } }),
    );

    expect(outline.finish().turns).to.deep.equal([]);
  });
});

describe('OutlineBuilder files and stats', () => {
  it('sums up the changes of a file and follows a rename', () => {
    const outline = new OutlineBuilder();
    outline.change(change(1, 'b.ts', { additions: 3, deletions: 1 }));
    outline.change(change(2, 'a.ts', { op: 'create', text: 'one\ntwo\n' }));
    outline.change(change(3, 'c.ts', { op: 'rename', from: 'b.ts', additions: 0, deletions: 0 }));
    outline.change(change(4, 'c.ts', { patch: '@@ -1 +1,2 @@\n-x\n+y\n+z\n' }));
    outline.change(change(5, 'seen.ts', { op: 'observe', text: 'x' }));

    const { files, stats } = outline.finish();

    expect(files).to.deep.equal([
      { path: 'c.ts', first: 1, last: 4, additions: 5, deletions: 2 },
      { path: 'a.ts', first: 2, last: 2, additions: 2, deletions: 0 },
    ]);
    expect(stats).to.deep.include({ changes: 4, additions: 7, deletions: 2, files: 2 });
  });

  it('sums tokens by model, of subagents too, and takes the latest cost', () => {
    const outline = new OutlineBuilder();
    const message = (model: string, usage: object) =>
      event(1, {
        sessionUpdate: 'agent_message_chunk',
        content: { type: 'text', text: 'x' },
        _meta: { reprise: { model, usage } },
      });
    outline.transcript(message('opus', { inputTokens: 5, outputTokens: 1 }));
    outline.transcript(message('opus', { inputTokens: 2, cacheReadTokens: 7 }));
    outline.childTranscript(message('__proto__', { outputTokens: 4 }), 'agent');
    outline.transcript(
      event(2, { sessionUpdate: 'usage_update', used: 1, cost: { amount: 0.5, currency: 'USD' } }),
    );

    const { tokens, cost } = outline.finish().stats;

    expect(Object.entries(tokens ?? {})).to.deep.equal([
      ['opus', { inputTokens: 7, outputTokens: 1, cacheReadTokens: 7 }],
      ['__proto__', { outputTokens: 4 }],
    ]);
    expect(cost).to.deep.equal({ amount: 0.5, currency: 'USD' });
  });

  it('counts a call and its failure once, whatever updates come', () => {
    const outline = new OutlineBuilder();
    outline.transcript(call(1, 'a'));
    outline.transcript(call(2, 'a'));
    outline.transcript(result(3, 'a', 'failed'));
    outline.transcript(result(4, 'a', 'failed'));
    outline.childTranscript(call(5, 'b', { status: 'failed' }), 'agent');

    expect(outline.finish().stats).to.deep.include({ toolCalls: 2, errors: 2 });
  });
});

const output = (text: string) => [{ type: 'content', content: { type: 'text', text } }];
const command = (t: number, toolCallId: string, title: string) =>
  call(t, toolCallId, { title, kind: 'execute' });
const ended = (t: number, toolCallId: string, text: string, more: object = {}) =>
  event(t, {
    ...{ sessionUpdate: 'tool_call_update', toolCallId, status: 'completed' },
    content: output(text),
    ...more,
  });
const says = (t: number, text: string, more: object = {}) =>
  event(t, { sessionUpdate: 'agent_message_chunk', content: { type: 'text', text }, ...more });

describe('OutlineBuilder marks', () => {
  it('stand where things happened, of subagents too [IDX-11]', () => {
    const outline = new OutlineBuilder();
    prompt(outline, 0, 'Fix the parser');
    outline.transcript(command(10, 'a', 'cd /x && npm test'));
    outline.transcript(
      ended(20, 'a', '# pass 2\n# fail 1', { status: 'failed', rawOutput: { exitCode: 1 } }),
    );
    outline.change(change(30, 'src/a.ts', { additions: 3, deletions: 1 }));
    outline.change(change(31, 'src/a.ts', { op: 'observe', text: '' }));
    outline.childTranscript(call(40, 'b', { title: 'Edit a.ts', kind: 'edit' }), 'agent');
    outline.childTranscript(ended(50, 'b', 'File has changed', { status: 'failed' }), 'agent');
    outline.transcript(event(60, { sessionUpdate: '_reprise/error', text: '529 Overloaded\nretry' }));
    outline.transcript(command(70, 'c', 'git commit -am "Fix it"'));
    outline.transcript(ended(80, 'c', '[main 1a2b3c4] Fix it\n 1 file changed'));

    const { marks, stats, turns } = outline.finish();

    expect(marks).to.deep.equal([
      { time: 20, kind: 'error', text: 'npm test: exit 1' },
      { time: 20, kind: 'test', text: 'npm test', passed: 2, failed: 1 },
      { time: 30, kind: 'change', text: 'src/a.ts', additions: 3, deletions: 1 },
      { time: 50, kind: 'error', text: 'Edit a.ts: File has changed' },
      { time: 60, kind: 'error', text: '529 Overloaded retry' },
      { time: 80, kind: 'commit', text: 'Fix it', hash: '1a2b3c4' },
    ]);
    expect(stats).to.deep.include({ errors: 3, commits: 1, tests: { runs: 1, passed: 2, failed: 1 } });
    expect(turns[0]?.errors).to.equal(2);
  });

  it('count no error where a search found nothing, or a person said no [IDX-15]', () => {
    const outline = new OutlineBuilder();
    outline.transcript(command(1, 'a', 'rg foo src'));
    outline.transcript(ended(2, 'a', '', { status: 'failed', rawOutput: { exitCode: 1 } }));
    for (const [id, reason] of Object.entries({ b: 'refused', c: 'interrupted' })) {
      outline.transcript(command(3, id, 'npm start'));
      outline.transcript(ended(4, id, '', { status: 'failed', _meta: { reprise: { reason } } }));
    }

    const { marks, stats } = outline.finish();

    expect(marks).to.deep.equal([]);
    expect(stats.errors).to.equal(0);
  });

  it('are one where a log tells an error several times at once', () => {
    const outline = new OutlineBuilder();
    for (const time of [1, 1, 1, 2])
      outline.transcript(event(time, { sessionUpdate: '_reprise/error', text: 'x' }));

    expect(outline.finish().marks.map(({ time }) => time)).to.deep.equal([1, 2]);
  });

  it('tell the last run of tests in the stats, and nothing of it that is not known [IDX-14]', () => {
    const outline = new OutlineBuilder();
    outline.transcript(command(1, 'a', 'npm test'));
    outline.transcript(ended(2, 'a', '# pass 2\n# fail 1'));
    outline.transcript(command(3, 'b', 'npm test'));
    outline.transcript(ended(4, 'b', 'all good'));

    expect(outline.finish().stats.tests).to.deep.equal({ runs: 2 });
  });

  it('remember what a call was given and printed until it ends', () => {
    const outline = new OutlineBuilder();
    const rawInput = { command: 'npm test', workdir: '/x' };
    outline.transcript(call(1, 'a', { title: 'Run the tests', kind: 'execute', rawInput }));
    outline.transcript(ended(2, 'a', '# pass 2\n# fail 0', { status: 'in_progress' }));
    outline.transcript(result(3, 'a', 'completed'));

    expect(outline.finish().marks).to.deep.equal([
      { time: 3, kind: 'test', text: 'npm test', passed: 2, failed: 0 },
    ]);
  });

  describe('of commits', () => {
    const commit = (t: number, hash: string, text?: string) =>
      event(t, { sessionUpdate: '_reprise/commit', ...(text !== undefined && { text }), data: { hash } });
    const git = (outline: OutlineBuilder, t: number, line: string, printed: string) => {
      outline.transcript(command(t, `g${t}`, line));
      outline.transcript(ended(t, `g${t}`, printed));
    };
    const told = (outline: OutlineBuilder) =>
      outline.finish().marks.map(({ time, text, hash }) => `${time} ${text ?? ''} ${hash ?? ''}`);

    it('count once what an event and an output tell', () => {
      const outline = new OutlineBuilder();
      outline.transcript(commit(5, '1a2b3c4d5e6f7a8b9c0d', 'Fix it\n\nBecause.'));
      git(outline, 6, 'git commit -m x', '[main 1a2b3c4] Fix it');
      git(outline, 7, 'git commit -m y', '[main 2222222] Then that');
      outline.transcript(commit(8, '2222222ffff'));

      expect(told(outline)).to.deep.equal(['5 Fix it 1a2b3c4d5e6f', '7 Then that 2222222']);
    });

    it('count an amended one once, at the time of the last [IDX-15]', () => {
      const outline = new OutlineBuilder();
      git(outline, 1, 'git commit -m a', '[main 1111111] One');
      git(outline, 2, 'git commit -m b', '[main 2222222] Two');
      outline.transcript(commit(3, '3333333', 'Two, better'));
      git(outline, 3, 'git commit --amend -m b', '[main 3333333] Two, better');
      git(outline, 4, 'git commit --amend --no-edit', '[main 4444444] Two, best');

      expect(told(outline)).to.deep.equal(['1 One 1111111', '4 Two, best 4444444']);
      expect(outline.finish().stats.commits).to.equal(2);
    });

    it('are told by their subject, without the hash before it', () => {
      const outline = new OutlineBuilder();
      outline.transcript(commit(1, '0c5878a', 'Commit 0c5878a feat: add it'));

      expect(told(outline)).to.deep.equal(['1 feat: add it 0c5878a']);
    });

    it('keep one whose predecessor was made before the session', () => {
      const outline = new OutlineBuilder();
      git(outline, 1, 'git commit --amend -m a', '[main 1111111] One');

      expect(told(outline)).to.deep.equal(['1 One 1111111']);
    });
  });

  it('are at most 2,048, changes merged by path before anything goes [IDX-11]', () => {
    const outline = new OutlineBuilder();
    for (let t = 0; t < 5000; t += 1)
      outline.change(change(t, `${t % 7}.ts`, { additions: 1, deletions: 0 }));
    for (let t = 5000; t < 5100; t += 1) outline.transcript(event(t, { sessionUpdate: '_reprise/error' }));

    const { marks } = outline.finish();

    expect(marks.length).to.equal(2048);
    expect(marks.filter(({ kind }) => kind === 'error')).to.have.length(100);
    expect(marks.reduce((sum, { additions = 0 }) => sum + additions, 0)).to.equal(5000);
  });
});

describe('OutlineBuilder asked', () => {
  const asked = (...prompts: string[]) => {
    const outline = new OutlineBuilder();
    prompts.forEach((text, index) => prompt(outline, index, text));
    return outline.finish().asked;
  };

  it('is the first prompt that says something, with its lines [IDX-16]', () => {
    expect(asked('/clear', 'hi', 'Fix this:\r\n\n\n\n  - a  \n  - b\n', 'Then that')).to.equal(
      'Fix this:\n\n  - a\n  - b',
    );
    expect(asked('continue', 'ok')).to.equal('continue');
    expect(asked()).to.equal(undefined);
  });

  it('leaves out what a program added [IDX-16]', () => {
    expect(
      asked(
        '<system-reminder>\nTo do: nothing\n</system-reminder>\n<user_query>\nFix <b>it</b>\n</user_query>',
      ),
    ).to.equal('Fix <b>it</b>');
    expect(asked('<environment_context><cwd>/x</cwd></environment_context>', 'Fix it')).to.equal('Fix it');
  });

  it('has at most 1,000 characters, none of them cut apart [IDX-16]', () => {
    const text = asked('😀'.repeat(5000))!;

    expect(Array.from(text)).to.have.length(1000);
    expect(text.endsWith('😀…')).to.equal(true);
  });
});

describe('OutlineBuilder ending', () => {
  const failed = { status: 'failed' };
  const cases: readonly [string, TranscriptEvent[], string | undefined][] = [
    ['nothing', [], undefined],
    ['an answer', [says(1, 'Done')], 'finished'],
    [
      'an answer after a failure',
      [command(1, 'a', 'x'), ended(2, 'a', '', failed), says(3, 'Sorry')],
      'finished',
    ],
    [
      'what comes after an answer',
      [says(1, 'Done'), event(2, { sessionUpdate: '_reprise/hook' })],
      'finished',
    ],
    ['a failed call', [says(1, 'So'), command(1, 'a', 'make'), ended(2, 'a', 'x', failed)], 'failed'],
    ['an error', [says(1, 'Do'), event(2, { sessionUpdate: '_reprise/error' })], 'failed'],
    [
      'an error in the words of the agent',
      [
        event(1, { sessionUpdate: '_reprise/error' }),
        says(2, 'API error', { _meta: { reprise: { origin: 'synthetic' } } }),
      ],
      'failed',
    ],
    ['an interruption', [says(1, 'Do'), event(2, { sessionUpdate: '_reprise/interruption' })], 'interrupted'],
    [
      'a call that was refused',
      [command(1, 'a', 'x'), ended(2, 'a', '', { ...failed, _meta: { reprise: { reason: 'refused' } } })],
      'interrupted',
    ],
    ['a call without result', [command(1, 'a', 'x'), ended(2, 'a', ''), command(3, 'b', 'x')], 'interrupted'],
    ['a log that has no results at all', [command(1, 'a', 'x'), command(2, 'b', 'x')], undefined],
    ['a call that succeeded', [says(1, 'Do'), command(2, 'a', 'x'), ended(3, 'a', '')], undefined],
    [
      'a search that found nothing',
      [command(2, 'a', 'rg x'), ended(3, 'a', '', { ...failed, rawOutput: { exitCode: 1 } })],
      undefined,
    ],
  ];
  for (const [what, events, ending] of cases) {
    it(`is ${ending ?? 'not known'} after ${what} [IDX-16]`, () => {
      const outline = new OutlineBuilder();
      prompt(outline, 0, 'Fix the parser');
      for (const each of events) outline.transcript(each);

      expect(outline.finish().ending).to.equal(ending);
    });
  }

  it('is not known while a prompt waits, but what it was before one that only leaves [IDX-16]', () => {
    const after = (text: string) => {
      const outline = new OutlineBuilder();
      outline.transcript(says(1, 'Done'));
      prompt(outline, 2, text);
      return outline.finish().ending;
    };

    expect(after('Now the docs')).to.equal(undefined);
    expect(after('/exit')).to.equal('finished');
  });

  it('does not ask subagents', () => {
    const outline = new OutlineBuilder();
    outline.transcript(says(1, 'Done'));
    outline.childTranscript(event(2, { sessionUpdate: '_reprise/error' }), 'agent');

    expect(outline.finish().ending).to.equal('finished');
  });
});

describe('OutlineBuilder chapters', () => {
  const titles = (...prompts: string[]) => {
    const outline = new OutlineBuilder();
    prompts.forEach((text, index) => prompt(outline, index * 1000, text));
    return outline.finish().chapters.map((chapter) => chapter.title);
  };

  it('gives short titles, cut at a word or after the first sentence', () => {
    const [sentence, words] = titles(
      '## The login page fails. I have tried many things to mend it, among them restarting the whole machine',
      'Please have a look at the way in which the session cache drops entries when it runs full at night',
    );

    expect(sentence).to.equal('The login page fails');
    expect(words).to.equal('Please have a look at the way in which the session cache…');
  });

  it('shortens addresses, and leaves out tags and names of commands', () => {
    expect(
      titles(
        'https://github.com/some/project/issues/1263?tab=all',
        'should we close https://www.example.org/ as resolved',
        '/orchestrator create a to-do app',
        '/home/me/app.ts fails',
        'See <pasted kind="log">',
        '/review',
      ),
    ).to.deep.equal([
      'github.com/…/1263',
      'should we close example.org as resolved',
      'create a to-do app',
      '/home/me/app.ts fails',
      'See',
    ]);
    expect(titles('/review')).to.deep.equal(['/review']);
  });

  it('makes none of prompts that only say to go on', () => {
    expect(
      titles('Fix the parser', 'continue', 'Yes, please!', '/compact', 'ok', 'Now the docs', '👍'),
    ).to.deep.equal(['Fix the parser', 'Now the docs']);
  });

  it('makes one of a prompt that was asked twice, and none of a trivial beginning', () => {
    expect(titles('/clear', 'Fix the parser', 'Fix the parser', '[image] Now 3. the docs')).to.deep.equal([
      'Fix the parser',
      'Now 3. the docs',
    ]);
    expect(titles('ok')).to.deep.equal(['ok']);
  });

  it('leaves out what is attached to words', () => {
    expect(titles('See what is wrong [image] [plan v2.pdf]', 'Use [brackets]')).to.deep.equal([
      'See what is wrong',
      'Use [brackets]',
    ]);
  });

  it('makes none of the summary that a session begins with', () => {
    const outline = new OutlineBuilder();
    outline.transcript(event(0, { sessionUpdate: '_reprise/compaction' }));
    prompt(outline, 5, 'Go on with the parser');

    expect(outline.finish().chapters.map(({ time }) => time)).to.deep.equal([5]);
  });

  it('adds the chapters of the source, and where a turn goes on behind a compaction, by time', () => {
    const outline = new OutlineBuilder();
    prompt(outline, 0, 'Begin here');
    outline.transcript(event(20, { sessionUpdate: '_reprise/compaction' }));
    outline.transcript(call(30, 'c1'));
    outline.chapter({ time: 10, title: 'marker' });

    expect(outline.finish().chapters.map(({ time, title }) => [time, title])).to.deep.equal([
      [0, 'Begin here'],
      [10, 'marker'],
      [20, 'Begin here (continued)'],
    ]);
  });

  it('makes none of a compaction after which the next prompt came', () => {
    const outline = new OutlineBuilder();
    prompt(outline, 0, 'Begin here');
    outline.transcript(call(10, 'c1'));
    outline.transcript(event(20, { sessionUpdate: '_reprise/compaction' }));
    prompt(outline, 30, 'Now the docs');
    outline.transcript(call(40, 'c2'));

    expect(outline.finish().chapters.map(({ title }) => title)).to.deep.equal(['Begin here', 'Now the docs']);
  });

  it('keeps the 40 that matter, the first among them', () => {
    const outline = new OutlineBuilder();
    for (let index = 0; index < 200; index += 1) {
      prompt(outline, index * 10, `Prompt number ${index}`);
      if (index % 10 === 5)
        for (let n = 0; n < 9; n += 1) outline.transcript(call(index * 10, `${index}.${n}`));
    }

    const { chapters } = outline.finish();

    expect(chapters).to.have.length(40);
    expect(chapters[0]?.title).to.equal('Prompt number 0');
    expect(chapters.map(({ title }) => title)).to.include('Prompt number 195');
  });
});

describe('OutlineBuilder activity', () => {
  it('closes gaps under two seconds', () => {
    const outline = new OutlineBuilder();
    for (const time of [0, 1999, 3000, 5000, 9000]) outline.terminal(time);

    expect(outline.finish().activity).to.deep.equal([
      { start: 0, end: 3000 },
      { start: 5000, end: 5000 },
      { start: 9000, end: 9000 },
    ]);
  });

  it('keeps the largest gaps when there are too many', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 2000, max: 9000 }), { minLength: 2047, maxLength: 9000 }),
        (gaps) => {
          const outline = new OutlineBuilder();
          let time = 0;
          outline.terminal(0);
          for (const gap of gaps) outline.terminal((time += gap));

          const { activity } = outline.finish();

          const kept = activity.slice(1).map(({ start }, index) => start - activity[index]!.end);
          expect(activity).to.have.length(2048);
          expect(kept.sort((a, b) => b - a)).to.deep.equal(gaps.sort((a, b) => b - a).slice(0, 2047));
        },
      ),
      { numRuns: 20 },
    );
  });

  it('covers every event, ordered, with gaps of two seconds or more', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 100_000 })), (times) => {
        const outline = new OutlineBuilder();
        times.sort((a, b) => a - b);
        for (const time of times) outline.terminal(time);

        const { activity } = outline.finish();

        for (const time of times)
          expect(activity.some(({ start, end }) => start <= time && time <= end)).to.equal(true);
        for (const [index, { start }] of activity.slice(1).entries())
          expect(start - activity[index]!.end).to.be.at.least(2000);
      }),
      { numRuns: 200 },
    );
  });
});
