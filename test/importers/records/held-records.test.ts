import { HeldRecords, HoldBudget } from '#src/importers/records/held-records.ts';
import type { SourceRecord } from '#src/importers/records/record-translator.ts';
import type { LineReading } from '#src/importers/sources/log-lines.ts';
import { describe, expect, it } from '#test';

/** A source of records of a size, and how often it was read. */
function sourceOf(sizes: readonly number[]) {
  const source = { reads: 0 };
  async function* read(reading: LineReading) {
    source.reads += 1;
    for (const [at, size] of sizes.entries()) {
      await Promise.resolve();
      reading.report?.note('flaw', `before ${at + 1}`, { line: at + 1 });
      yield [{ number: at + 1, text: 'x'.repeat(size) }] as readonly SourceRecord[];
    }
    return { title: 'of the document' };
  }
  return { source, read };
}

async function passesOf(held: HeldRecords) {
  const first: number[] = [];
  for await (const records of held.first(undefined)) first.push(...records.map(({ number }) => number));
  const told: (number | string)[] = [];
  const report = { note: (_code: string, message: string) => void told.push(message) };
  const second = held.second({ report });
  for (;;) {
    const next = await second.next();
    if (next.done) return { first, told, envelope: next.value };
    told.push(...next.value.map(({ number }) => number));
  }
}

const TOLD = ['before 1', 1, 'before 2', 2];
const ENVELOPE = { title: 'of the document' };

describe('records that two passes read', () => {
  it('are read once where they are few, with what was found between them', async () => {
    const { source, read } = sourceOf([10, 20]);
    const passes = await passesOf(new HeldRecords(read, new HoldBudget()));
    expect(passes).to.deep.equal({ first: [1, 2], told: TOLD, envelope: ENVELOPE });
    expect(source.reads).to.equal(1);
  });

  it('are read again where they are many, and nothing is told twice', async () => {
    const { source, read } = sourceOf([10, 16 * 2 ** 20]);
    const passes = await passesOf(new HeldRecords(read, new HoldBudget()));
    expect(passes).to.deep.equal({ first: [1, 2], told: TOLD, envelope: ENVELOPE });
    expect(source.reads).to.equal(2);
  });

  it('share what they may hold, and give it back when they are too many', async () => {
    const budget = new HoldBudget();
    const many = sourceOf([8 * 2 ** 20, 8 * 2 ** 20]);
    await passesOf(new HeldRecords(many.read, budget));
    expect(many.source.reads).to.equal(2);
    const few = sourceOf([8 * 2 ** 20]);
    await passesOf(new HeldRecords(few.read, budget));
    expect(few.source.reads).to.equal(1);
    const others = sourceOf([8 * 2 ** 20]);
    await passesOf(new HeldRecords(others.read, budget));
    expect(others.source.reads).to.equal(2);
  });
});
