/** A small session for element tests: a bug hunt of one hour, seen at 6:41 of its reading time. */
import type { ChangeEvent, Chapter, Manifest } from '#src/format/index.ts';
import type { PlayerState, TimeMap, Timeline, TranscriptView } from '#src/player/index.ts';
import type { TerminalRun, TerminalScreen, TranscriptItem } from '#src/state/index.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

export const manifest: Manifest = {
  format: 'reprise',
  version: '1.0',
  id: '4f0d2a52-6a4e-5d6e-8a37-0c3d1c1f6a01',
  title: 'Access tokens expire mid-session (401 after an hour)',
  startedAt: '2026-03-02T09:00:00.000Z',
  duration: HOUR,
  generator: { name: 'reprise', version: '0.1.0' },
  agent: { name: 'claude-code', version: '2.1.4', models: ['opus'] },
  workspace: { root: '/home/ada/app', git: { branch: 'fix/refresh' } },
  tracks: [
    { id: 'main', kind: 'transcript', entry: 'transcript/main.ndjson', events: 40 },
    {
      id: 'main',
      kind: 'terminal',
      entry: 'terminal/main.cast',
      title: 'Terminal',
      cols: 96,
      rows: 14,
      events: 80,
    },
    { id: 'shell-2', kind: 'terminal', entry: 'terminal/shell-2.cast', title: 'shell 2', cols: 80, rows: 24 },
    { id: 'main', kind: 'changes', entry: 'changes/main.ndjson', events: 5 },
  ],
  stats: { turns: 9, toolCalls: 31, changes: 5, errors: 2, additions: 64, deletions: 18, files: 3 },
  redactions: [{ class: 'github-token', count: 11, rules: '1' }],
};

export const chapters: readonly Chapter[] = [
  { time: 0, title: 'Where is the token refreshed?' },
  { time: 8 * MINUTE, title: 'A failing test' },
  { time: 20 * MINUTE, title: 'one refresh at a time', event: 'e20' },
  { time: 33 * MINUTE, title: 'Queue requests during refresh' },
  { time: 44 * MINUTE, title: 'Review' },
  { time: 54 * MINUTE, title: 'Commit' },
];

export const timeline: Timeline = {
  duration: HOUR,
  chapters,
  turns: [
    { time: 0, id: 'e0', excerpt: "Access tokens aren't refreshing", toolCalls: 9, changes: 0, errors: 0 },
    { time: 8 * MINUTE, id: 'e8', excerpt: 'write a failing test', toolCalls: 6, changes: 1, errors: 1 },
    { time: 20 * MINUTE, id: 'e20', excerpt: 'one refresh at a time', toolCalls: 9, changes: 3, errors: 1 },
    { time: 44 * MINUTE, id: 'e44', excerpt: 'review it', toolCalls: 5, changes: 1, errors: 0 },
    { time: 54 * MINUTE, id: 'e54', excerpt: 'commit', toolCalls: 2, changes: 0, errors: 0 },
  ],
  subagents: [],
  activity: [
    { start: 0, end: 14 * MINUTE },
    { start: 19 * MINUTE, end: 41 * MINUTE },
    { start: 44 * MINUTE, end: HOUR },
  ],
  gaps: [
    { start: 14 * MINUTE, end: 19 * MINUTE },
    { start: 41 * MINUTE, end: 44 * MINUTE },
  ],
  folds: [
    { start: 12 * MINUTE, end: 20 * MINUTE, label: 'read 6 files, 8 min' },
    { start: 36 * MINUTE, end: 44 * MINUTE, label: 'ran tests, 8 min' },
  ],
  markers: [
    { time: 9 * MINUTE, kind: 'error', text: 'npm test: exit 1' },
    { time: 26 * MINUTE, kind: 'change', text: 'src/http/interceptor.ts' },
    { time: 34 * MINUTE, kind: 'change', text: 'src/http/queue.ts' },
    { time: 56 * MINUTE, kind: 'commit', text: 'Refresh once for concurrent 401s' },
  ],
  exact: true,
  asked: 'Clients that refresh at once lose their session. Find out why.',
  cuts: [],
  ending: 'finished',
};

/** A conversation of one part, which is loaded. */
export function partOf(whole: readonly TranscriptItem[]): Pick<TranscriptView, 'parts' | 'first'> {
  return { parts: [{ index: 0, time: 0, end: HOUR, size: 20_000, items: whole }], first: 0 };
}

/** A time map through points of both scales, linear between them. */
export function piecewise(times: readonly number[], positions: readonly number[]): TimeMap {
  const along = (from: readonly number[], to: readonly number[], value: number): number => {
    const last = from.length - 1;
    if (value <= from[0]!) return to[0]!;
    if (value >= from[last]!) return to[last]!;
    const index = from.findIndex((end) => value < end);
    const share = (value - from[index - 1]!) / (from[index]! - from[index - 1]!);
    return to[index - 1]! + share * (to[index]! - to[index - 1]!);
  };
  return {
    positionOf: (time) => Math.round(along(times, positions, time)),
    timeAt: (position) => Math.round(along(positions, times, position)),
  };
}

/** Reading clock: 14:05 for the hour, the two folds two seconds each. */
export const readingMap = piecewise(
  [0, 12, 20, 36, 44, 60].map((minutes) => minutes * MINUTE),
  [0, 262_000, 264_000, 540_000, 542_000, 845_000],
);

const POSITION = 401_000;
const TIME = readingMap.timeAt(POSITION);

export const items: readonly TranscriptItem[] = [
  {
    type: 'prompt',
    id: 'e0',
    time: 0,
    end: 0,
    turn: 1,
    content: [
      {
        type: 'text',
        text: "Access tokens aren't refreshing: users get a 401 after an hour. Trace the token lifecycle from login to expiry and find where refresh is missed.",
      },
    ],
  },
  {
    type: 'thought',
    id: 'e1',
    time: 6_000,
    end: 20_000,
    content: [
      { type: 'text', text: 'The interceptor catches 401s, so who else sends requests while it refreshes?' },
    ],
  },
  {
    type: 'message',
    id: 'e2',
    time: 20_000,
    end: 24_000,
    model: 'opus',
    content: [
      {
        type: 'text',
        text: 'The interceptor does catch the 401, but it starts **one refresh per failed request**. When several fail at once, the second refresh invalidates the token that the first one just received.',
      },
    ],
  },
  {
    type: 'tool',
    id: 'e3',
    time: 30_000,
    end: 31_000,
    toolCallId: 'c3',
    toolName: 'Grep',
    title: 'refreshToken(',
    kind: 'search',
    status: 'completed',
    content: [{ type: 'content', content: { type: 'text', text: 'src/http/interceptor.ts:19' } }],
    locations: [],
    duration: 400,
  },
  {
    type: 'tool',
    id: 'e9',
    time: 9 * MINUTE,
    end: 9 * MINUTE + 8_200,
    toolCallId: 'c9',
    toolName: 'Bash',
    title: 'npm test -- auth',
    kind: 'execute',
    status: 'failed',
    reason: 'failed',
    content: [
      {
        type: 'terminal',
        terminalId: 'main',
        _meta: {
          reprise: {
            start: 9 * MINUTE,
            end: 9 * MINUTE + 8_200,
            exitCode: 1,
            excerpt: '✗ refreshes once for concurrent 401s\n  expected 1 refresh, received 3',
          },
        },
      },
    ],
    locations: [],
    duration: 8_200,
  },
  {
    type: 'prompt',
    id: 'e20',
    time: 20 * MINUTE,
    end: 20 * MINUTE,
    turn: 3,
    content: [{ type: 'text', text: 'Make it one refresh at a time.' }],
  },
  {
    type: 'message',
    id: 'e21',
    time: 20 * MINUTE + 9_000,
    end: 20 * MINUTE + 9_000,
    model: 'opus',
    content: [
      {
        type: 'text',
        text: "I'll queue requests behind a single pending refresh, and release them together.",
      },
    ],
  },
  {
    type: 'tool',
    id: 'e26',
    time: 26 * MINUTE,
    end: 26 * MINUTE,
    toolCallId: 'c26',
    toolName: 'Edit',
    title: 'src/http/interceptor.ts',
    kind: 'edit',
    status: 'completed',
    content: [
      { type: '_reprise/change', id: 'ch1', path: 'src/http/interceptor.ts', additions: 21, deletions: 6 },
    ],
    locations: [{ path: 'src/http/interceptor.ts', line: 19 }],
  },
];

export const changes: readonly ChangeEvent[] = [
  {
    t: 26 * MINUTE,
    id: 'ch1',
    path: 'src/http/interceptor.ts',
    op: 'modify',
    toolCallId: 'c26',
    patch: [
      '@@ -18,5 +18,6 @@ onResponseError',
      ' async function onResponseError(error) {',
      '-  const token = await refreshToken();',
      '+  const token = await (pending ??= refreshToken()',
      '+    .finally(() => { pending = undefined; }));',
      '   error.config.headers.Authorization = `Bearer ${token}`;',
      '   return client.request(error.config);',
      ' }',
      '',
    ].join('\n'),
  },
];

/** A screen of plain text rows, the cursor after the last one. */
export function screenOf(lines: readonly string[], cols = 96): TerminalScreen {
  const run = (text: string): TerminalRun => ({
    text,
    x: 0,
    width: text.length,
    cellWidth: 1,
    fg: undefined,
    bg: undefined,
    bold: false,
    dim: false,
    italic: false,
    underline: 'none',
    underlineColor: undefined,
    blink: false,
    inverse: false,
    invisible: false,
    strikethrough: false,
    overline: false,
    link: undefined,
  });
  return {
    cols,
    rows: lines.length,
    version: 1,
    title: '',
    cursor: { x: 2, y: lines.length - 1, visible: true, style: 'block', blink: false },
    colors: { palette: new Map() },
    row: (y) => (lines[y] ? [run(lines[y])] : []),
    continues: () => false,
    held: 0,
    cut: undefined,
    tape: lines,
    scrolled: 0,
    lastOutput: 0,
    rowsWritten: () => undefined,
    rowsOf: () => undefined,
    changedRows: (version) => (version < 1 ? lines.map((_, y) => y) : []),
    lines,
  };
}

const screen = screenOf([
  '~/app fix/refresh $ npm test -- auth',
  '',
  ' RUN  v3.2.4 ~/app',
  '',
  ' > src/http/interceptor.test.ts (6 tests | 1 failed) 412ms',
  '   ✓ adds the bearer header',
  '   ✓ retries once after a refresh',
  '   × refreshes once for concurrent 401s',
  '     → expected 1 refresh, received 3',
  '',
  ' Tests  1 failed | 5 passed (6)',
  '$ ',
]);

/** The session above, ready and paused at 6:41 of the reading clock. */
export const readyState: PlayerState = Object.freeze({
  status: 'ready',
  headOnly: false,
  range: undefined,
  error: undefined,
  source: 'fix.reprise',
  manifest,
  timeline,
  notes: [],
  diagnostics: [],
  holes: [],
  stalled: undefined,
  paused: true,
  ended: false,
  seeking: false,
  waiting: false,
  behind: false,
  loop: false,
  rate: 1,
  clock: 'reading',
  clocks: ['reading', 'active', 'wall'],
  lengths: { reading: 845_000, active: 54 * MINUTE, wall: HOUR },
  time: TIME,
  position: POSITION,
  duration: 845_000,
  timeMap: readingMap,
  buffered: [{ start: 0, end: 40 * MINUTE }],
  transcripts: new Map([
    [
      'main',
      {
        track: manifest.tracks[0]!,
        ready: true,
        ...partOf(items),
        items,
        current: 'e26',
        hasEarlier: false,
        plan: undefined,
        model: 'opus',
        mode: undefined,
        usage: { used: 48_000, size: 200_000 },
      },
    ],
  ]),
  terminals: new Map([
    ['main', { track: manifest.tracks[1]!, ready: true, screen, version: 1 }],
    ['shell-2', { track: manifest.tracks[2]!, ready: false, screen: undefined, version: 0 }],
  ]),
  changes: {
    track: manifest.tracks[3]!,
    ready: true,
    changes,
    current: changes[0],
    hasEarlier: false,
    files: [
      {
        path: 'src/http/interceptor.ts',
        status: 'modified',
        additions: 21,
        deletions: 6,
        change: 'ch1',
        time: 26 * MINUTE,
      },
    ],
  },
} satisfies PlayerState);

/** Before anything is known of the session. */
export const emptyState: PlayerState = Object.freeze({
  ...readyState,
  status: 'empty',
  source: undefined,
  manifest: undefined,
  timeline: undefined,
  clock: 'reading',
  clocks: [],
  lengths: {},
  time: 0,
  position: 0,
  duration: 0,
  timeMap: undefined,
  buffered: [],
  transcripts: new Map(),
  terminals: new Map(),
  changes: undefined,
} satisfies PlayerState);
