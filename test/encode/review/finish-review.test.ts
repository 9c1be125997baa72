import {
  createPakoDeflater,
  encodeMasked,
  finishReview,
  reviewItems,
  type ReviewDecisions,
  type ReviewedSession,
} from '#src/encode/index.ts';
import {
  ArchiveReader,
  BytesSink,
  BytesSource,
  toBase64,
  validateArchive,
  type ByteSink,
} from '#src/format/index.ts';
import { describe, expect, it } from '#test';
import { change, message, prompt, report, session, source, turn } from '../builders.ts';
import { allTexts } from '../edit/edited.ts';

/** Values that look alive do not belong into sources: these are put together. */
const tokenOf = (first: string) => ['ghp', `${first}q8vN3kLp0WxT7rYb2Hd5MfJc4Gs6Ea1Uo9K`].join('_');
const [FIRST, SECOND] = [tokenOf('Z'), tokenOf('Y')];

/** What may be a secret and may be none: 32 bytes, alone on a line. */
const uncertainOf = (start: number) =>
  toBase64(Uint8Array.from({ length: 32 }, (_, index) => (index * 37 + start) % 256));
const [FERRY, HARBOUR] = [uncertainOf(11), uncertainOf(12)];

const PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

const image = (time: number) => ({
  ...prompt(time, ''),
  update: {
    sessionUpdate: 'user_message_chunk' as const,
    content: { type: 'image' as const, mimeType: 'image/png', data: PIXEL },
  },
});

const SESSION = source(
  session({ title: 'Ferries', workspace: { root: '/w' } }),
  turn(0, 'first'),
  prompt(0, `Take ${FIRST}`, 'p1'),
  message(500, 'So far.', 'm0'),
  message(1000, FERRY, 'm1'),
  turn(10_000, 'second'),
  prompt(10_000, `Now ${SECOND}`, 'p2'),
  prompt(10_500, HARBOUR, 'p4'),
  { type: 'chapter', time: 10_500, title: HARBOUR },
  change(11_000, '/w/harbour.txt', { op: 'create', after: `quay of ${SECOND}\n` }),
  turn(20_000, 'third'),
  prompt(20_000, 'And this picture', 'p3'),
  image(20_000),
  message(21_000, `It is of ${SECOND}.`, 'm3'),
  report(),
);

async function options(sink: ByteSink) {
  return { sink, deflater: await createPakoDeflater(), generator: { name: 'test', version: '1' } };
}

async function reviewed() {
  const make: ReviewedSession['make'] = async (sink, masking) =>
    encodeMasked([SESSION], { ...(await options(sink)), masking });
  const sink = new BytesSink();
  const draft = await make(sink, {});
  const review = await reviewItems(new BytesSource(sink.bytes()), draft);
  const { masked, findings } = draft;
  const finish = async (decisions: Partial<ReviewDecisions>) => {
    const target = new BytesSink();
    const all = { keep: [], mask: [], ...decisions };
    const result = await finishReview({ make, masking: {}, masked, findings }, all, await options(target));
    const reader = await ArchiveReader.open(new BytesSource(target.bytes()));
    return { ...result, bytes: target.bytes(), text: await allTexts(reader) };
  };
  return { review, finish };
}

describe('a session to be reviewed', () => {
  it('lists what can be left out, and the turn of each place', async () => {
    const { review } = await reviewed();

    expect(
      review.outline.turns.map(({ number, title, start, end }) => [number, title, start, end]),
    ).to.deep.equal([
      [1, 'Take [github-token-1]', 0, 10_000],
      [2, 'Now [github-token-2]', 10_000, 20_000],
      [3, 'And this picture', 20_000, 21_000],
    ]);
    expect(review.outline.files).to.deep.equal([{ path: 'harbour.txt', changes: 1 }]);
    expect(review.outline.pictures.map(({ kind, time, turn: number }) => [kind, time, number])).to.deep.equal(
      [['image', 20_000, 3]],
    );
    const harbour = review.items.find(({ value }) => value === HARBOUR);
    expect(harbour?.places.map((place) => [place.kind, place.turn])).to.deep.equal([
      ['prompt', 2],
      ['title', 2],
    ]);
  });
});

describe('finishReview', () => {
  it('masks with the placeholders that were shown', async () => {
    const { review, finish } = await reviewed();
    const shown = review.items.find(({ value }) => value === SECOND)!.placeholder!;

    // The first token is none of the archive's any more: without the numbers of the draft the second would be the first.
    const { text, manifest } = await finish({ keep: [FIRST, FERRY, HARBOUR] });

    expect(shown).to.equal('[github-token-2]');
    expect(text).to.include(`quay of ${shown}`);
    expect(text).to.not.include('[github-token-1]');
    expect(manifest.redactions).to.deep.include({ class: 'github-token', count: 1, rules: '1' });
  });

  it('writes nothing before everything is decided, but for what is cut', async () => {
    const { finish } = await reviewed();
    const failure = async (decisions: Partial<ReviewDecisions>) =>
      finish(decisions).then(
        () => undefined,
        (error: unknown) => (error as { code: string }).code,
      );

    expect(await failure({ keep: [FERRY] })).to.equal('secrets-undecided');
    expect(await failure({ cut: { turns: [1] } })).to.equal('secrets-undecided');
    expect(await failure({ cut: { turns: [2] }, mask: [{ value: FERRY, type: 'key' }] })).to.equal(undefined);
  });

  it('leaves nothing of what is cut, says where, and counts in the receipt what is left', async () => {
    const { finish } = await reviewed();
    const { text, bytes, manifest, masked } = await finish({
      cut: { turns: [1], files: ['./harbour.txt'] },
      keep: [HARBOUR],
    });

    for (const gone of [FIRST, FERRY, '[github-token-1]', 'So far', 'harbour.txt'])
      expect(text).to.not.include(gone);
    expect(text).to.include('It is of [github-token-2].').and.include(HARBOUR);
    expect((await validateArchive(new BytesSource(bytes))).findings).to.deep.equal([]);
    expect(manifest.cuts?.map(({ turns, changes }) => [turns, changes])).to.deep.equal([
      [1, undefined],
      [undefined, 1],
    ]);
    expect(manifest.redactions?.map((entry) => [entry.class, entry.count])).to.deep.equal([
      ['github-token', 1],
    ]);
    expect(manifest.masking).to.deep.equal({ rules: '1', kept: 1, unsearched: { images: 1 } });
    // The whole session was never an archive that anybody has.
    expect(manifest).to.not.have.property('derivedFrom');
    expect(masked.map(({ value }) => value)).to.include(SECOND);
  });

  it('takes a picture out of a message that stays', async () => {
    const { review, finish } = await reviewed();
    const { path } = review.outline.pictures[0]!;
    const { text, bytes, manifest } = await finish({ keep: [FERRY, HARBOUR], cut: { pictures: [path] } });

    expect(text).to.not.include(path);
    expect(text).to.include('And this picture').and.include('░ (picture)');
    expect(manifest.masking).to.deep.equal({ rules: '1', kept: 2 });
    expect(manifest.cuts).to.deep.equal([{ time: 20_000, pictures: 1 }]);
    expect((await validateArchive(new BytesSource(bytes))).findings).to.deep.equal([]);
  });
});
