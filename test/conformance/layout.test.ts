import { readProjectFile } from '#fixtures';
import { describe, expect, it } from '#test';
import { inflateSync } from 'fflate';

/**
 * Reads an archive by the letter of the specification, with nothing of the library: what somebody who implements
 * the format from spec.md alone would write first.
 */
const archive = await readProjectFile('spec/conformance/valid/every-kind.reprise');
const view = new DataView(archive.buffer);
const entries = readLocalHeaders();
const index = JSON.parse(text('index.json')) as {
  rest: number;
  directory: number;
  entries: Record<string, { offset: number; segments: Record<'time' | 'size' | 'storedSize', number[]> }>;
  activity: number[][];
  turns: { time: number[]; id: string[]; excerpt: string[] };
  reading: { time: number[]; position: number[] };
};
const indexEnd = entries.get('index.json')!.end;

describe('an archive, read by the letter of the specification', () => {
  it('tells how far it goes behind its index [IDX-4]', () => {
    expect(indexEnd + index.rest).to.equal(archive.length);
  });

  it('tells how long its directory is [IDX-10]', () => {
    const directory = archive.length - index.directory;

    expect(view.getUint32(directory, true)).to.equal(0x02014b50);
    expect([...entries.values()].at(-1)!.end).to.equal(directory);
  });

  it('tells where the data of each track begin [IDX-3]', () => {
    for (const [path, { offset }] of Object.entries(index.entries)) {
      expect(indexEnd + offset, path).to.equal(entries.get(path)!.start);
    }
  });

  it('can be entered at every segment, which ends at a line end [SEG-3] [IDX-1]', () => {
    for (const [path, { offset, segments }] of Object.entries(index.entries)) {
      let start = indexEnd + offset;
      const [sizes, storedSizes, times] = [segments.size, segments.storedSize, segments.time].map(sums);
      for (const [number, storedSize] of storedSizes!.entries()) {
        const stored = new Uint8Array([...archive.subarray(start, start + storedSize), 3, 0]);
        const lines = new TextDecoder().decode(inflateSync(stored)).split('\n');
        const keyframe = lines.find((line) => line.includes('"segment"'))!.replace(/^# /, '');

        expect(inflateSync(stored).length, path).to.equal(sizes![number]);
        expect(lines.at(-1), path).to.equal('');
        expect(JSON.parse(keyframe), path).to.include({ segment: number, time: times![number] });
        start += storedSize;
      }
    }
  });

  it('lists the turns of its conversation [IDX-6] [TRN-4]', () => {
    const events = text('transcript/main.ndjson')
      .trim()
      .split('\n')
      .map(
        (line) =>
          JSON.parse(line) as { t: number; id: string; sessionUpdate?: string; content?: { text?: string } },
      );
    const turns = events.flatMap((event, at) =>
      event.sessionUpdate === '_reprise/turn' ? [{ ...event, prompt: events[at + 1]! }] : [],
    );

    expect(index.turns.id).to.deep.equal(turns.map(({ id }) => id));
    expect(sums(index.turns.time)).to.deep.equal(turns.map(({ t }) => t));
    expect(turns.map(({ prompt }) => prompt.sessionUpdate)).to.deep.equal(['user_message_chunk']);
    expect(index.turns.excerpt).to.deep.equal(turns.map(({ prompt }) => prompt.content?.text));
  });

  it('writes spans and the reading map as differences [IDX-2] [IDX-7]', () => {
    expect(sums(index.activity.flat())).to.deep.equal([0, 3400]);
    expect([sums(index.reading.time), sums(index.reading.position)]).to.deep.equal([
      [0, 3400],
      [0, 6000],
    ]);
  });
});

function sums(differences: readonly number[]): number[] {
  let sum = 0;
  return differences.map((difference) => (sum += difference));
}

/** Path → where its data lie; the headers follow each other without gaps. */
function readLocalHeaders(): Map<string, { start: number; end: number; method: number }> {
  const found = new Map<string, { start: number; end: number; method: number }>();
  for (let at = 0; view.getUint32(at, true) === 0x04034b50;) {
    const nameEnd = at + 30 + view.getUint16(at + 26, true);
    const end = nameEnd + view.getUint32(at + 18, true);
    const name = new TextDecoder().decode(archive.subarray(at + 30, nameEnd));
    found.set(name, { start: nameEnd, end, method: view.getUint16(at + 8, true) });
    at = end;
  }
  return found;
}

function text(path: string): string {
  const { start, end, method } = entries.get(path)!;
  const bytes = archive.subarray(start, end);
  return new TextDecoder().decode(method === 8 ? inflateSync(bytes) : bytes);
}
