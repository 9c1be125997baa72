import fc from 'fast-check';
import { describe, expect, it } from '#test';
import type { ChangeEvent, ReadingMap, TranscriptEvent } from '#src/format/index.ts';
import { isAgentFold, ReadingMapBuilder } from '#src/state/index.ts';

let nextId = 0;
function event(t: number, update: object): TranscriptEvent {
  nextId += 1;
  return { t, id: `e${nextId}`, ...update } as TranscriptEvent;
}

const say = (t: number, words: number) =>
  event(t, { sessionUpdate: 'agent_message_chunk', content: { type: 'text', text: 'word '.repeat(words) } });
const call = (t: number, toolCallId: string, kind: string, title = toolCallId) =>
  event(t, { sessionUpdate: 'tool_call', toolCallId, kind, title, locations: [{ path: title }] });
const done = (t: number, toolCallId: string, status = 'completed') =>
  event(t, { sessionUpdate: 'tool_call_update', toolCallId, status });
const edit = (t: number, additions = 5) =>
  ({ t, id: `c${t}`, path: 'a.ts', op: 'modify', additions, deletions: 0 }) as ChangeEvent;

function mapOf(events: readonly TranscriptEvent[], duration: number): ReadingMap {
  const builder = new ReadingMapBuilder();
  for (const each of events) builder.transcript(each);
  return builder.finish(duration)!;
}

const lengthOf = (map: ReadingMap) => map.position.at(-1)!;

describe('ReadingMapBuilder', () => {
  it('has no map for a session without a transcript', () => {
    const builder = new ReadingMapBuilder();
    builder.terminal(10);
    builder.change(edit(20));

    expect(builder.finish(100)).to.equal(undefined);
  });

  it('gives text 240 words a minute and waiting nothing', () => {
    const map = mapOf([say(0, 20), call(1, 'x', 'read'), say(3_600_000, 20)], 7_200_000);

    expect(lengthOf(map)).to.equal(5000 + 700 + 5000);
    expect(map.time.at(-1)).to.equal(7_200_000);
  });

  it('bounds a message as a whole, in one chunk or many', () => {
    const chunks = Array.from({ length: 3000 }, (_, index) => say(index, 1));

    expect(lengthOf(mapOf([say(0, 3000)], 5000))).to.equal(lengthOf(mapOf(chunks, 5000)));
    expect(lengthOf(mapOf(chunks.slice(0, 20), 5000))).to.equal(5000);
  });

  it('steps up where several events share one time', () => {
    const map = mapOf([say(0, 8), say(0, 8), say(0, 8)], 1000);

    expect(map.time.slice(0, -1).every((time) => time === 0)).to.equal(true);
    expect(lengthOf(map)).to.equal(6000);
  });

  it('never stands still for more than eight seconds, however long a text is', () => {
    const prompt = (t: number, words: number) =>
      event(t, {
        sessionUpdate: 'user_message_chunk',
        content: { type: 'text', text: 'word '.repeat(words) },
      });
    const map = mapOf([prompt(0, 4000), say(100, 4000), call(200, 'x', 'read'), say(300, 4000)], 400);

    const stretches = map.position.map((position, index) => position - (map.position[index - 1] ?? 0));
    expect(Math.max(...stretches)).to.equal(7500);
  });

  it('does not stand still either where things come at one time, whose share is counted by their number', () => {
    const think = event(0, {
      sessionUpdate: 'agent_thought_chunk',
      content: { type: 'text', text: 'word '.repeat(400) },
    });
    const map = mapOf([think, say(0, 400), call(100, 'x', 'read')], 200);

    // The thought has half of its own four seconds, the message the other half and what is left of its bound.
    expect(map.position[map.time.lastIndexOf(0)]).to.equal(4000);
    expect(map.position[map.time.indexOf(100)]).to.equal(2000 + 7500);
  });

  it('gives a change that comes with a message no time beyond that of the message', () => {
    const builder = new ReadingMapBuilder();
    builder.transcript(say(0, 400));
    builder.change(edit(0, 400));

    expect(lengthOf(builder.finish(100)!)).to.equal(7500);
  });

  it('gives what only those see who look for it no time', () => {
    const hooks = Array.from({ length: 50 }, (_, index) =>
      event(10 + index, { sessionUpdate: '_reprise/hook', data: {} }),
    );

    expect(lengthOf(mapOf([say(0, 4), ...hooks], 1000))).to.equal(1000);
  });

  it('folds a long run of calls under a label', () => {
    const run = Array.from({ length: 6 }, (_, index) => [
      call(1000 + index * 40_000, `r${index}`, 'read', `src/${index}.ts`),
      done(20_000 + index * 40_000, `r${index}`),
    ]).flat();
    const map = mapOf([say(0, 4), ...run, say(300_000, 4)], 400_000);

    expect(map.folds).to.deep.equal([{ start: 1000, end: 220_000, label: 'read 6 files, 4 min' }]);
    expect(lengthOf(map)).to.equal(1000 + 2500 + 1000);
  });

  it('does not let a message at the time of a fold vanish in it', () => {
    const run = Array.from({ length: 5 }, (_, index) => [
      call(0, `r${index}`, 'read'),
      done(9000, `r${index}`),
    ]);

    expect(lengthOf(mapOf([say(0, 10), ...run.flat()], 10_000))).to.equal(2500 + 2500);
  });

  it('gives what follows a fold in the same run its time', () => {
    const run = Array.from({ length: 4 }, (_, index) => [
      call(index, `r${index}`, 'read'),
      done(index, `r${index}`),
    ]);
    const folded = mapOf(run.flat(), 100);
    const more = mapOf([...run.flat(), call(50, 'x', 'edit'), done(60, 'x', 'failed')], 100);

    expect(more.folds).to.deep.equal(folded.folds);
    expect(lengthOf(more) - lengthOf(folded)).to.equal(700 + 1800);
  });

  it('folds neither failures nor short runs', () => {
    const run = Array.from({ length: 8 }, (_, index) => [
      call(index * 10, `r${index}`, 'read'),
      done(index * 10 + 5, `r${index}`, index % 3 === 2 ? 'failed' : 'completed'),
    ]);

    expect(mapOf(run.flat(), 1000).folds).to.deep.equal([]);
  });

  it('lets edits be seen, many in a row excepted', () => {
    const edits = (count: number) =>
      Array.from({ length: count }, (_, index) => [
        call(index * 10, `w${index}`, 'edit', `src/${index % 3}.ts`),
        done(index * 10 + 5, `w${index}`),
      ]).flat();

    expect(mapOf(edits(5), 1000).folds).to.deep.equal([]);
    expect(mapOf(edits(9), 1000).folds.map(({ label }) => label)).to.deep.equal(['edited 3 files']);
  });

  it('calls a long wait for a tool of no known kind by its title', () => {
    const map = mapOf([call(0, 't', 'other', 'generate_image of a map'), done(61_000, 't')], 70_000);

    expect(map.folds[0]?.label).to.equal('generate_image of a map, 1 min');
  });

  it('tells when nobody but subagents worked', () => {
    const agent = (t: number, toolCallId: string) => [
      call(t, toolCallId, 'other', 'look around'),
      event(t, { sessionUpdate: '_reprise/subagent', toolCallId, track: 'agent-1' }),
    ];
    const alone = mapOf([...agent(0, 'a'), done(600_000, 'a')], 700_000).folds[0]!;
    const beside = mapOf(
      [
        ...['r1', 'r2', 'r3'].map((id) => call(0, id, 'read')),
        ...agent(0, 'a'),
        ...['r1', 'r2', 'r3', 'a'].map((id) => done(600_000, id)),
      ],
      700_000,
    ).folds[0]!;

    expect([alone.label, isAgentFold(alone)]).to.deep.equal(['a subagent worked, 10 min', true]);
    expect([beside.label, isAgentFold(beside)]).to.deep.equal([
      'read 3 files, a subagent worked, 10 min',
      false,
    ]);
  });

  it('names a long wait for one call', () => {
    const map = mapOf([call(0, 't', 'execute', 'npm run test -- auth'), done(420_000, 't')], 500_000);

    expect(map.folds).to.deep.equal([{ start: 1, end: 420_000, label: 'ran tests, 7 min' }]);
    expect(lengthOf(map)).to.be.below(3000);
  });

  it('says in plain English what a run did', () => {
    const titles = ['cargo test', 'ls -la', 'git log', 'npm run build', 'pytest -q'];
    const run = titles.map((title, index) => [call(0, `x${index}`, 'execute', title), done(0, `x${index}`)]);

    expect(mapOf(run.flat(), 1000).folds[0]?.label).to.equal(
      'ran tests 2 times, ran a build, ran 2 commands',
    );
  });

  it('gives a change time by its size, within bounds', () => {
    const cost = (additions: number) => {
      const builder = new ReadingMapBuilder();
      builder.transcript(event(0, { sessionUpdate: 'session_info_update', title: 'x' }));
      builder.change(edit(10, additions));
      return lengthOf(builder.finish(100)!);
    };

    expect(cost(20)).to.be.above(cost(5));
    expect(cost(50_000)).to.equal(5000);
  });

  it('gives terminal output part of its time, within bounds, and silence none', () => {
    const output = (...times: number[]) => {
      const builder = new ReadingMapBuilder();
      builder.transcript(event(0, { sessionUpdate: 'session_info_update', title: 'x' }));
      for (const time of times) builder.terminal(time);
      return lengthOf(builder.finish(10_000_000)!);
    };

    expect(output(10_000, 11_000, 12_000)).to.equal(1000);
    expect(output(10_000, 11_000, 9_000_000, 9_001_000)).to.equal(1000);
    expect(output(...Array.from({ length: 5000 }, (_, index) => 10_000 + index * 1000))).to.equal(5000);
  });
});

describe('a reading map', () => {
  const kinds = fc.constantFrom('read', 'edit', 'execute', 'search', 'other');
  const step = fc.record({
    gap: fc.oneof(fc.constant(0), fc.nat({ max: 90_000 })),
    what: fc.constantFrom('say', 'prompt', 'think', 'call', 'done', 'fail', 'change', 'terminal', 'error'),
    size: fc.nat({ max: 300 }),
    kind: kinds,
    call: fc.nat({ max: 6 }),
  });

  type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

  function feed(builder: ReadingMapBuilder, steps: readonly Step[]): number {
    let time = 0;
    for (const { gap, what, size, kind, call: number } of steps) {
      time += gap;
      if (what === 'terminal') builder.terminal(time);
      else if (what === 'change') builder.change(edit(time, size));
      else if (what === 'say') builder.transcript(say(time, size));
      else if (what === 'call') builder.transcript(call(time, `t${number}`, kind));
      else if (what === 'done') builder.transcript(done(time, `t${number}`));
      else if (what === 'fail') builder.transcript(done(time, `t${number}`, 'failed'));
      else if (what === 'error') builder.transcript(event(time, { sessionUpdate: '_reprise/error' }));
      else {
        const sessionUpdate = what === 'prompt' ? 'user_message_chunk' : 'agent_thought_chunk';
        builder.transcript(
          event(time, { sessionUpdate, content: { type: 'text', text: 'w '.repeat(size) } }),
        );
      }
    }
    return time;
  }

  function expectSound(map: ReadingMap, duration: number): void {
    expect(map.time).to.have.length(map.position.length);
    expect(map.time.length).to.be.within(1, 2048);
    expect([map.time[0], map.position[0], map.time.at(-1)]).to.deep.equal([0, 0, duration]);
    for (const column of [map.time, map.position]) {
      column.forEach((value, index) => {
        expect(Number.isInteger(value)).to.equal(true);
        expect(value).to.be.at.least(column[index - 1] ?? 0);
      });
    }
    let end = 0;
    for (const fold of map.folds) {
      expect(fold.start).to.be.at.least(end);
      expect(fold.end).to.be.within(fold.start, duration);
      ({ end } = fold);
    }
  }

  it('is monotone, covers the session, is bounded, and is the same for the same events', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 120 }), fc.nat(1e6), (steps, rest) => {
        const builder = new ReadingMapBuilder();
        const again = new ReadingMapBuilder();
        builder.transcript(event(0, { sessionUpdate: '_reprise/turn' }));
        again.transcript(event(0, { sessionUpdate: '_reprise/turn' }));
        const duration = feed(builder, steps) + rest;
        feed(again, steps);

        const map = builder.finish(duration)!;

        expectSound(map, duration);
        expect(again.finish(duration)).to.deep.equal(map);
      }),
      { numRuns: 300 },
    );
  });

  it('stays within its bounds over hundreds of thousands of events, and near the full map', () => {
    const builder = new ReadingMapBuilder();
    let words = 0;
    for (let index = 0; index < 100_000; index += 1) {
      builder.transcript(say(index * 500, index % 7));
      words += Math.max((index % 7) * 250, 600);
      builder.transcript(call(index * 500 + 100, `c${index}`, 'read'));
      words += 700;
    }

    const map = builder.finish(50_000_000)!;

    expectSound(map, 50_000_000);
    expect(map.time).to.have.length(2048);
    // Chunks without an id that stand apart are messages of their own.
    expect(lengthOf(map)).to.equal(words);
  });
});
