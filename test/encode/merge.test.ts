import { describe, expect, it } from '#test';
import fc from 'fast-check';
import { mergeSources } from '#src/encode/merge.ts';
import type { Diagnostic, SessionEvent } from '#src/format/index.ts';
import { collect, message, output, report, session, source, terminalTrack } from './builders.ts';

async function merge(sources: AsyncIterable<SessionEvent>[], offsets?: number[]) {
  const diagnostics: Diagnostic[] = [];
  const merged = await mergeSources(sources, { offsets, onDiagnostic: (found) => diagnostics.push(found) });
  const events = await collect(merged.events);
  const timed = events.flatMap(({ source: index, event }) =>
    'time' in event ? [[index, event.time] as const] : [],
  );
  return { startedAt: merged.startedAt, events, timed, diagnostics };
}

describe('mergeSources', () => {
  it('puts sources with wall clocks onto the clock of the earliest', async () => {
    const log = source(session({ startedAt: 10_000 }), message(0, 'a'), message(3000, 'b'), report());
    const recording = source(
      session({ startedAt: 8000 }),
      terminalTrack(),
      output(0, '$'),
      output(4000, 'x'),
    );

    const { startedAt, timed } = await merge([log, recording]);

    expect(startedAt).to.equal(8000);
    expect(timed).to.deep.equal([
      [1, 0],
      [0, 2000],
      [1, 4000],
      [0, 5000],
    ]);
  });

  it('starts sources without a wall clock together', async () => {
    const { startedAt, timed } = await merge([
      source(session(), message(5, 'a')),
      source(session(), terminalTrack(), output(1, '$')),
    ]);

    expect(startedAt).to.equal(undefined);
    expect(timed).to.deep.equal([
      [1, 1],
      [0, 5],
    ]);
  });

  it('moves a source by its offset, also before the others', async () => {
    const { startedAt, timed } = await merge(
      [
        source(session({ startedAt: 1000 }), message(0, 'a')),
        source(session({ startedAt: 1000 }), message(0, 'b')),
      ],
      [0, -400],
    );

    expect(startedAt).to.equal(600);
    expect(timed).to.deep.equal([
      [1, 0],
      [0, 400],
    ]);
  });

  it('yields events without a time where the source has them', async () => {
    const { events } = await merge([
      source(session(), message(1, 'a'), session({ title: 't' }), message(2, 'b'), report()),
    ]);

    expect(events.map(({ event }) => event.type)).to.deep.equal([
      'session',
      'transcript',
      'session',
      'transcript',
      'report',
    ]);
  });

  it('moves an event that stands before its predecessor, and says so', async () => {
    const { timed, diagnostics } = await merge([source(session(), message(9, 'a'), message(4, 'b'))]);

    expect(timed).to.deep.equal([
      [0, 9],
      [0, 9],
    ]);
    expect(diagnostics.map(({ code }) => code)).to.deep.equal(['time-reversed']);
  });

  it('says which source lies outside the time of the others', async () => {
    const { diagnostics } = await merge([
      source(session({ startedAt: 0 }), message(0, 'a'), message(1000, 'b')),
      source(session({ startedAt: 90_000_000 }), message(0, 'c'), message(1000, 'd')),
    ]);

    expect(diagnostics.map(({ code }) => code)).to.deep.equal(['sources-apart', 'sources-apart']);
  });

  it('keeps the order of each source and is stable between them', async () => {
    const times = fc.array(fc.nat(20), { maxLength: 30 }).map((list) => list.sort((a, b) => a - b));
    await fc.assert(
      fc.asyncProperty(fc.array(times, { minLength: 1, maxLength: 4 }), async (lists) => {
        const sources = lists.map((list) =>
          source(session(), ...list.map((time, at) => message(time, String(at)))),
        );

        const { timed, events } = await merge(sources);

        const expected = lists
          .flatMap((list, index) => list.map((time) => [index, time] as const))
          .sort((a, b) => a[1] - b[1] || a[0] - b[0]);
        expect(timed).to.deep.equal(expected);
        for (const [index, list] of lists.entries()) {
          const own = events.filter(
            (merged) => merged.source === index && merged.event.type === 'transcript',
          );
          expect(own.map(({ event }) => textOf(event))).to.deep.equal(list.map((_, at) => String(at)));
        }
      }),
      { numRuns: 100 },
    );
  });

  it('closes every source when one fails', async () => {
    const closed: string[] = [];
    async function* watched(name: string, fails: boolean): AsyncGenerator<SessionEvent, void> {
      try {
        yield session();
        yield message(0, name);
        if (fails) throw new Error('broken');
        yield message(9, name);
      } finally {
        closed.push(name);
      }
    }

    const merged = await mergeSources([watched('a', false), watched('b', true)]);
    const error = await collect(merged.events).catch((reason: unknown) => reason);

    expect(error).to.be.instanceOf(Error).with.property('message', 'broken');
    expect(closed.sort()).to.deep.equal(['a', 'b']);
  });

  it('stops when the signal is aborted', async () => {
    const controller = new AbortController();
    const merged = await mergeSources([source(session(), message(0, 'a'), message(1, 'b'))], {
      signal: controller.signal,
    });
    const iterator = merged.events[Symbol.asyncIterator]();
    await iterator.next();
    controller.abort();

    const error = await iterator
      .next()
      .then(() => iterator.next())
      .catch((reason: unknown) => reason);

    expect(error).to.have.property('name', 'AbortError');
  });
});

function textOf(event: SessionEvent): string | undefined {
  if (event.type !== 'transcript' || event.update.sessionUpdate !== 'agent_message_chunk') return undefined;
  return event.update.content.type === 'text' ? event.update.content.text : undefined;
}
