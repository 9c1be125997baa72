/** Items of every kind, for tests of the transcript: the end of the session in `fake-session.ts` goes on with them. */
import type { TranscriptItem } from '#src/state/index.ts';

const MINUTE = 60_000;
const START = 26 * MINUTE;

type Fields<T> = T extends TranscriptItem ? Omit<T, 'time' | 'end'> & { readonly end?: number } : never;

function at(time: number, fields: Fields<TranscriptItem>): TranscriptItem {
  return { time: START + time, ...fields, end: START + (fields.end ?? time) };
}

const text = (value: string) => [{ type: 'text', text: value }] as const;

/** Six reads, within the first fold of the session in `fake-session.ts`. */
export const reads: readonly TranscriptItem[] = Array.from({ length: 6 }, (_, index) => ({
  type: 'tool',
  id: `r${index}`,
  time: 12 * MINUTE + 1000 + index * MINUTE,
  end: 12 * MINUTE + 2000 + index * MINUTE,
  toolCallId: `r${index}`,
  toolName: 'Read',
  title: `src/http/file${index}.ts`,
  kind: 'read',
  status: 'completed',
  content: [
    { type: '_reprise/file', path: `src/http/file${index}.ts`, sha256: 'ab', startLine: 2, lineCount: 2 },
  ],
  locations: [],
}));

export const MARKDOWN = `## What changed

1. The interceptor keeps a *single* pending refresh
2. Others wait for it
   - nested \`pending ??=\`
   - [x] done, see [RFC 6749](https://example.com/rfc)

\`\`\`ts
const token = await (pending ??= refreshToken());
\`\`\`

| case | after |
|---|--:|
| three 401s | **1** |

> Tokens are refreshed once.

<div onclick="x">raw html</div>

![diagram](https://elsewhere.example/x.png)`;

export const conversation: readonly TranscriptItem[] = [
  at(1000, {
    type: 'plan',
    id: 'plan1',
    entries: [
      { content: 'Reproduce with a failing test', status: 'completed' },
      { content: 'Queue concurrent refreshes', status: 'in_progress' },
      { content: 'Update the docs', status: 'pending' },
    ],
  }),
  at(2000, { type: 'message', id: 'markdown', model: 'opus', content: text(MARKDOWN) }),
  at(8000, {
    type: 'notice',
    id: 'commit',
    notice: 'commit',
    text: 'Refresh once',
    data: { hash: '9f3c2a1b7d0' },
  }),
  at(9000, {
    type: 'notice',
    id: 'compaction',
    notice: 'compaction',
    text: 'Summary of what was said so far',
  }),
  at(9100, { type: 'notice', id: 'error', notice: 'error', text: 'Error: 529 overloaded' }),
  at(9200, { type: 'notice', id: 'interruption', notice: 'interruption', text: 'by the user' }),
  at(9300, { type: 'notice', id: 'permission', notice: 'permission', text: 'allowed Bash(npm test)' }),
  at(9400, { type: 'notice', id: 'system', notice: 'system', text: 'Today is Monday.' }),
  at(9500, { type: 'notice', id: 'mode', notice: 'mode', text: 'plan' }),
  at(15_000, { type: 'thought', id: 'hidden', content: [] }),
  at(20_000, {
    type: 'tool',
    id: 'task',
    end: 60_000,
    toolCallId: 'task',
    title: 'Review the queue for races',
    kind: 'think',
    status: 'completed',
    content: [{ type: 'content', content: { type: 'text', text: 'line\n'.repeat(40) } }],
    locations: [],
    subagent: 'a1',
  }),
  at(61_000, { type: 'message', id: 'branch1', branch: 'b1', content: text('Shall I rewrite it all?') }),
  at(61_500, { type: 'prompt', id: 'branch2', branch: 'b1', turn: 4, content: text('No, keep it small.') }),
  at(62_000, { type: 'unknown', id: 'unknown', recordType: 'bridge_session', value: { answer: 42 } }),
  at(63_000, {
    type: 'prompt',
    id: 'pasted',
    turn: 5,
    content: text('A pasted log:\n#include <x>\n```\nError: boom\n```\nsee https://ci.example.com/run/7'),
  }),
  at(64_000, {
    type: 'tool',
    id: 'mcp',
    toolCallId: 'mcp',
    title: 'get_issue \u202Egnp.exe',
    kind: 'other',
    status: 'in_progress',
    content: [],
    locations: [],
    rawInput: { issue: 'ENG-12' },
  }),
  at(65_000, { type: 'subagent', id: 'child', track: 'a1', title: 'Explore' }),
];
