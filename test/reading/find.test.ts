import fc from 'fast-check';
import { describe, expect, it } from '#test';
import type { ChangeEvent, TranscriptEvent } from '#src/format/index.ts';
import { findIn } from '#src/reading/find.ts';
import type { FindSource } from '#src/reading/find.ts';
import { compareHits } from '#src/reading/find-hit.ts';
import type { FindMatching, FindOptions, FindStep, Hit } from '#src/reading/find-hit.ts';
import { SegmentLoader } from '#src/reading/segment-loader.ts';
import { Session } from '#src/reading/session.ts';
import { sessionTracks } from '#src/reading/session-tracks.ts';
import { buildTimeline } from '#src/reading/timeline.ts';
import type { TranscriptItem } from '#src/state/index.ts';
import { FakeArchive, nameOf } from './fake-archive.ts';

interface Events {
  readonly transcript: readonly TranscriptEvent[];
  readonly changes?: readonly ChangeEvent[];
  readonly blobs?: Readonly<Record<string, string>>;
}

function open(
  { transcript, changes = [], blobs = {} }: Events,
  { segmentLength = 3, storedSize = 1 }: { segmentLength?: number; storedSize?: number } = {},
): { readonly source: FindSource; readonly archive: FakeArchive; readonly session: Session } {
  const turns = transcript
    .filter(({ sessionUpdate }) => sessionUpdate === '_reprise/turn')
    .map(({ t, id }) => ({ time: t, id, excerpt: '', toolCalls: 0, changes: 0, errors: 0 }));
  const archive = new FakeArchive({
    tracks: [
      { kind: 'transcript', events: transcript, segmentLength },
      ...(changes.length > 0 ? [{ kind: 'changes' as const, events: changes, segmentLength }] : []),
    ],
    index: { turns },
    blobs,
  });
  for (const locations of archive.index.segments.values()) {
    for (const location of locations) Object.assign(location, { storedSize });
  }
  const parts = {
    archive,
    timeline: buildTimeline(archive.manifest, archive.index),
    tracks: sessionTracks(archive.manifest),
    loader: new SegmentLoader(archive),
  };
  return {
    source: { ...parts, read: new Set<string>() },
    archive,
    session: new Session(parts, archive.index),
  };
}

async function stepsOf(
  events: Events,
  query: string,
  options: FindMatching & FindOptions & { segmentLength?: number; storedSize?: number } = {},
): Promise<FindStep[]> {
  const steps: FindStep[] = [];
  for await (const step of findIn(open(events, options).source, query, options, options)) steps.push(step);
  return steps;
}

async function hitsOf(...args: Parameters<typeof stepsOf>): Promise<Hit[]> {
  const hits = (await stepsOf(...args)).flatMap((step) => step.hits);
  return hits.sort(compareHits);
}

const event = (t: number, id: string, sessionUpdate: string, rest: object = {}): TranscriptEvent =>
  ({ t, id, sessionUpdate, ...rest }) as TranscriptEvent;
const said = (
  t: number,
  id: string,
  who: 'user' | 'agent',
  words: string,
  kind = 'message',
): TranscriptEvent =>
  event(t, id, `${who}_${kind}_chunk`, { messageId: id, content: { type: 'text', text: words } });
const output = (words: string): object[] => [{ type: 'content', content: { type: 'text', text: words } }];

/** Two turns with everything that can be found, each of it once. */
const STORY: Events = {
  transcript: [
    event(0, 't1', '_reprise/turn'),
    said(0, 'p1', 'user', 'Why is the needle gone?'),
    said(10, 'th', 'agent', 'A needle, hm.', 'thought'),
    event(20, 'call', 'tool_call', {
      toolCallId: 'c',
      title: 'grep needle',
      kind: 'execute',
      status: 'pending',
    }),
    event(30, 'done', 'tool_call_update', {
      toolCallId: 'c',
      status: 'completed',
      content: output('hay\n  hay needle hay\nhay'),
      rawOutput: { parts: [{ note: 'one needle' }] },
    }),
    event(100, 't2', '_reprise/turn'),
    said(100, 'p2', 'user', 'Put it back'),
    event(110, 'edit', 'tool_call', {
      toolCallId: 'd',
      title: 'hay/needle.ts',
      kind: 'edit',
      status: 'completed',
      locations: [{ path: 'hay/needle.ts' }],
    }),
    said(130, 'm', 'agent', 'The needle is back.'),
  ],
  changes: [
    {
      t: 111,
      id: 'change',
      path: 'hay/needle.ts',
      op: 'modify',
      toolCallId: 'd',
      patch: '@@ -1,2 +1,2 @@\n const needle = 0;\n-no needle\n+a needle',
    },
    { t: 120, id: 'own', path: 'other/needle.ts', op: 'create', text: 'all hay' },
  ],
};

describe('finding in a session', () => {
  it('finds prompts, answers, thoughts, commands, output, files and changed lines in their order', async () => {
    const hits = await hitsOf(STORY, 'needle');

    expect(
      hits.map(({ kind, event: id, turn, time, line }) => [kind, id, turn, time, line.text]),
    ).to.deep.equal([
      ['prompt', 't1', 1, 0, 'Why is the needle gone?'],
      ['thought', 'th', 1, 10, 'A needle, hm.'],
      ['command', 'call', 1, 20, 'grep needle'],
      ['output', 'call', 1, 30, 'hay needle hay'],
      ['output', 'call', 1, 30, 'one needle'],
      ['file', 'edit', 2, 110, 'hay/needle.ts'],
      ['change', 'edit', 2, 111, 'no needle'],
      ['change', 'edit', 2, 111, 'a needle'],
      ['file', 'own', 2, 120, 'other/needle.ts'],
      ['answer', 'm', 2, 130, 'The needle is back.'],
    ]);
    expect(hits.filter((hit) => hit.event === 'edit').map(({ index }) => index)).to.deep.equal([0, 1, 2]);
    for (const { line } of hits) expect(line.text.slice(line.start, line.end)).to.equal('needle');
  });

  it('finds a call that ends in another segment where it began', async () => {
    const hits = await hitsOf(STORY, 'needle', { segmentLength: 1 });
    expect(hits.map((hit) => hit.event)).to.deep.equal(
      (await hitsOf(STORY, 'needle')).map((hit) => hit.event),
    );
  });

  it('finds what stands in two pieces of a stream', async () => {
    const piece = (t: number, text: string): TranscriptEvent =>
      event(t, `s${t}`, 'agent_message_chunk', { content: { type: 'text', text } });
    const events = { transcript: [piece(0, 'a nee'), piece(1, 'dle in'), piece(2, ' pieces')] };
    const hits = await hitsOf(events, 'needle', { segmentLength: 1 });
    expect(hits.map(({ event: id, line }) => [id, line.text])).to.deep.equal([['s0', 'a needle in pieces']]);
  });

  it('leaves out what a program wrote in a person’s name, and its signs of life', async () => {
    const synthetic = { ...said(0, 'x', 'user', 'needle'), _meta: { reprise: { origin: 'synthetic' } } };
    const transcript = [synthetic as TranscriptEvent, event(1, 'h', '_reprise/hook', { text: 'needle' })];
    expect(await hitsOf({ transcript }, 'needle')).to.deep.equal([]);
  });

  it('finds nothing for a blank query', async () => {
    expect(await stepsOf(STORY, '  ')).to.have.nested.property('[0].state', 'done');
  });

  it('says how far it is, and that it is done', async () => {
    const steps = await stepsOf(STORY, 'needle');
    expect(steps.every(({ parts }) => parts === 4)).to.equal(true);
    expect(steps.map(({ searched }) => searched)).to.deep.equal(
      steps.map(({ searched }) => searched).sort((a, b) => a - b),
    );
    expect(steps.at(-1)).to.deep.include({ state: 'done', searched: 4, bytes: 0, more: false });
  });

  it('asks before it fetches more than is allowed, and goes on when asked', async () => {
    const { source, archive } = open(STORY, { storedSize: 1_000_000 });
    const states: string[] = [];
    let asked: FindStep | undefined;
    let readsThen = 0;
    for await (const step of findIn(source, 'needle')) {
      states.push(step.state);
      if (step.state !== 'asking') continue;
      asked = step;
      readsThen = archive.reads.length;
    }
    expect(readsThen).to.equal(2);
    expect(asked).to.deep.include({ bytes: 2_000_000, searched: 2, parts: 4 });
    expect(states.filter((state) => state === 'asking')).to.have.lengthOf(1);
    expect(archive.reads).to.have.lengthOf(4);
  });

  it('asks once in a session, and leaves what a player has loaded where it is', async () => {
    const { source, archive } = open(STORY, { storedSize: 1_500_000 });
    await source.loader.load('transcript/main.ndjson', 1, new AbortController().signal);
    const { version } = source.loader;
    const states: string[] = [];
    for (const query of ['needle', 'hay', 'back']) {
      for await (const step of findIn(source, query)) states.push(step.state);
    }
    expect(states.filter((state) => state === 'asking')).to.have.lengthOf(1);
    expect(archive.reads.filter((name) => name === 'transcript/main.ndjson 1')).to.have.lengthOf(1);
    expect(source.loader.version).to.equal(version);
  });

  it('stops when it is aborted', async () => {
    const { source, archive } = open(STORY, { segmentLength: 1 });
    const controller = new AbortController();
    const steps = findIn(source, 'needle', {}, { signal: controller.signal });
    await steps.next();
    controller.abort();
    expect(await nameOf(steps.next())).to.equal('AbortError');
    expect(archive.reads).to.have.lengthOf(1);
  });

  it('searches texts outside the tracks only when asked to, and says how many there are', async () => {
    const blobs = { 'blobs/a.txt': `${'hay\n'.repeat(50_000)}needle`, 'blobs/b.txt': 'x' };
    const link = (uri: string, size: number): object => ({ type: 'resource_link', uri, size });
    const transcript = [
      event(0, 'm', 'agent_message_chunk', { messageId: 'm', content: link('blobs/a.txt', 200_006) }),
      event(1, 'n', 'agent_message_chunk', { messageId: 'n', content: link('blobs/b.txt', 1) }),
    ];
    const without = await stepsOf({ transcript, blobs }, 'needle');
    expect(without.at(-1)!.longTexts).to.deep.equal({ count: 2, bytes: 200_007 });
    expect(without.flatMap(({ hits }) => hits)).to.deep.equal([]);

    const hits = await hitsOf({ transcript, blobs }, 'needle', { longTexts: true });
    expect(hits.map(({ event: id, line }) => [id, line.text])).to.deep.equal([['m', 'needle']]);
  });

  it('keeps 5,000 hits and says that there are more', async () => {
    const transcript = Array.from({ length: 60 }, (_, i) => said(i, `m${i}`, 'agent', 'needle '.repeat(100)));
    const steps = await stepsOf({ transcript }, 'needle');
    expect(steps.flatMap(({ hits }) => hits)).to.have.lengthOf(5000);
    expect(steps.at(-1)).to.deep.include({ state: 'done', more: true });

    const exactly = { transcript: transcript.slice(0, 50) };
    expect((await stepsOf(exactly, 'needle')).at(-1)).to.deep.include({ more: false, searched: 17 });
  });

  it('is the same as looking through all items and changes, wherever the tracks are cut', async () => {
    await fc.assert(
      fc.asyncProperty(stories, fc.integer({ min: 1, max: 9 }), async (events, segmentLength) => {
        const { session } = open(events, { segmentLength: 1000 });
        const expected = await plainHits(session);
        const found = await hitsOf(events, 'ab', { segmentLength });
        expect(found.map(({ kind, event: id }) => `${kind} ${id}`).sort()).to.deep.equal(expected.sort());
        const whole = await hitsOf(events, 'ab', { segmentLength: 1000 });
        expect(found).to.deep.equal(whole);
      }),
      { numRuns: 300 },
    );
  });

  it('pauses after a bounded number of characters and holds little of 50 MB', async () => {
    const line = `${'lorem ipsum dolor sit amet '.repeat(150)}\n`;
    const text = line.repeat(24); // 97,000 characters
    const count = 540;
    const transcript = Array.from({ length: count }, (_, i) => said(i, `m${i}`, 'agent', `${text}needle`));
    const { source } = open({ transcript }, { segmentLength: 5 });
    let pauses = 0;
    let mostHits = 0;
    for await (const { hits } of findIn(source, 'needle', {}, { pause: () => void (pauses += 1) })) {
      mostHits = Math.max(mostHits, hits.length);
    }
    const characters = count * (text.length + 6);
    expect(characters).to.be.at.least(50 * 2 ** 20);
    expect(pauses).to.be.at.least(characters / (128 * 1024));
    // Those of one segment, and of what was still being said at the end of the one before.
    expect(mostHits).to.be.at.most(6);
  });
});

const words = fc.constantFrom('ab', 'xabx', 'AB ab', 'nothing', 'a', 'b');

/** Sessions whose calls end at most once. */
const stories: fc.Arbitrary<Events> = fc
  .record({
    moves: fc.array(
      fc.oneof(
        fc.record({ type: fc.constantFrom('turn', 'mode', 'error', 'plan'), text: words }),
        fc.record({
          type: fc.constantFrom('user_message', 'agent_message', 'agent_thought'),
          text: words,
          messageId: fc.constantFrom(undefined, 'one', 'two'),
        }),
        fc.record({ type: fc.constantFrom('call', 'update', 'end'), text: words, call: fc.nat(4) }),
      ),
      { minLength: 1, maxLength: 40 },
    ),
    changes: fc.array(fc.record({ text: words, call: fc.nat(4) }), { maxLength: 10 }),
  })
  .map(({ moves, changes }) => {
    const ended = new Map<number, boolean>();
    const transcript = moves.flatMap((move, index): TranscriptEvent[] => {
      const t = Math.floor(index / 2) * 10;
      const id = `e${index}`;
      if ('call' in move) {
        const isOpen = ended.get(move.call) === false;
        if (ended.has(move.call) && !isOpen) return [];
        ended.set(move.call, move.type === 'end');
        return [
          event(t, id, isOpen ? 'tool_call_update' : 'tool_call', {
            toolCallId: `c${move.call}`,
            status: move.type === 'end' ? 'completed' : 'in_progress',
            ...(!isOpen && { title: move.text }),
            content: output(move.text),
          }),
        ];
      }
      if ('messageId' in move) {
        const { type, text, messageId } = move;
        const content = { type: 'text', text };
        return [event(t, id, `${type}_chunk`, { content, ...(messageId && { messageId }) })];
      }
      const { type, text } = move;
      if (type === 'turn') return [event(t, id, '_reprise/turn')];
      if (type === 'mode') return [event(t, id, 'current_mode_update', { currentModeId: text })];
      if (type === 'error') return [event(t, id, '_reprise/error', { text })];
      return [event(t, id, 'plan', { entries: [{ content: text, status: 'pending' }] })];
    });
    return {
      transcript,
      changes: changes.map(({ text, call }, index): ChangeEvent => ({
        t: index * 30,
        id: `x${index}`,
        path: 'file',
        op: 'modify',
        toolCallId: `none${call}`,
        patch: `@@ -1 +1 @@\n ab\n-${text}`,
      })),
    };
  })
  .filter(({ transcript }) => transcript.length > 0);

/** `kind id` of every `ab` in a session, told from what its readers give. */
async function plainHits(session: Session): Promise<string[]> {
  const found: string[] = [];
  const look = (kind: string, id: string, text: string): void => {
    const times = text.toLowerCase().split('ab').length - 1;
    for (let i = 0; i < times; i += 1) found.push(`${kind} ${id}`);
  };
  const KINDS = { prompt: 'prompt', message: 'answer', thought: 'thought' } as const;
  const lookAt = (item: TranscriptItem): void => {
    if (item.type === 'prompt' || item.type === 'message' || item.type === 'thought') {
      for (const block of item.content)
        if (block.type === 'text') look(KINDS[item.type], item.id, block.text);
    } else if (item.type === 'tool') {
      look('command', item.id, item.title);
      for (const part of item.content) {
        if (part.type === 'content' && part.content.type === 'text')
          look('output', item.id, part.content.text);
      }
    } else if (item.type === 'plan') {
      for (const { content } of item.entries) look('answer', item.id, content);
    } else if (item.type === 'notice' && item.notice === 'error') look('output', item.id, item.text ?? '');
  };
  for await (const item of session.transcript()) lookAt(item);
  for await (const { id, patch = '' } of session.changes()) {
    for (const line of patch.split('\n')) if (line.startsWith('-')) look('change', id, line.slice(1));
  }
  return found;
}
