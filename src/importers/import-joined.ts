import type { Fidelity, SessionEvent, SourceTranscriptEvent } from '../format/index.ts';
import { withDoubt } from './doubtful-source.ts';
import type { Importer, ImportOptions } from './importer.ts';
import type { JoinedSource } from './sources/joined-source.ts';

/**
 * Imports several logs of a conversation as one, and says where each next one begins, if it adds anything: with a
 * notice and a chapter before its first event. Records that were left out as repeats are counted in the report.
 *
 * @throws {ImportError} as `Importer.import`
 */
export async function* importJoined(
  importer: Importer,
  source: JoinedSource,
  options: ImportOptions = {},
): AsyncGenerator<SessionEvent, void, undefined> {
  const starts = [...source.starts];
  const placed = withPlaces(source, options);
  const events = withDoubt(importer.import(source, placed), { id: importer.id, name: source.name }, placed);
  for await (const event of events) {
    if (event.type === 'report') {
      yield { ...event, fidelity: withRepeats(event.fidelity, source.repeated) };
      continue;
    }
    if (event.type === 'transcript' && event.track === 'main') {
      for (const name of begun(starts, event)) yield* continuation(name, event);
    }
    yield event;
  }
}

/** Takes away the parts that have begun with an event, and names the last of them. */
function begun(starts: { name: string; line: number }[], { meta }: SourceTranscriptEvent): string[] {
  const record = meta?.record;
  if (record === undefined) return [];
  const names: string[] = [];
  for (let next = starts[0]; next && next.line <= record; next = starts[0]) {
    names.push(next.name);
    starts.shift();
  }
  return names.slice(-1);
}

function* continuation(
  file: string,
  { time }: SourceTranscriptEvent,
): Generator<SessionEvent, void, undefined> {
  const text = `Continued in ${file}`;
  yield { type: 'chapter', time, title: text };
  yield {
    type: 'transcript',
    track: 'main',
    time,
    update: { sessionUpdate: '_reprise/system', text, data: { kind: 'continuation', file } },
  };
}

function withPlaces(source: JoinedSource, options: ImportOptions): ImportOptions {
  const { onDiagnostic } = options;
  if (!onDiagnostic) return options;
  return {
    ...options,
    onDiagnostic: (diagnostic) => {
      const { entry, line } = diagnostic;
      const isPlaced = entry === source.name && line !== undefined;
      const place = isPlaced ? source.place(line) : undefined;
      onDiagnostic(place ? { ...diagnostic, entry: place.name, line: place.line } : diagnostic);
    },
  };
}

function withRepeats(fidelity: Fidelity, repeated: number): Fidelity {
  if (repeated === 0) return fidelity;
  const notes = [...(fidelity.notes ?? [])];
  const index = notes.findIndex(({ code }) => code === 'repeated-record');
  if (index === -1) notes.push({ code: 'repeated-record', count: repeated, message: MESSAGE });
  else notes[index] = { ...notes[index]!, count: notes[index]!.count + repeated };
  return {
    ...fidelity,
    records: fidelity.records + repeated,
    understood: fidelity.understood + repeated,
    types: { ...fidelity.types, 'repeated-record': { understood: repeated } },
    notes,
  };
}

const MESSAGE = 'a record repeats an earlier one and was left out';
