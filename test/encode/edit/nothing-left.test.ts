import fc from 'fast-check';
import { describe, expect, it } from '#test';
import { BytesSource, validateArchive } from '#src/format/index.ts';
import { source } from '../builders.ts';
import { pack } from '../pack.ts';
import { allTexts, edited } from './edited.ts';
import { uniqueSessions, type Said, type UniqueSession } from './unique-sessions.ts';

/** Packs a session with a note that quotes each thing that is said. */
async function packed({ events, said }: UniqueSession) {
  const notes = said.map(({ word, time }, index) => ({
    id: `n${index}`,
    kind: 'note',
    time,
    terminal: 'shell',
    text: `Mind ${word}!`,
  }));
  return pack([source(...events)], {
    entries: async function* () {
      yield {
        path: 'notes.json',
        async *chunks() {
          yield new TextEncoder().encode(JSON.stringify({ notes }));
        },
      };
      yield {
        path: 'source/log.jsonl',
        async *chunks() {
          yield new TextEncoder().encode(said.map(({ word }) => word).join('\n'));
        },
      };
    },
  });
}

async function expectGone(
  session: UniqueSession,
  edit: Parameters<typeof edited>[1],
  isCut: (said: Said) => boolean,
): Promise<void> {
  const { bytes, manifest } = await packed(session);
  const result = await edited(bytes, edit);
  const text = await allTexts(result.reader);
  const left = session.said.filter((said) => isCut(said) && text.includes(said.word));
  expect(left, 'is left').to.deep.equal([]);
  // Lines of files and screens can go with what was cut before them.
  const lost = session.said.filter(
    (said) => !isCut(said) && said.file === undefined && !text.includes(said.word),
  );
  expect(lost, 'is lost').to.deep.equal([]);
  const { findings } = await validateArchive(new BytesSource(result.bytes));
  // Of a terminal that nothing was written to.
  expect(findings.filter(({ code }) => code !== 'note-without-place')).to.deep.equal([]);
  expect(result.manifest.derivedFrom?.id).to.equal(manifest.id);
  expect(result.manifest.cuts).to.not.deep.equal([]);
  expect((await edited(bytes, edit)).bytes, 'equal input').to.deep.equal(result.bytes);
}

describe('what an edit has taken out', () => {
  it('is in no entry: turns', () =>
    fc.assert(
      fc.asyncProperty(
        uniqueSessions,
        fc.array(fc.nat(5), { minLength: 1, maxLength: 4 }),
        async (session, picks) => {
          const turns = [...new Set(picks.map((pick) => (pick % session.turns) + 1))];
          await expectGone(session, { turns }, ({ turn }) => turns.includes(turn));
        },
      ),
      { numRuns: 60, includeErrorInReport: true },
    ));

  it('is in no entry: stretches of time', () =>
    fc.assert(
      fc.asyncProperty(
        uniqueSessions,
        fc.array(fc.tuple(fc.nat(40), fc.nat(12)), { minLength: 1, maxLength: 3 }),
        fc.boolean(),
        async (session, picks, closeGaps) => {
          const last = session.duration;
          const spans = picks.map(([from, count]) => {
            const start = (from * 500) % Math.max(last, 1);
            return { start, end: Math.min(start + 1 + count * 500, Math.max(last, 1)) };
          });
          const isCut = ({ time }: Said): boolean =>
            spans.some(({ start, end }) => start <= time && (time < end || (end === last && time === last)));
          if (last === 0 || !session.said.some(isCut)) return;
          await expectGone(session, { spans, closeGaps }, isCut);
        },
      ),
      { numRuns: 60, includeErrorInReport: true },
    ));

  it('is in no entry: files', () =>
    fc.assert(
      fc.asyncProperty(uniqueSessions, async (session) => {
        if (!session.said.some(({ file }) => file?.includes('secret'))) return;
        const { bytes } = await packed(session);
        const text = await allTexts((await edited(bytes, { files: ['secret/**'] })).reader);
        for (const { word, file } of session.said) {
          const isCut = file?.includes('secret') ?? false;
          if (isCut) expect(text, word).to.not.include(word);
          else if (file !== undefined) expect(text, word).to.include(word);
        }
        expect(text).to.not.include('secret/b.txt');
      }),
      { numRuns: 40, includeErrorInReport: true },
    ));

  it('is in no entry: tracks', () =>
    fc.assert(
      fc.asyncProperty(uniqueSessions, fc.constantFrom('shell', 'screen'), async (session, track) => {
        if (!session.said.some(({ terminal }) => terminal === track)) return;
        const { bytes } = await packed(session);
        const text = await allTexts((await edited(bytes, { tracks: [track] })).reader);
        for (const { word, terminal } of session.said) {
          if (terminal === track) expect(text, word).to.not.include(word);
          else if (terminal !== undefined) expect(text, word).to.include(word);
        }
      }),
      { numRuns: 30, includeErrorInReport: true },
    ));
});
