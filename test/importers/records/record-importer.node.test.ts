import { describe, expect, it } from '#test';
import type { SessionEvent } from '#src/format/index.ts';
import { lineRecords, recordImporter } from '#src/importers/records/record-importer.ts';
import type {
  RecordImporterDefinition,
  RecordTranslator,
  SourceRecord,
} from '#src/importers/records/record-importer.ts';
import type { LogRecord } from '#src/importers/sources/log-record.ts';
import type { SessionWriter } from '#src/importers/records/session-writer.ts';
import { sourceOf } from '../../helpers/import-sources.ts';
import { checkOrder, fidelityOf } from '../../helpers/import-suite.ts';

describe('recordImporter, in order of time', () => {
  it('puts records in order of time, one that follows from another never before it', async () => {
    const events = await collect([
      { say: 'third', at: 3000 },
      { say: 'answer', at: 500, follows: 3 },
      { say: 'first', at: 1000 },
      { say: 'second', at: 2000 },
    ]);

    checkOrder(events);
    expect(saidIn(events)).to.deep.equal(['first', 'answer', 'second', 'third']);
  });

  it('lets records go in the order of the log where too much waits for an earlier one', async () => {
    // The first one to happen stands last, behind 40 million characters.
    const long = 'x'.repeat(4_000_000);
    const waiting = Array.from({ length: 10 }, (_, index) => ({ say: `late ${index}`, at: 9000, long }));

    const events = await collect([...waiting, { say: 'first', at: 1000 }]);

    checkOrder(events);
    const said = saidIn(events);
    expect(said).to.have.length(11);
    expect(said.slice(0, 1)).to.deep.equal(['late 0']);
    expect(said.indexOf('first')).to.be.within(1, 9);
  });

  it('keeps the order of the log where the tool does not ask for another', async () => {
    const records = [
      { say: 'a', at: 3000 },
      { say: 'b', at: 1000 },
    ];

    expect(saidIn(await collect(records, { order: 'source' }))).to.deep.equal(['a', 'b']);
  });
});

describe('recordImporter', () => {
  it('counts a copy and leaves it out', async () => {
    const events = await collect([
      { say: 'once', at: 1000 },
      { say: 'once', at: 1000, copy: true },
    ]);

    expect(saidIn(events)).to.deep.equal(['once']);
    const { understood, notes } = fidelityOf(events);
    expect(understood).to.equal(2);
    expect(notes?.map(({ code }) => code)).to.deep.equal(['repeated-record']);
  });

  it('writes what was held back before the next record, readable or not', async () => {
    const held = [
      { hold: 'one', at: 1000 },
      { hold: 'two', at: 2000 },
    ];

    const readable = await collect([...held, { say: 'next', at: 3000 }]);
    const unreadable = await collect(held, {}, '{"half');

    expect(saidIn(readable)).to.deep.equal(['one, two', 'next']);
    expect(saidIn(unreadable)).to.deep.equal(['one, two']);
    checkOrder(unreadable);
    const kinds = unreadable.flatMap((event) =>
      event.type === 'transcript' ? [event.update.sessionUpdate] : [],
    );
    expect(kinds).to.deep.equal(['agent_message_chunk', '_reprise/unknown']);
  });

  it('names events by the id of their record', async () => {
    const events = await collect([{ say: 'named', at: 1000, id: 'r1' }]);

    expect(events.find(({ type }) => type === 'transcript')).to.include({ sourceId: 'r1' });
  });

  it('attaches fields that nobody knows, whatever they hold', async () => {
    const [event] = (
      await collect([{ say: 'words', at: 1000, newField: { flag: true, count: 2 } }], {
        unknownFields: (record) =>
          'newField' in record ? [['newField', record['newField'] as { flag: boolean }]] : [],
      })
    ).filter(({ type }) => type === 'transcript');

    expect(event).to.have.nested.property('meta.extra.newField').that.deep.equals({ flag: true, count: 2 });
  });

  it('attaches no text that another record told lately', async () => {
    const text = 'a text that no event of its record tells';
    const events = await collect([
      { say: 'one', at: 1000, aside: text },
      { say: 'two', at: 2000, aside: text },
    ]);

    const extras = events.flatMap((event) => (event.type === 'transcript' ? [event.meta?.['extra']] : []));
    expect(extras).to.deep.equal([{ aside: text }, undefined]);
  });

  it('keeps at the end what was said to be told elsewhere and is not, and says so', async () => {
    const [later, never] = ['a text that a later record tells', 'a text that no record ever tells'];
    const events = await collect([
      { say: 'one', at: 1000, copied: later },
      { say: 'two', at: 2000, copied: never },
      { say: later, at: 3000 },
    ]);

    checkOrder(events);
    const kept = events.flatMap((event) =>
      event.type === 'transcript' && event.update.sessionUpdate === '_reprise/unknown' ? [event.update] : [],
    );
    expect(kept.map(({ recordType, value }) => [recordType, value])).to.deep.equal([['untold', never]]);
    expect(fidelityOf(events).notes?.map(({ code, count }) => [code, count])).to.deep.equal([
      ['untold-text', 1],
    ]);
  });

  it('keeps nothing of what was told elsewhere', async () => {
    const text = 'a text that another record tells';
    const events = await collect([
      { say: text, at: 1000 },
      ...Array.from({ length: 3 }, (_, index) => ({ say: 'again', at: 2000 + index, copied: text })),
    ]);

    expect(fidelityOf(events).notes).to.equal(undefined);
    expect(saidIn(events)).to.deep.equal([text, 'again', 'again', 'again']);
  });

  it('says that open calls were interrupted at the end, unless they may still run', async () => {
    const records = [{ call: 'c1', at: 1000 }];

    const interrupted = await collect(records);
    const open = await collect(records, { leavesCallsOpen: true });

    const ends = (events: readonly SessionEvent[]) =>
      events.flatMap((event) =>
        event.type === 'transcript' && event.update.sessionUpdate === 'tool_call_update'
          ? [event.meta?.reason]
          : [],
      );
    expect(ends(interrupted)).to.deep.equal(['interrupted']);
    expect(ends(open)).to.deep.equal([]);
  });
});

/** A tool whose records say what to write: `say`, `hold`, `call`, `copied` (from elsewhere); and what they are: `id`, `follows`, `copy`. */
class TestTranslator implements RecordTranslator {
  readonly #writer: SessionWriter;
  readonly #follows: [number, number][] = [];
  #held: string[] = [];

  constructor(writer: SessionWriter) {
    this.#writer = writer;
  }

  survey(record: LogRecord, { number }: SourceRecord): void {
    if (typeof record['follows'] === 'number') this.#follows.push([number, record['follows']]);
    if (typeof record['call'] === 'string') this.#writer.survey.call(record['call'], false);
  }

  surveyed(order: { follow(child: number, parent: number): void }): void {
    for (const [child, parent] of this.#follows) order.follow(child, parent);
  }

  info() {
    return {};
  }

  release(next: LogRecord | undefined): void {
    if (next?.['hold'] !== undefined || this.#held.length === 0) return;
    const words = this.#held.join(', ');
    this.#held = [];
    const context = this.#writer.context;
    this.#writer.message('agent', words);
    this.#writer.begin(context);
  }

  idOf({ id }: LogRecord): string | undefined {
    return typeof id === 'string' ? id : undefined;
  }

  isCopy({ copy }: LogRecord): boolean {
    return copy === true;
  }

  translate(record: LogRecord): boolean {
    const { say, hold, call, long, copied } = record;
    this.#writer.markWithin(long);
    this.#writer.markTold(copied);
    if (typeof hold === 'string') this.#held.push(hold);
    if (typeof say === 'string') this.#writer.message('agent', say);
    if (typeof call === 'string') {
      this.#writer.call({
        id: call,
        name: 'Tool',
        description: { title: call, kind: 'other', locations: [] },
      });
    }
    return true;
  }
}

async function collect(
  records: readonly object[],
  definition: Partial<RecordImporterDefinition> = {},
  lastLine = '',
): Promise<SessionEvent[]> {
  const importer = recordImporter({
    id: 'test',
    read: lineRecords,
    order: 'time',
    timeOf: ({ at }) => (typeof at === 'number' ? 1_772_359_200_000 + at : undefined),
    leftOut: [],
    translator: (writer) => new TestTranslator(writer),
    ...definition,
  });
  const log = records.map((record) => `${JSON.stringify(record)}\n`).join('') + lastLine;
  const events: SessionEvent[] = [];
  for await (const event of importer.import(sourceOf(log))) events.push(event);
  return events;
}

/** What the messages say, in order. */
function saidIn(events: readonly SessionEvent[]): string[] {
  return events.flatMap((event) =>
    event.type === 'transcript' &&
    event.update.sessionUpdate === 'agent_message_chunk' &&
    event.update.content.type === 'text'
      ? [event.update.content.text]
      : [],
  );
}
