/** A player at the end of a small session of changes, answered by the real file history. */
import { ChangeList } from '#src/reading/change-list.ts';
import type { ChangeEvent, SourceChange } from '#src/format/index.ts';
import type { ChangesView } from '#src/player/index.ts';
import type { TimeRange } from '#src/reading/index.ts';
import { Blame, ChangeRecorder, FileHistory } from '#src/state/files/index.ts';
import { FakePlayer } from '../../helpers/fake-player.ts';
import { manifest } from '../../helpers/fake-session.ts';

type Step = Omit<SourceChange, 'type' | 'time' | 'sourceId'>;

const lines = (word: string, count: number): string =>
  Array.from({ length: count }, (_, index) => `const ${word}${index} = ${index};\n`).join('');

export const BEFORE = `${lines('a', 30)}function target() {\n  return await refresh();\n}\n${lines('b', 40)}`;
export const AFTER = BEFORE.replace('await refresh()', 'await (pending ??= refresh())');

/** One minute after another. */
export const STEPS: readonly Step[] = [
  { op: 'observe', path: 'src/http/interceptor.ts', after: BEFORE },
  { op: 'create', path: 'src/http/queue.ts', after: 'export class Queue {}\n' },
  {
    op: 'modify',
    path: 'README.md',
    hunks: [{ oldStart: 12, oldLines: 1, newStart: 12, newLines: 1, lines: ['-old', '+new'] }],
  },
  { op: 'delete', path: 'src/http/old.ts', before: 'gone\n' },
  { op: 'rename', path: 'src/moved.ts', from: 'src/there.ts', before: 'same\n' },
  { op: 'modify', path: 'src/http/interceptor.ts', before: BEFORE, after: AFTER },
];

export function record(steps: readonly Step[] = STEPS): ChangeEvent[] {
  const recorder = new ChangeRecorder({ storeText: () => 'blobs/none.txt' });
  return steps.flatMap((step, index) => {
    const time = (index + 1) * 60_000;
    const events = recorder.record({ type: 'change', time, sourceId: `s${index}`, ...step });
    return events.map((event, part) => ({ t: time, id: `c${index}.${part}`, ...event }));
  });
}

const RANGES = [
  [31, 34],
  [40, 40],
];

/** The view of a changes track after `events`. */
export function viewOf(events: readonly ChangeEvent[], more: Partial<ChangesView> = {}): ChangesView {
  const list = new ChangeList();
  events.forEach((event) => list.apply(event));
  const { changes, files } = list;
  return {
    track: manifest.tracks[3]!,
    ready: true,
    hasEarlier: false,
    changes,
    files,
    current: changes.at(-1),
    ...more,
  };
}

/** A player whose readers answer from `events`, with its playhead at the end of them. */
export function playerOf(events: readonly ChangeEvent[] = record(), readers: object = {}): FakePlayer {
  const history = new FileHistory({
    times: [0],
    blob: () => Promise.reject(new Error('no blobs here')),
    segment: async (index) => ({ kind: 'changes', index, time: 0, keyframe: undefined, events }),
  });
  const all = {
    knownFiles: (time: number) => history.filesAt(time),
    fileText: (path: string, time: number) => history.textAt(path, time),
    changeTexts: (change: ChangeEvent) => history.textsOf(change),
    changedFiles: async (time: number) => viewOf(events.filter(({ t }) => t <= time)).files,
    changesIn: async ({ from, to }: TimeRange) => events.filter(({ t }) => t >= from && t <= to),
    squash: (time: number) => history.squashAt(time),
    squashFile: (path: string, time: number) => history.squashFileAt(path, time),
    blame: async (path: string, time: number) => {
      const blame = new Blame();
      for (const event of events) if (event.path === path && event.t <= time) blame.apply(event, event);
      return blame.file;
    },
    survivors: async ({ from, to }: TimeRange) =>
      events
        .filter(({ t }) => t >= from && t <= to)
        .map(({ id, path }) => ({ change: id, path, written: 7, kept: 5, ranges: RANGES })),
    ...readers,
  };
  return new FakePlayer({ time: events.at(-1)?.t ?? 0, changes: viewOf(events) }, all);
}

/** Lets everything that is ready run: settled promises, finished loads, timers. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
