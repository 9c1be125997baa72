import {
  ArchiveError,
  ArchiveReader,
  BytesSource,
  validateArchive,
  type TimeIndex,
} from '#src/format/index.ts';

/** What a damaged archive may come to. */
export type DamageOutcome =
  /** It shows the same as the whole one. */
  | 'equal'
  /** It shows a part of the same; a typed error, or a diagnostic, stands for each other part. */
  | 'parts'
  /** It is refused with a typed error. */
  | 'refused';

/** Everything that can be read of an archive: place → what is there as text, or the code of the error. */
type Readings = ReadonlyMap<string, { readonly text: string } | { readonly code: string }>;

/** Whether damage to an archive is ever shown as if it were the session: what all that damages archives asks. */
export class DamageCheck {
  readonly #whole: Readings;

  private constructor(whole: Readings) {
    this.#whole = whole;
  }

  /** @param bytes - of a sound archive */
  static async of(bytes: Uint8Array): Promise<DamageCheck> {
    return new DamageCheck(await readAll(bytes));
  }

  /**
   * What an archive comes to that was damaged.
   *
   * @param isValidated - `validate` has to find what changes anything, too
   * @throws where it shows something else; an error without a code
   */
  async outcomeOf(damaged: Uint8Array, isValidated = false): Promise<DamageOutcome> {
    const outcome = await this.#outcomeOf(damaged);
    if (isValidated && outcome !== 'equal') {
      const { findings } = await validateArchive(new BytesSource(damaged));
      if (findings.length === 0) throw new Error(`${outcome}, and validate finds nothing`);
    }
    return outcome;
  }

  async #outcomeOf(damaged: Uint8Array): Promise<DamageOutcome> {
    const readings = await readAll(damaged).catch(codeOf);
    if (typeof readings === 'string') return 'refused';
    for (const place of readings.keys())
      if (!this.#whole.has(place)) throw new Error(`${place} is shown, and was not there`);
    let outcome: DamageOutcome = 'equal';
    for (const [place, whole] of this.#whole) {
      const reading = readings.get(place);
      if (reading && 'text' in reading && 'text' in whole && reading.text === whole.text) continue;
      // What is not there any more was told when the archive was opened: its directory, and a diagnostic.
      if (reading && !('code' in reading)) throw new Error(`${place} shows something else`);
      outcome = 'parts';
    }
    return outcome;
  }
}

async function readAll(bytes: Uint8Array): Promise<Readings> {
  const reader = await ArchiveReader.open(new BytesSource(bytes));
  const entries = await reader.directory;
  const readings = new Map<string, { text: string } | { code: string }>();
  const { manifest } = reader;
  readings.set('manifest', { text: JSON.stringify(manifest) });
  // An index that was rebuilt says so, and is another one.
  if (!reader.indexRebuilt) readings.set('index', { text: textOf(reader.index) });
  const tracks = new Set(manifest.tracks.map(({ entry }) => entry));
  for (const path of tracks) readings.set(path, await attempt(() => eventsOf(reader, path)));
  for (const path of entries.keys()) {
    if (tracks.has(path) || path === 'index.json') continue;
    readings.set(path, await attempt(async () => (await reader.readEntry(path)).join()));
  }
  return readings;
}

/** Events and keyframes of a track. */
async function eventsOf(reader: ArchiveReader, path: string): Promise<string> {
  const shown: unknown[] = [];
  const segments = reader.segments(path);
  if (segments.length === 0) throw new ArchiveError('corrupt-entry', 'the track cannot be read');
  for (const index of segments.keys()) {
    const { keyframe, events } = await reader.readSegment(path, index);
    shown.push(keyframe, ...events);
  }
  return JSON.stringify(shown);
}

async function attempt(read: () => Promise<string>): Promise<{ text: string } | { code: string }> {
  try {
    return { text: await read() };
  } catch (error) {
    return { code: codeOf(error) };
  }
}

/** @throws what is no typed error */
function codeOf(error: unknown): string {
  if (error instanceof ArchiveError) return error.code;
  throw error;
}

function textOf({ segments, ...index }: TimeIndex): string {
  return JSON.stringify([[...segments], index]);
}
