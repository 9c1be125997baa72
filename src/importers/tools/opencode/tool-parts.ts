import type { ContentBlock, EventMeta, SourceToolContent } from '../../../format/index.ts';
import { asCount, isObject, asList, asText } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { mediaOfUrl } from '../../records/media-block.ts';
import type { CallEnd, SessionWriter } from '../../records/session-writer.ts';
import { ToldTexts } from '../../kept/told-texts.ts';
import { planOf } from '../../records/todo-plan.ts';
import { describeCall } from '../../records/tool-description.ts';
import { fileReadIn } from './file-reads.ts';
import { spanOf, stateOf } from './message-moments.ts';
import { CHANGE_INPUTS, changesOf } from './tool-changes.ts';
import { OPENCODE_TOOLS, subjectOf } from './opencode-tools.ts';

/** What a tool's metadata repeats of its output; of its todos, which are the plan. */
const OUTPUT_METADATA = ['output', 'exit', 'preview', 'todos'];

/** What it says of changes. */
const CHANGE_METADATA = ['diff', 'filediff', 'files', 'results'];

/** The call of a tool part. */
export function writeCall(writer: SessionWriter, id: string, part: LogRecord, meta: EventMeta): void {
  const name = asText(part['tool']) ?? '';
  const state = stateOf(part) ?? {};
  const { input } = state;
  const fields = isObject(input) ? input : {};
  const isRefused = state['status'] === 'error' && failureOf(asText(state['error']) ?? '') === 'refused';
  const command = name === 'bash' && !isRefused ? asText(fields['command']) : undefined;
  const isOver = state['status'] === 'completed' || state['status'] === 'error';
  const isReadable = (key: string): boolean => typeof fields[key] === 'string' || Array.isArray(fields[key]);
  const inChange = isOver ? (CHANGE_INPUTS.get(name) ?? []).filter(isReadable) : [];
  // A subtask that the user started has shown the prompt already.
  const prompt = name === 'task' ? asText(fields['prompt']) : undefined;
  const plan = name === 'todowrite' ? planOf(fields['todos']) : undefined;
  const without = new Set<string>();
  if (prompt !== undefined && writer.isTold(prompt)) without.add('prompt');
  if (plan) without.add('todos');
  const subject = subjectOf(name, input);
  const description = describeCall(name, input, OPENCODE_TOOLS.get(name), { without, subject });
  const isPatch = subject !== undefined && description.kind === 'edit';
  writer.call({
    id,
    name,
    input,
    description: isPatch ? { ...description, locations: [{ path: subject }] } : description,
    inChange,
    meta,
    ...(command !== undefined && {
      command: { command, cwd: asText(fields['workdir']) ?? asText(fields['cwd']) },
    }),
  });
  if (plan) writer.plan(plan);
}

/** The result of a tool part, with the changes that it made. */
export function writeResult(writer: SessionWriter, id: string, part: LogRecord): void {
  const name = asText(part['tool']) ?? '';
  const state = stateOf(part) ?? {};
  const { start, end } = spanOf(part);
  const duration = start !== undefined && end !== undefined && end >= start ? end - start : undefined;
  if (state['status'] === 'error') {
    const words = asText(state['error']);
    writer.result(id, {
      status: 'failed',
      reason: failureOf(words ?? ''),
      text: words,
      duration,
      ...resultFacts(state, OUTPUT_METADATA),
    });
    return;
  }
  const metadata = isObject(state['metadata']) ? state['metadata'] : {};
  const input = isObject(state['input']) ? state['input'] : {};
  const toolCallId = writer.openCall(id)?.id;
  const changes = changesOf(name, input, metadata);
  const shown: SourceToolContent[] = changes.map((change) =>
    writer.change({ ...change, ...(toolCallId !== undefined && { toolCallId }) }),
  );
  const told = [...OUTPUT_METADATA, ...(changes.length > 0 ? CHANGE_METADATA : [])].filter((key) =>
    isAsExpected(metadata[key]),
  );
  for (const key of told) writer.markTold(metadata[key]);
  const output = asText(state['output']) ?? asText(metadata['output']);
  const path = name === 'read' ? asText(input['filePath']) : undefined;
  const read = output !== undefined && path !== undefined ? fileReadIn(output, path) : undefined;
  if (read) writer.markTold(output);
  writer.result(id, {
    text: read ? undefined : output,
    exitCode: name === 'bash' ? asCount(metadata['exit']) : undefined,
    duration,
    content: [...shown, ...(read ? [read] : []), ...attachments(writer, state['attachments'])],
    ...resultFacts(state, told),
  });
}

/** Whether a value of metadata has a type that is read: a text or a number, a file with its texts, or a list of files. */
function isAsExpected(value: unknown): boolean {
  if (Array.isArray(value))
    return (value as unknown[]).every((file) => isObject(file) && isFileAsExpected(file));
  return isObject(value) ? isFileAsExpected(value) : typeof value !== 'object';
}

/** Fields of a file in metadata: changes show their texts. */
const FILE_FIELDS: ReadonlySet<string> = new Set([
  'filePath',
  'filediff',
  'file',
  'path',
  'relativePath',
  'movePath',
  'type',
  'status',
  'diff',
  'patch',
  'before',
  'after',
  'additions',
  'deletions',
]);

function isFileAsExpected(file: LogRecord): boolean {
  return Object.entries(file).every(
    ([key, value]) =>
      FILE_FIELDS.has(key) && (isObject(value) ? isFileAsExpected(value) : typeof value !== 'object'),
  );
}

/** What a state says beyond input and output. */
function resultFacts(
  { input, output, error, title, metadata }: LogRecord,
  told: readonly string[],
): Pick<CallEnd, 'rawOutput'> {
  const shown = new ToldTexts(asText(output), asText(error));
  shown.addAll(input);
  const rest = shown.remainder({ title, ...(isObject(metadata) ? metadata : {}) }, new Set(told));
  return isObject(rest) ? { rawOutput: rest } : {};
}

/** Images and documents that a tool gave. */
function attachments(writer: SessionWriter, value: unknown): SourceToolContent[] {
  return asList(value).flatMap((file): SourceToolContent[] => {
    const block = isObject(file) ? fileBlock(writer, file) : undefined;
    return block ? [{ type: 'content', content: block }] : [];
  });
}

/** The file of a part: its data, or a link to where it lay. */
export function fileBlock(writer: SessionWriter, part: LogRecord): ContentBlock | undefined {
  const url = asText(part['url']);
  if (url === undefined) return undefined;
  writer.markTold(url);
  return mediaOfUrl(url, asText(part['filename']));
}

function failureOf(words: string): NonNullable<EventMeta['reason']> {
  if (/\baborted\b/i.test(words)) return 'interrupted';
  return /\b(?:rejected permission|prevents you from using)\b/i.test(words) ? 'refused' : 'failed';
}
