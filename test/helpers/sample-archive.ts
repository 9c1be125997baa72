/** A real archive of a minute's session, for tests of the whole player: three turns, a terminal, two changes. */
import { sha256Hex } from '#src/format/index.ts';
import type { ChangeEvent, TerminalEvent, TranscriptEvent } from '#src/format/index.ts';
import { buildArchive, type ArchiveInput } from './archive-builder.ts';

const say = (t: number, id: string, update: object): TranscriptEvent =>
  ({ t, id, ...update }) as TranscriptEvent;
const text = (words: string) => ({ type: 'text', text: words });

function turn(t: number, number: number, prompt: string, answer: string): TranscriptEvent[] {
  return [
    say(t, `t${number}`, { sessionUpdate: '_reprise/turn' }),
    say(t, `p${number}`, {
      sessionUpdate: 'user_message_chunk',
      messageId: `p${number}`,
      content: text(prompt),
    }),
    say(t + 4000, `m${number}`, {
      sessionUpdate: 'agent_message_chunk',
      messageId: `m${number}`,
      content: text(answer),
    }),
  ];
}

const transcript = [
  ...turn(0, 1, 'Why does the login fail?', 'The token is **never refreshed**.'),
  ...turn(20_000, 2, 'Fix it.', 'I refresh it once, and let everybody wait for that.'),
  ...turn(40_000, 3, 'Commit.', 'Done.'),
];

const FIRST = 'export const queue = [];\n';
const SECOND = 'export const queue = new Set();\n';

const changes: readonly ChangeEvent[] = [
  { t: 22_000, id: 'c1', path: 'src/queue.ts', op: 'create', text: FIRST, after: sha256Hex(FIRST) },
  {
    t: 30_000,
    id: 'c2',
    path: 'src/queue.ts',
    op: 'modify',
    before: sha256Hex(FIRST),
    after: sha256Hex(SECOND),
    patch: `@@ -1 +1 @@\n-${FIRST}+${SECOND}`,
  },
] as readonly ChangeEvent[];

const terminal: readonly TerminalEvent[] = [
  { t: 10_000, code: 'o', data: '$ npm test\r\n' },
  { t: 12_000, code: 'o', data: '1 failed\r\n' },
  { t: 35_000, code: 'o', data: '$ npm test\r\nall passed\r\n' },
] as readonly TerminalEvent[];

export const SAMPLE_DURATION = 60_000;

export type SampleTrack = 'transcript' | 'terminal' | 'changes';

/** Bytes of the sample with the tracks named. */
export async function sampleArchive(
  tracks: readonly SampleTrack[] = ['transcript', 'terminal', 'changes'],
): Promise<Uint8Array<ArrayBuffer>> {
  const input: ArchiveInput = {
    ...(tracks.includes('transcript') ? { transcript: [{ time: 0, keyframe: {}, events: transcript }] } : {}),
    ...(tracks.includes('terminal')
      ? {
          terminal: [{ time: 0, keyframe: { cols: 80, rows: 24, data: '' }, events: terminal }],
        }
      : {}),
    ...(tracks.includes('changes')
      ? { changes: [{ time: 0, keyframe: { files: {} }, events: changes }] }
      : {}),
    manifest: {
      title: 'Login fails after an hour',
      duration: SAMPLE_DURATION,
      agent: { name: 'claude-code', version: '2.1.4' },
      stats: { turns: 3, toolCalls: 0, changes: 2, errors: 0, additions: 2, deletions: 1, files: 1 },
    },
    index: {
      duration: SAMPLE_DURATION,
      activity: [{ start: 0, end: 50_000 }],
      turns: [
        { time: 0, id: 't1', excerpt: 'Why does the login fail?', toolCalls: 0, changes: 0, errors: 0 },
        { time: 20_000, id: 't2', excerpt: 'Fix it.', toolCalls: 0, changes: 2, errors: 0 },
        { time: 40_000, id: 't3', excerpt: 'Commit.', toolCalls: 0, changes: 0, errors: 0 },
      ],
      files: [{ path: 'src/queue.ts', first: 22_000, last: 30_000, additions: 2, deletions: 1 }],
      reading: {
        // Nothing stands so long that a player would cut it.
        time: [0, 10_000, 20_000, 30_000, 45_000, 60_000],
        position: [0, 5000, 10_000, 11_000, 15_500, 20_000],
        folds: [{ start: 20_000, end: 30_000, label: 'wrote a queue, 10 s' }],
      },
    },
  };
  return (await buildArchive(input)).bytes;
}
