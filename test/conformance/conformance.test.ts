import { readProjectFile } from '#fixtures';
import { describe, expect, it } from '#test';
import { ArchiveError, ArchiveReader, BytesSource, validateArchive } from '#src/format/index.ts';

interface Fixture {
  readonly path: string;
  readonly verdict: 'opens' | 'tolerated' | 'warned' | 'refused' | 'invalid';
  readonly codes: readonly string[];
}

const list = JSON.parse(
  new TextDecoder().decode(await readProjectFile('spec/conformance/manifest.json')),
) as { fixtures: readonly Fixture[] };

/** What a reader makes of an archive that it opens and reads to its end. */
interface Outcome {
  /** Code of the error it gave up with. */
  readonly refused: string | undefined;
  /** Codes of its diagnostics, each once, in order of the alphabet. */
  readonly found: readonly string[];
}

describe('the reader, on the conformance fixtures', () => {
  for (const { path, verdict, codes } of list.fixtures) {
    if (verdict === 'invalid') {
      it(`opens ${path}, which only a validator refuses`, async () => {
        expect((await read(path)).refused).to.equal(undefined);
      });
      continue;
    }
    it(`${verdict === 'refused' ? 'refuses' : 'opens'} ${path}`, async () => {
      const outcome = await read(path);

      if (verdict === 'refused') expect(codes).to.include(outcome.refused);
      else {
        const found = verdict === 'warned' ? [] : [...codes].sort();
        expect(outcome).to.deep.equal({ refused: undefined, found });
      }
    });
  }
});

describe('the validator, on the conformance fixtures', () => {
  for (const { path, verdict, codes } of list.fixtures) {
    const passes = verdict === 'opens' || verdict === 'tolerated' || verdict === 'warned';
    it(`${passes ? 'passes' : 'reports'} ${path}`, async () => {
      const bytes = await readProjectFile(`spec/conformance/${path}`);

      const { valid, findings } = await validateArchive(new BytesSource(bytes, path));

      const found = findings.map(({ code }) => code);
      if (verdict === 'opens') expect({ valid, found }).to.deep.equal({ valid: true, found: [] });
      else expect(found).to.include.oneOf([...codes]);
      if (!passes) expect(valid).to.equal(false);
      if (verdict === 'warned') expect(valid).to.equal(true);
    });
  }
});

async function read(path: string): Promise<Outcome> {
  const bytes = await readProjectFile(`spec/conformance/${path}`);
  let reader: ArchiveReader | undefined;
  try {
    reader = await ArchiveReader.open(new BytesSource(bytes, path));
    for (const entry of (await reader.directory).keys()) await reader.readEntry(entry);
    for (const { entry } of reader.manifest.tracks) {
      for (const index of reader.segments(entry).keys()) await reader.readSegment(entry, index);
    }
    return { refused: undefined, found: codesOf(reader) };
  } catch (error) {
    if (!(error instanceof ArchiveError)) throw error;
    return { refused: error.code, found: reader ? codesOf(reader) : [] };
  }
}

function codesOf(reader: ArchiveReader): string[] {
  return [...new Set(reader.diagnostics.map(({ code }) => code))].sort();
}
