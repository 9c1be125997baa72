import { describe, expect, it } from '#test';
import {
  ArchiveError,
  ArchiveReader,
  BytesSource,
  recoverArchive,
  type Recovery,
} from '#src/format/index.ts';
import { buildArchive, type ArchiveInput } from '../../helpers/archive-builder.ts';
import { CAST, manySegments, TRACK } from '../../helpers/many-segments.ts';
import { noiseText } from '../../helpers/noise.ts';

const LOG = 'source/log.jsonl';
const LINES = Array.from({ length: 400 }, (_, index) => `${noiseText(40, index + 1)}\n`).join('');

const small: ArchiveInput = {
  transcript: manySegments.transcript!.slice(0, 2),
  terminal: manySegments.terminal!.slice(0, 1),
  entries: { [LOG]: LINES.slice(0, 400) },
  index: manySegments.index!,
};
const larger: ArchiveInput = {
  ...manySegments,
  transcript: Array.from({ length: 40 }, (_, index) => ({
    time: index * 20,
    keyframe: { turns: index },
    events: [
      {
        t: index * 20,
        id: `e${index}`,
        sessionUpdate: 'agent_message_chunk' as const,
        content: { type: 'text' as const, text: noiseText(1500, index + 1) },
      },
    ],
  })),
  entries: { ...manySegments.entries, [LOG]: LINES },
};

async function idsOf(recovery: Pick<Recovery, 'segments' | 'readSegment'>, entry: string): Promise<string[]> {
  const ids: string[] = [];
  for (const index of recovery.segments(entry).keys()) {
    const { events } = await recovery.readSegment<'transcript'>(entry, index);
    ids.push(...events.map((event) => JSON.stringify(event)));
  }
  return ids;
}

/** A cut of the archive, held against the whole of it. */
class CutCheck {
  readonly #bytes: Uint8Array;
  readonly #reader: ArchiveReader;
  #most = 0;

  constructor(bytes: Uint8Array, reader: ArchiveReader) {
    this.#bytes = bytes;
    this.#reader = reader;
  }

  static async of(input: ArchiveInput): Promise<CutCheck> {
    const { bytes } = await buildArchive(input);
    return new CutCheck(bytes, await ArchiveReader.open(new BytesSource(bytes)));
  }

  get length(): number {
    return this.#bytes.length;
  }

  async at(length: number): Promise<void> {
    const where = `cut at ${length}`;
    const entries = [...(await this.#reader.directory).values()];
    const isWhole = (end: number): boolean => end <= length;
    const recovery = await recoverArchive(new BytesSource(this.#bytes.subarray(0, length))).catch(
      (error: unknown) => {
        expect(error, where).to.be.instanceOf(ArchiveError);
        const { dataOffset } = entries.find(({ path }) => path === 'manifest.json')!;
        expect(length, where).to.be.below(dataOffset);
      },
    );
    if (!recovery) return;
    for (const { path, dataOffset, storedSize } of entries) {
      const state = recovery.entries.find((entry) => entry.path === path)?.state;
      const isHere = isWhole(dataOffset + storedSize);
      if (path === 'manifest.json') expect(recovery.manifest !== undefined, where).to.equal(isHere);
      else if (path !== 'index.json' && isHere) expect(state, `${path}, ${where}`).to.equal('whole');
    }
    for (const entry of [TRACK, CAST]) await this.#segments(recovery, entry, length);
    await this.#log(recovery, where);
  }

  /** All segments before the cut, and the lines of the one in which it lies. */
  async #segments(recovery: Recovery, entry: string, length: number): Promise<void> {
    const whole = await idsOf(this.#reader, entry);
    const saved = await idsOf(recovery, entry);
    expect(saved, `${entry} cut at ${length}`).to.deep.equal(whole.slice(0, saved.length));
    const before = this.#reader.segments(entry).filter((each) => each.offset + each.storedSize <= length);
    const perSegment = whole.length / this.#reader.segments(entry).length;
    expect(saved.length, `${entry} cut at ${length}`).to.be.at.least(before.length * perSegment);
    const isCut = recovery.entries.some(({ path, state }) => path === entry && state !== 'whole');
    if (isCut) expect(recovery.diagnostics.some((each) => each.entry === entry)).to.equal(true);
  }

  async #log(recovery: Recovery, where: string): Promise<void> {
    const state = recovery.entries.find(({ path }) => path === LOG)?.state ?? 'lost';
    if (state === 'lost') return;
    let saved = '';
    for await (const piece of recovery.chunks(LOG)) saved += new TextDecoder().decode(piece);
    const whole = await this.#reader.readText(LOG);
    if (state === 'whole') expect(saved, where).to.equal(whole);
    else expect(whole.startsWith(saved), where).to.equal(true);
    expect(saved.length, where).to.be.at.least(this.#most);
    this.#most = saved.length;
  }
}

describe('an archive that was cut', () => {
  it('gives all that lies before the cut, at every byte', async () => {
    const check = await CutCheck.of(small);
    for (let length = 0; length < check.length; length += 1) await check.at(length);
  });

  it('gives all that lies before the cut, at places of a larger one', async () => {
    const check = await CutCheck.of(larger);
    const step = check.length / 500;
    for (let at = step; at < check.length; at += step) await check.at(Math.floor(at));
  });
});
