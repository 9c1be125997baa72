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
    outline.childTranscript(message('__proto__', { outputTokens: 4 }));
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
    outline.childTranscript(call(5, 'b', { status: 'failed' }));

    expect(outline.finish().stats).to.deep.include({ toolCalls: 2, errors: 2 });
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

  it('makes none of the summary that a session begins with', () => {
    const outline = new OutlineBuilder();
    outline.transcript(event(0, { sessionUpdate: '_reprise/compaction' }));
    prompt(outline, 5, 'Go on with the parser');

    expect(outline.finish().chapters.map(({ time }) => time)).to.deep.equal([5]);
  });

  it('adds compactions and the chapters of the source, by time', () => {
    const outline = new OutlineBuilder();
    prompt(outline, 0, 'Begin here');
    outline.transcript(event(20, { sessionUpdate: '_reprise/compaction' }));
    outline.chapter({ time: 10, title: 'marker' });

    expect(outline.finish().chapters.map(({ time }) => time)).to.deep.equal([0, 10, 20]);
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
