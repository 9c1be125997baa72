import fc from 'fast-check';
import type { ChangeEvent, TerminalEvent, TranscriptEvent } from '#src/format/index.ts';
import type { ArchiveInput, SegmentInput } from '../helpers/archive-builder.ts';

/** Any text JSON can carry, lone surrogates and control characters included. */
const text = fc.string({
  unit: fc.oneof(
    fc.constantFrom('a', '\n', '\u2028', '\ud800', '"', '\\', '#', '{'),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  ),
  maxLength: 40,
});

/** Milliseconds between two events. */
const step = fc.oneof(fc.constant(0), fc.nat(50), fc.nat(10_000_000));

/** Segments of events at rising times; `make` gets the time and a number that is unique in the track. */
function segments<T, K>(
  event: fc.Arbitrary<T>,
  keyframe: fc.Arbitrary<K>,
  make: (value: T, t: number, n: number) => unknown,
): fc.Arbitrary<SegmentInput[]> {
  const shape = fc.array(
    fc.record({ keyframe, pause: step, events: fc.array(fc.tuple(step, event), { maxLength: 6 }) }),
    { minLength: 1, maxLength: 4 },
  );
  return shape.map((list) => {
    let [time, n] = [0, 0];
    return list.map((segment) => {
      time += segment.pause;
      const start = time;
      const events = segment.events.map(([pause, value]) => {
        time += pause;
        n += 1;
        return make(value, time, n);
      });
      return { time: start, keyframe: segment.keyframe, events } as SegmentInput;
    });
  });
}

const transcript = segments(text, fc.record({ mode: text }), (value, t, n): TranscriptEvent => ({
  t,
  id: `m${n}`,
  sessionUpdate: 'agent_message_chunk',
  content: { type: 'text', text: value },
})) as fc.Arbitrary<SegmentInput<'transcript'>[]>;

const changes = segments(text, fc.constant({ files: {} }), (value, t, n): ChangeEvent => ({
  t,
  id: `c${n}`,
  path: value || 'a',
  op: 'create',
  text: value,
})) as fc.Arbitrary<SegmentInput<'changes'>[]>;

const terminal = segments(
  fc.tuple(fc.constantFrom('o', 'i', 'm'), text),
  fc.record({ cols: fc.integer({ min: 1, max: 500 }), rows: fc.integer({ min: 1, max: 200 }), data: text }),
  ([code, data], t): TerminalEvent => ({ t, code, data }),
) as fc.Arbitrary<SegmentInput<'terminal'>[]>;

/** Random sessions of all three kinds, with blobs and other entries. */
export const archiveInputs: fc.Arbitrary<ArchiveInput> = fc
  .record({
    transcript,
    changes,
    terminal,
    blobs: fc.array(fc.tuple(fc.uint8Array({ maxLength: 200 }), fc.constantFrom('png', 'txt')), {
      maxLength: 3,
    }),
    entries: fc.constantFrom<Record<string, string>>(
      {},
      { 'notes.json': '{"notes":[]}', 'source/log.jsonl': '{}\n' },
    ),
  })
  .map((input) => ({ ...input, index: { duration: endOf(input) } }));

/** Time of the last event or keyframe, ms. */
function endOf(input: Pick<ArchiveInput, 'transcript' | 'changes' | 'terminal'>): number {
  const tracks: readonly (readonly SegmentInput[])[] = [
    input.transcript ?? [],
    input.changes ?? [],
    input.terminal ?? [],
  ];
  return Math.max(...tracks.flat().flatMap(({ time, events }) => [time, ...events.map((event) => event.t)]));
}
