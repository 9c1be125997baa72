import type { EventMeta } from '../../../format/index.ts';
import { parseUnifiedDiff } from '../../changes/unified-diff.ts';
import { ToldTexts } from '../../kept/told-texts.ts';
import { asCount, asList, asNumber, asText, isObject } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import type { CallEnd, SessionWriter } from '../../records/session-writer.ts';
import { planOf } from '../../records/todo-plan.ts';
import { describeCall } from '../../records/tool-description.ts';
import { plausibleTime } from '../../sources/iso-time.ts';
import { CRUSH_TOOLS, editsOf, IN_CHANGE } from './crush-tools.ts';
import type { FileChange } from './file-versions.ts';

/** Tools that change a file. */
const EDITING: ReadonlySet<string> = new Set(['write', 'edit', 'multiedit']);

/** Metadata of results that is shown otherwise. */
const SHOWN: ReadonlySet<string> = new Set([
  'start_time',
  'end_time',
  'output',
  'exit_code',
  'working_directory',
  'diff',
  'old_content',
  'new_content',
  'content',
  'todos',
]);

/** How the program ends the output of a command that failed. */
const EXIT_LINE = /(?:^|\n)+Exit code (\d{1,10})\s*$/;

/** Writes the calls of messages and their results, which stand in messages of their own. */
export class ToolParts {
  readonly #writer: SessionWriter;
  /** Calls that the person did not allow: such commands did not run. */
  readonly #refused = new Set<string>();
  /** Folder that commands ran in first: where the program was started. */
  folder: string | undefined;
  /** Whether a call told the plan. */
  hasPlan = false;

  constructor(writer: SessionWriter) {
    this.#writer = writer;
  }

  /** First pass. @returns id of the call that a part is */
  survey(part: unknown): string | undefined {
    const [call, result] = [dataOf(part, 'tool_call'), dataOf(part, 'tool_result')];
    const id = call && asText(call['id']);
    if (call && id !== undefined) this.#writer.survey.call(id, call['name'] === 'bash');
    const answered = result && asText(result['tool_call_id']);
    if (answered !== undefined) {
      this.#writer.survey.result(answered);
      if (failure(result!, asText(result!['content'])).reason === 'refused') this.#refused.add(answered);
    }
    const metadata = result && isObject(result['metadata']) ? result['metadata'] : {};
    this.folder ??= asText(metadata['working_directory']);
    return id;
  }

  /** @param data - of the part of a call */
  call(data: LogRecord, meta: EventMeta): void {
    const name = asText(data['name']) ?? '';
    const { input } = data;
    const fields = isObject(input) ? input : {};
    const isRun = name === 'bash' && !this.#refused.has(asText(data['id']) ?? '');
    const command = isRun ? asText(fields['command']) : undefined;
    const plan = name === 'todos' ? planOf(fields['todos']) : undefined;
    const without = new Set(plan ? ['todos'] : []);
    this.#writer.call({
      id: asText(data['id']),
      name,
      input,
      description: describeCall(name, input, CRUSH_TOOLS.get(name), { without }),
      inChange: EDITING.has(name) ? IN_CHANGE : [],
      meta,
      ...(command !== undefined && { command: { command, cwd: asText(fields['working_dir']) } }),
    });
    if (plan && plan.length > 0) {
      this.#writer.plan(plan);
      this.hasPlan = true;
    }
  }

  /** @returns whether the part is a result */
  result(part: unknown, message: LogRecord): boolean {
    const data = dataOf(part, 'tool_result');
    if (!data) return false;
    const id = asText(data['tool_call_id']);
    const call = this.#writer.openCall(id);
    const metadata = isObject(data['metadata']) ? data['metadata'] : {};
    const text = asText(data['content']);
    const [start, end] = [asNumber(metadata['start_time']), asNumber(metadata['end_time'])];
    if (end !== undefined) this.#writer.at(plausibleTime(end));
    const rest = new ToldTexts(text).remainder(metadata, SHOWN);
    const facts: CallEnd = {
      text,
      ...failure(data, text),
      ...(start !== undefined && end !== undefined && end >= start && { duration: Math.round(end - start) }),
      ...(isObject(rest) && { rawOutput: rest }),
    };
    if (call?.name === 'bash') this.#writer.result(id, { ...facts, ...this.#printed(text, metadata) });
    else if (call && data['is_error'] !== true) this.#changed(id, { call, metadata, message, facts });
    else this.#writer.result(id, facts);
    return true;
  }

  /** What a command printed: without what the program adds for the model. */
  #printed(text: string | undefined, metadata: LogRecord): CallEnd {
    const whole = typeof metadata['output'] === 'string' ? metadata['output'] : (text ?? '');
    const exit = EXIT_LINE.exec(whole);
    const exitCode = asCount(metadata['exit_code']) ?? (exit ? Number(exit[1]) : undefined);
    const output = (exit ? whole.slice(0, exit.index) : whole)
      .replace(/\n*<cwd>.{0,1000}<\/cwd>\s*$/, '')
      .replace(/^\n/, '');
    // The result has all of it but the line that names the folder.
    this.#writer.markWithin([text, whole]);
    const said = output === 'no output' ? '' : output;
    return { text: said, ...(exitCode !== undefined && { exitCode }) };
  }

  #changed(
    id: string | undefined,
    {
      call,
      metadata,
      message,
      facts,
    }: {
      readonly call: { readonly id: string; readonly name: string; readonly input: LogRecord };
      readonly metadata: LogRecord;
      readonly message: LogRecord;
      readonly facts: CallEnd;
    },
  ): void {
    const path = asText(call.input['file_path']);
    const isEdit = EDITING.has(call.name) && path !== undefined;
    const content = isEdit
      ? [this.#writer.change({ ...changeOf(id, { path, call, metadata, message }), toolCallId: call.id })]
      : [];
    // The texts of before and after are compared with those of the change; a diff has marks in its lines.
    if (isEdit) {
      this.#writer.markTold(asText(metadata['diff']));
      const own = asList(message['changes']).filter((change) => isObject(change) && change['call'] === id);
      this.#writer.markTold(own);
    }
    this.#writer.result(id, { ...facts, content });
  }
}

/** What a call made of a file: as the versions of the file tell, else the result, else as it was asked for. */
function changeOf(
  id: string | undefined,
  {
    path,
    call,
    metadata,
    message,
  }: {
    readonly path: string;
    readonly call: { readonly name: string; readonly input: LogRecord };
    readonly metadata: LogRecord;
    readonly message: LogRecord;
  },
) {
  const version = (asList(message['changes']) as readonly FileChange[]).find((change) => change.call === id);
  if (version) {
    const { before, after, isNew } = version;
    return {
      path,
      op: isNew ? ('create' as const) : ('modify' as const),
      after,
      ...(before !== undefined && { before }),
    };
  }
  const { old_content: before, new_content: after } = metadata;
  const op = before === '' ? ('create' as const) : ('modify' as const);
  if (typeof after === 'string') return { path, op, after, ...(typeof before === 'string' && { before }) };
  const { content } = call.input;
  if (call.name === 'write' && typeof content === 'string')
    return { path, op: 'modify' as const, after: content };
  const hunks = parseUnifiedDiff(asText(metadata['diff']) ?? '')[0]?.hunks ?? [];
  if (hunks.length > 0) return { path, op: 'modify' as const, hunks };
  const edits = editsOf(call.input);
  return { path, op: 'modify' as const, ...(edits.length > 0 ? { edits } : { exact: false as const }) };
}

function failure(data: LogRecord, text = ''): Pick<CallEnd, 'status' | 'reason'> {
  if (data['is_error'] !== true) return {};
  if (/\bcancel+ed\b|\binterrupted\b/i.test(text)) return { status: 'failed', reason: 'interrupted' };
  const isRefused = /\bpermission denied\b|\bdenied permission\b/i.test(text.slice(0, 200));
  return { status: 'failed', reason: isRefused ? 'refused' : 'failed' };
}

function dataOf(part: unknown, type: string): LogRecord | undefined {
  return isObject(part) && part['type'] === type && isObject(part['data']) ? part['data'] : undefined;
}
