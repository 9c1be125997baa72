/** Random changes tracks, and what they must come to. */
import fc from 'fast-check';
import { sha256Hex } from '#src/format/index.ts';
import type { ChangeEvent, ChangesKeyframe, Segment } from '#src/format/index.ts';
import { createPatch, FilesState } from '#src/state/files/index.ts';
import type { ChangesSource } from '#src/state/files/index.ts';

/** What a track does to its files, in the abstract; `toEvents` makes it a track. */
export type Step =
  | { readonly kind: 'whole'; readonly path: string; readonly text: string; readonly blob: boolean }
  | { readonly kind: 'patch'; readonly path: string; readonly text: string; readonly blob: boolean }
  | { readonly kind: 'delete' | 'inexact'; readonly path: string }
  | { readonly kind: 'rename'; readonly path: string; readonly to: string; readonly text?: string };

const path = fc.constantFrom('a.ts', 'src/b.ts', '__proto__', 'ü 😀.txt');
const text = fc
  .array(fc.constantFrom('one', 'two', 'three\r', ''), { maxLength: 8 })
  .map((lines) => lines.join('\n'));
export const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('whole' as const), path, text, blob: fc.boolean() }),
  },
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('patch' as const), path, text, blob: fc.boolean() }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('delete' as const, 'inexact' as const), path }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('rename' as const), path, to: path, text }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('rename' as const), path, to: path }) },
);

export interface Track {
  readonly events: readonly ChangeEvent[];
  /** Texts of the known files after each event, computed without patches. */
  readonly texts: readonly ReadonlyMap<string, string>[];
  readonly blobs: ReadonlyMap<string, string>;
}

export function toTrack(steps: readonly Step[]): Track {
  const files = new Map<string, string>();
  const blobs = new Map<string, string>();
  const events: ChangeEvent[] = [];
  const texts: ReadonlyMap<string, string>[] = [];
  const store = (value: string): string => {
    const entry = `blobs/${sha256Hex(value)}.txt`;
    blobs.set(entry, value);
    return entry;
  };
  for (const [index, item] of steps.entries()) {
    const base = { t: index * 10, id: `c${index}` };
    const before = files.get(item.path);
    if (item.kind === 'whole') {
      const content = item.blob ? { blob: store(item.text) } : { text: item.text };
      events.push({ ...base, path: item.path, op: 'create', ...content, after: sha256Hex(item.text) });
      files.set(item.path, item.text);
    } else if (item.kind === 'delete') {
      events.push({ ...base, path: item.path, op: 'delete' });
      files.delete(item.path);
    } else if (item.kind === 'inexact' || before === undefined) {
      events.push({ ...base, path: item.path, op: 'modify', patch: '@@ -0,0 +1 @@\n+x\n', exact: false });
      files.delete(item.path);
    } else {
      const target = item.kind === 'rename' ? item.to : item.path;
      const after = ('text' in item ? item.text : undefined) ?? before;
      const patch = createPatch(before, after);
      const content = 'blob' in item && item.blob ? { patchBlob: store(patch) } : { patch };
      events.push({
        ...base,
        path: target,
        ...(item.kind === 'rename' ? { op: 'rename' as const, from: item.path } : { op: 'modify' as const }),
        ...(after === before ? {} : content),
        before: sha256Hex(before),
        after: sha256Hex(after),
      });
      files.delete(item.path);
      files.set(target, after);
    }
    texts.push(new Map(files));
  }
  return { events, texts, blobs };
}

/** Cuts a track into segments of `size` events, with the keyframes that playing through gives. */
export function cut(events: readonly ChangeEvent[], size: number): Segment<'changes'>[] {
  const state = new FilesState();
  const segments: Segment<'changes'>[] = [];
  for (let start = 0; start < events.length; start += size) {
    const index = segments.length;
    // Through JSON, as in an archive.
    const keyframe = JSON.parse(JSON.stringify(state.snapshot())) as ChangesKeyframe;
    state.enterSegment(index);
    const own = events.slice(start, start + size);
    own.forEach((event) => state.apply(event));
    segments.push({ kind: 'changes', index, time: own[0]!.t, keyframe, events: own });
  }
  return segments;
}

export function sourceOf(
  segments: readonly Segment<'changes'>[],
  blobs: ReadonlyMap<string, string>,
): ChangesSource {
  return {
    times: segments.map(({ time }) => time),
    blob: async (entry) => blobs.get(entry)!,
    segment: async (index) => segments[index]!,
  };
}
