/** Schemas of the lines of tracks (spec sections 9 to 11), for validation only: readers are more lenient. */

import * as v from 'valibot';
import type { TrackKind } from '../events.ts';
import { isObject, type UnknownObject } from '../segments/json-value.ts';

const text = v.string();
const optionalText = v.exactOptional(text);
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const optionalCount = v.exactOptional(count);
const sha256 = v.pipe(text, v.regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in hex digits'));
const anyObject = v.looseObject({});

const UsageSchema = v.looseObject({
  inputTokens: optionalCount,
  outputTokens: optionalCount,
  cacheReadTokens: optionalCount,
  cacheWriteTokens: optionalCount,
});

const BASE = {
  t: count,
  id: v.pipe(text, v.nonEmpty()),
  _meta: v.exactOptional(
    v.looseObject({
      reprise: v.exactOptional(
        v.looseObject({
          model: optionalText,
          usage: v.exactOptional(UsageSchema),
          record: optionalCount,
          approximate: v.exactOptional(v.literal(true)),
          duration: v.exactOptional(v.pipe(v.number(), v.finite(), v.minValue(0))),
        }),
      ),
    }),
  ),
};

const BlockSchema = v.variant('type', [
  v.looseObject({ type: v.literal('text'), text }),
  v.looseObject({ type: v.literal('image'), mimeType: text, uri: text, data: v.exactOptional(v.never()) }),
  v.looseObject({
    type: v.literal('resource_link'),
    uri: text,
    name: optionalText,
    mimeType: optionalText,
    size: optionalCount,
  }),
  v.looseObject({ type: v.literal('_reprise/other') }),
]);

const ToolContentSchema = v.variant('type', [
  v.looseObject({ type: v.literal('content'), content: BlockSchema }),
  v.looseObject({
    type: v.literal('terminal'),
    terminalId: text,
    _meta: v.looseObject({ reprise: v.looseObject({ start: count, end: count, excerpt: optionalText }) }),
  }),
  v.looseObject({
    type: v.literal('_reprise/change'),
    id: text,
    path: text,
    additions: count,
    deletions: count,
  }),
  v.looseObject({
    type: v.literal('_reprise/file'),
    path: text,
    sha256,
    startLine: optionalCount,
    lineCount: optionalCount,
  }),
]);

const TOOL = {
  toolCallId: text,
  kind: v.exactOptional(
    v.picklist('read edit delete move search execute think fetch switch_mode other'.split(' ')),
  ),
  status: v.exactOptional(v.picklist(['pending', 'in_progress', 'completed', 'failed'])),
  content: v.exactOptional(v.array(ToolContentSchema)),
  locations: v.exactOptional(v.array(v.looseObject({ path: text, line: optionalCount }))),
  rawInput: v.exactOptional(anyObject),
  rawOutput: v.exactOptional(anyObject),
};

const messageChunk = v.looseObject({ ...BASE, messageId: optionalText, content: BlockSchema });
const notice = v.looseObject({
  ...BASE,
  text: optionalText,
  toolCallId: optionalText,
  data: v.exactOptional(anyObject),
});
const base = v.looseObject(BASE);

/** Kind of update → its schema; a kind of a later version has the common members only. */
const UPDATES: ReadonlyMap<string, v.GenericSchema> = new Map<string, v.GenericSchema>([
  ['user_message_chunk', messageChunk],
  ['agent_message_chunk', messageChunk],
  ['agent_thought_chunk', messageChunk],
  ['tool_call', v.looseObject({ ...BASE, ...TOOL, title: text })],
  ['tool_call_update', v.looseObject({ ...BASE, ...TOOL, title: optionalText })],
  [
    'plan',
    v.looseObject({
      ...BASE,
      entries: v.array(
        v.looseObject({
          content: text,
          status: v.picklist(['pending', 'in_progress', 'completed']),
          priority: v.exactOptional(v.picklist(['high', 'medium', 'low'])),
        }),
      ),
    }),
  ],
  ['usage_update', v.looseObject({ ...BASE, used: count, size: optionalCount })],
  ['current_mode_update', v.looseObject({ ...BASE, currentModeId: text })],
  ['session_info_update', v.looseObject({ ...BASE, title: optionalText })],
  ['_reprise/turn', base],
  [
    '_reprise/subagent',
    v.looseObject({ ...BASE, track: text, toolCallId: optionalText, title: optionalText }),
  ],
  ['_reprise/unknown', v.looseObject({ ...BASE, recordType: optionalText })],
  ...'compaction interruption error permission hook commit queue progress system'
    .split(' ')
    .map((name) => [`_reprise/${name}`, notice] as const),
]);

const ChangeSchema = v.looseObject({
  ...BASE,
  path: v.pipe(text, v.nonEmpty()),
  op: v.picklist(['create', 'modify', 'delete', 'rename', 'observe']),
  from: optionalText,
  patch: optionalText,
  text: optionalText,
  blob: optionalText,
  before: v.exactOptional(sha256),
  after: v.exactOptional(sha256),
  exact: v.exactOptional(v.literal(false)),
  additions: optionalCount,
  deletions: optionalCount,
  toolCallId: optionalText,
});

const TerminalEventSchema = v.strictTuple([
  v.pipe(v.number(), v.finite(), v.minValue(0)),
  v.pipe(text, v.length(1)),
  text,
]);

const size = v.pipe(v.number(), v.safeInteger(), v.minValue(1));

const KEYFRAMES: Readonly<Record<TrackKind, v.GenericSchema>> = {
  transcript: v.looseObject({
    plan: v.exactOptional(v.array(v.looseObject({ content: text, status: text }))),
    mode: optionalText,
    model: optionalText,
    title: optionalText,
    usage: v.exactOptional(v.looseObject({ used: count, size: optionalCount })),
    openToolCalls: v.exactOptional(v.array(v.looseObject({ toolCallId: text, event: text, title: text }))),
    turns: optionalCount,
  }),
  changes: v.looseObject({
    files: v.record(
      text,
      v.looseObject({ sha256, blob: optionalText, from: optionalText, segment: optionalCount }),
    ),
  }),
  terminal: v.looseObject({ cols: size, rows: size, data: text }),
};

const HeaderSchema = v.looseObject({
  version: v.literal(3),
  term: v.looseObject({ cols: size, rows: size }),
});

/** Whether this version knows what updates of a kind hold. */
export function isKnownUpdate(kind: string): boolean {
  return UPDATES.has(kind);
}

/** Says what in an event is not as its schema has it, with the path to it; `undefined` when all is. */
export function eventSchemaFault(kind: TrackKind, value: unknown): string | undefined {
  if (kind === 'terminal') return schemaFault(TerminalEventSchema, value);
  if (kind === 'changes') return schemaFault(ChangeSchema, value);
  const update = isObject(value) ? value['sessionUpdate'] : undefined;
  if (typeof update !== 'string') return '"sessionUpdate": is missing';
  return schemaFault(UPDATES.get(update) ?? base, value);
}

/** The same for a keyframe line. Only a terminal may be without keyframe. */
export function keyframeSchemaFault(kind: TrackKind, line: UnknownObject): string | undefined {
  const fault = schemaFault(v.looseObject({ segment: count, time: count }), line);
  if (fault !== undefined || (kind === 'terminal' && !('keyframe' in line))) return fault;
  return schemaFault(v.looseObject({ keyframe: KEYFRAMES[kind] }), line);
}

/** The same for the header line of a recording. */
export function headerSchemaFault(value: unknown): string | undefined {
  return schemaFault(HeaderSchema, value);
}

function schemaFault(schema: v.GenericSchema, value: unknown): string | undefined {
  const result = v.safeParse(schema, value);
  if (result.success) return undefined;
  const [issue] = result.issues;
  return `"${v.getDotPath(issue) ?? ''}": ${issue.message}`;
}
