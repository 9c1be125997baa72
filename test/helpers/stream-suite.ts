import fc from 'fast-check';
import { expect } from '#test';
import type { SessionEvent, SourceChange, SourceUpdate } from '#src/format/index.ts';
import type { Importer } from '#src/importers/index.ts';
import { encodeSession } from '#src/encode/index.ts';
import { zlibDeflater } from '#src/node/zlib-deflater.ts';
import { BytesSink, BytesSource, validateArchive } from '#src/format/index.ts';
import { checkOrder, collectOrRefuse, fidelityOf } from './import-suite.ts';
import { sourceOf } from './import-sources.ts';

/** All events of a source. */
export async function eventsOf(
  importer: Importer,
  source: string,
  options: Parameters<Importer['import']>[1] = {},
): Promise<readonly SessionEvent[]> {
  const events: SessionEvent[] = [];
  for await (const event of importer.import(sourceOf(source), options)) events.push(event);
  return events;
}

/** The transcript updates of a track, in order. */
export function updatesOf(events: readonly SessionEvent[], track = 'main'): readonly SourceUpdate[] {
  return events.flatMap((event) =>
    event.type === 'transcript' && event.track === track ? [event.update] : [],
  );
}

/** The updates of one kind, in order. */
export function updatesOfKind<K extends SourceUpdate['sessionUpdate']>(
  events: readonly SessionEvent[],
  kind: K,
  track?: string,
): readonly Extract<SourceUpdate, { sessionUpdate: K }>[] {
  return updatesOf(events, track).filter(
    (update): update is Extract<SourceUpdate, { sessionUpdate: K }> => update.sessionUpdate === kind,
  );
}

/** The changes, in order. */
export function changesOf(events: readonly SessionEvent[]): readonly SourceChange[] {
  return events.filter((event) => event.type === 'change');
}

/** What a terminal got, in one piece. */
export function terminalOf(events: readonly SessionEvent[]): string {
  return events.map((event) => (event.type === 'terminal' && event.code === 'o' ? event.data : '')).join('');
}

/**
 * Whatever is wrong with the records of a source, the importer does not throw, keeps the order of events and accounts
 * for every record.
 *
 * @param render - records as a source
 * @param count - records that the report has to account for; absent where a fault can make a session of its own
 */
export async function expectNoneLost(
  importer: Importer,
  arbitrary: fc.Arbitrary<readonly unknown[]>,
  render: (records: readonly unknown[]) => string,
  count: ((records: readonly unknown[]) => number) | undefined,
): Promise<void> {
  await fc.assert(
    fc.asyncProperty(arbitrary, async (records) => {
      const events = await collectOrRefuse(importer, sourceOf(render(records)));
      if (!events) return;
      checkOrder(events);
      const report = fidelityOf(events);
      expect(report.understood + report.kept + report.unreadable).to.equal(report.records);
      if (count) expect(report.records).to.equal(count(records));
    }),
    { numRuns: 300 },
  );
}

/** A source becomes an archive that validates. */
export async function expectValidArchive(importer: Importer, source: string): Promise<void> {
  const sink = new BytesSink();
  const generator = { name: 'test', version: '0' };
  const { diagnostics } = await encodeSession([{ events: () => importer.import(sourceOf(source)) }], {
    deflater: zlibDeflater,
    sink,
    generator,
  });
  expect(diagnostics.filter(({ severity }) => severity === 'error')).to.deep.equal([]);
  const { findings } = await validateArchive(new BytesSource(sink.bytes()));
  expect(findings).to.deep.equal([]);
}
