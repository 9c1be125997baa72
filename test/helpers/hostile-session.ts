import { createPakoDeflater, encodeSession } from '#src/encode/index.ts';
import { BytesSink, formatNotes, NOTES_ENTRY } from '#src/format/index.ts';
import type { SessionEvent, SourceUpdate } from '#src/format/index.ts';
import { change, prompt, report, session, source, terminalTrack, turn, update } from '../encode/builders.ts';

/** Milliseconds of the session that one payload takes. */
const STEP = 10_000;
/** Characters that a name has at most, of a file or an author for one. */
const MAX_NAME = 200;
/** A picture of one pixel, which loads wherever it is allowed to. */
const PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/**
 * An archive in which each payload stands wherever a session has text: a turn for each, in which it is the prompt, the
 * answer, a thought, what a tool is called, gets and gives, a path, a file, its patch, what a terminal prints, a notice of
 * every kind, a note. What there is one of (the title, who worked, the workspace) has the first ones.
 */
export async function hostileArchive(payloads: readonly string[]): Promise<Uint8Array<ArrayBuffer>> {
  const events: SessionEvent[] = [
    sessionOf(payloads),
    terminalTrack('main', { title: payloads[0] ?? '' }),
    terminalTrack('second', { title: payloads.at(-1) ?? '' }),
    ...payloads.flatMap(turnOf),
    report({ notes: payloads.map((message) => ({ code: message.slice(0, MAX_NAME), count: 1, message })) }),
  ];
  const sink = new BytesSink();
  await encodeSession([source(...events)], {
    deflater: await createPakoDeflater(),
    sink,
    generator: { name: payloads[0] ?? '', version: payloads[1] ?? '' },

    entries: async function* () {
      yield {
        path: NOTES_ENTRY,
        chunks: async function* () {
          yield notesOf(payloads);
        },
      };
    },
    manifest: (content) => ({
      ...content,
      recovered: { lost: payloads },
      redactions: payloads.map((payload) => ({ class: payload, count: 1, rules: payload })),
    }),
  });
  return sink.bytes();
}

function sessionOf(payloads: readonly string[]): SessionEvent {
  const [title = '', root = '', branch = title, remote = root] = payloads;
  return session({
    title,
    startedAt: Date.UTC(2026, 0, 5, 8),
    agent: { name: title, version: root, models: payloads.slice(0, 10) },
    workspace: { root: `/${root}`, git: { branch, remote, commit: branch } },
  });
}

function notesOf(payloads: readonly string[]): Uint8Array {
  const notes = payloads.flatMap((payload, index) =>
    ['note', 'highlight', 'prompt'].map((kind) => ({
      id: `${kind}${index}`,
      kind,
      time: index * STEP,
      event: `e${index}-answer`,
      text: payload,
      author: payload.slice(0, MAX_NAME) || 'nobody',
      tags: [payload.slice(0, MAX_NAME) || 'none'],
      ...(kind === 'prompt' && { template: payload }),
    })),
  );
  return new TextEncoder().encode(formatNotes(notes));
}

/** All of one payload. */
function turnOf(payload: string, index: number): SessionEvent[] {
  const id = `e${index}`;
  const line = payload.replace(/\s+/gu, ' ');
  const path = `${line.slice(0, MAX_NAME)}/${line.slice(0, MAX_NAME)}.${line.slice(0, 12)}`;
  const start = index * STEP;
  const say = (after: number, event: SourceUpdate, meta = {}): SessionEvent =>
    update(start + after, event, { meta: { model: line.slice(0, MAX_NAME), ...meta } });
  const text = { type: 'text', text: payload } as const;
  return [
    turn(start, id),
    prompt(start, payload, `${id}-prompt`),
    { type: 'chapter', time: start, title: line },
    say(100, { sessionUpdate: 'agent_thought_chunk', messageId: `${id}-thought`, content: text }),
    update(
      start + 200,
      { sessionUpdate: 'agent_message_chunk', messageId: `${id}-answer`, content: text },
      { id: `e${index}-answer`, meta: { model: line } },
    ),
    say(300, { sessionUpdate: 'plan', entries: [{ content: payload, status: 'in_progress' }] }),
    ...toolsOf(payload, index, id).map((event, place) =>
      say(400 + place, event, { toolName: line.slice(0, MAX_NAME), reason: 'refused' }),
    ),
    ...noticesOf(payload).map((event, place) => say(600 + place, event)),
    change(start + 700, path, { op: 'create', after: `${payload}\n` }),
    change(start + 701, path, {
      before: `${payload}\n`,
      after: `${payload}\n${payload}\n`,
      sourceId: `${id}-2`,
    }),
    change(start + 702, `${path}.moved`, { op: 'rename', from: path, sourceId: `${id}-3` }),
    { type: 'terminal', track: 'main', time: start + 800, code: 'o', data: `${payload}\r\n\x1b[0m\x1b\\` },
    { type: 'terminal', track: 'second', time: start + 801, code: 'o', data: linked(payload) },
    { type: 'terminal', track: 'main', time: start + 802, code: 'm', data: line },
  ];
}

/** A link of a terminal, whose target is the payload. */
function linked(payload: string): string {
  return `\x1b]8;;${payload.replace(/[\x00-\x1f\x7f-\x9f]/gu, '')}\x1b\\click\x1b]8;;\x1b\\\r\n`;
}

const KINDS = ['read', 'edit', 'delete', 'move', 'search', 'execute', 'think', 'fetch', 'other'] as const;

/** Calls of two kinds: each kind comes up again with every ninth payload. */
function toolsOf(payload: string, index: number, id: string): SourceUpdate[] {
  const text = { type: 'text', text: payload } as const;
  const kinds = [KINDS[index % KINDS.length]!, KINDS[(index + 4) % KINDS.length]!];
  return kinds.flatMap((kind): SourceUpdate[] => [
    {
      sessionUpdate: 'tool_call',
      toolCallId: `${id}-${kind}`,
      title: payload,
      kind,
      status: 'pending',
      locations: [{ path: payload, line: 1 }],
      rawInput: { command: payload, description: payload, url: payload, prompt: payload, [payload]: payload },
    },
    {
      sessionUpdate: 'tool_call_update',
      toolCallId: `${id}-${kind}`,
      status: kind === 'fetch' ? 'failed' : 'completed',
      rawOutput: { stdout: payload, [payload]: payload },
      content: [
        { type: 'content', content: text },
        { type: '_reprise/read', path: payload || 'empty', text: payload, startLine: 1 },
        {
          type: 'content',
          content: { type: 'resource_link', uri: payload, name: payload, mimeType: payload },
        },
        { type: 'content', content: { type: 'image', mimeType: 'image/png', data: PIXEL } },
        {
          type: 'content',
          content: { type: '_reprise/other', value: { type: payload, [payload]: payload } },
        },
      ],
    },
  ]);
}

function noticesOf(payload: string): SourceUpdate[] {
  const kinds = [
    'compaction',
    'interruption',
    'error',
    'permission',
    'hook',
    'commit',
    'queue',
    'progress',
    'system',
  ] as const;
  return [
    ...kinds.map((kind): SourceUpdate => ({
      sessionUpdate: `_reprise/${kind}`,
      text: payload,
      data: { hash: payload, trigger: payload, operation: payload, options: [payload] },
    })),
    { sessionUpdate: 'session_info_update', title: payload },
    { sessionUpdate: 'current_mode_update', currentModeId: payload },
    { sessionUpdate: '_reprise/unknown', recordType: payload, value: { [payload]: payload } },
  ];
}
