import type { ContentBlock, EventMeta, JsonObject } from '../../../format/index.ts';
import { asCount, asText, isObject } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { textKey } from '../../sources/text-key.ts';
import type { CallEnd, SessionWriter } from '../../records/session-writer.ts';
import { planOf } from '../../records/todo-plan.ts';
import { describeCall } from '../../records/tool-description.ts';
import { askedChange, IN_CHANGE, isKiroAgent, isKiroShell, kiroTool, subjectOf } from './kiro-tools.ts';

/** A result as the versions of the log tell it. */
export interface KiroResult {
  readonly text?: string | undefined;
  /** Structured results: of a command, what it printed and how it ended. */
  readonly json?: readonly unknown[];
  readonly pictures?: readonly ContentBlock[];
  readonly isFailed?: boolean;
  readonly reason?: EventMeta['reason'];
}

/** A call that gave work to a subagent. */
export interface AgentCall {
  readonly id: string;
  /** Number of its record. */
  readonly record: number;
}

/** Writes calls and results, which all versions have in the same way, only under other names. */
export class KiroCalls {
  readonly #writer: SessionWriter;
  /** Calls of subagents by the texts that they were given. */
  readonly #agents = new Map<string, AgentCall>();

  constructor(writer: SessionWriter) {
    this.#writer = writer;
  }

  surveyCall(id: string | undefined, name: string, input: unknown, record: number): void {
    if (id === undefined) return;
    this.#writer.survey.call(id, isKiroShell(name));
    if (isKiroAgent(name)) for (const text of textsIn(input)) this.#agents.set(textKey(text), { id, record });
  }

  surveyResult(id: string | undefined): void {
    if (id !== undefined) this.#writer.survey.result(id);
  }

  /** The call that gave a text to a subagent. */
  agentCall(prompt: string): AgentCall | undefined {
    return this.#agents.get(textKey(prompt.trim()));
  }

  call(id: string | undefined, name: string, input: unknown, meta: EventMeta): void {
    const fields = isObject(input) ? input : {};
    const command = isKiroShell(name) ? asText(fields['command']) : undefined;
    const plan = planOf(fields['todos'] ?? fields['tasks']);
    this.#writer.call({
      id,
      name,
      input,
      description: describeCall(name, input, kiroTool(name, fields), { subject: subjectOf(fields) }),
      inChange: askedChange(name, fields) ? IN_CHANGE.filter((key) => key in fields) : [],
      meta,
      ...(command !== undefined && {
        command: { command, cwd: asText(fields['working_dir']) ?? asText(fields['cwd']) },
      }),
    });
    if (plan && plan.length > 0) this.#writer.plan(plan);
  }

  result(id: string | undefined, result: KiroResult): void {
    const call = this.#writer.openCall(id);
    const { isFailed = false, reason, pictures = [] } = result;
    const asked = call && !isFailed ? askedChange(call.name, call.input) : undefined;
    const isHidden = asked !== undefined && asked.exact !== false;
    const changes = asked ? [this.#writer.change({ ...asked, toolCallId: call!.id })] : [];
    const end: CallEnd = isKiroShell(call?.name ?? '') ? shellEnd(result) : plainEnd(result);
    this.#writer.result(id, {
      ...end,
      ...(isFailed && { status: 'failed', ...(reason && { reason }) }),
      content: [...changes, ...pictures.map((content) => ({ type: 'content' as const, content }))],
      // Where the change does not show what was put in, the call does.
      ...(asked &&
        !isHidden &&
        call?.start.description.rawInput && { rawInput: call.start.description.rawInput }),
    });
  }
}

function plainEnd({ text, json = [] }: KiroResult): CallEnd {
  const [first] = json;
  const rest =
    json.length === 0 ? undefined : isObject(first) && json.length === 1 ? first : { results: json };
  return { text, ...(rest && { rawOutput: rest as JsonObject }) };
}

/** `{exit_status: "exit status: 1" | "1", stdout, stderr}` */
function shellEnd({ text, json = [] }: KiroResult): CallEnd {
  const printed = json.find((value): value is LogRecord => isObject(value) && 'exit_status' in value);
  if (!printed) return plainEnd({ text, json });
  const status = printed['exit_status'];
  const said = typeof status === 'string' ? /(-?\d{1,10})\s*$/.exec(status)?.[1] : undefined;
  const exitCode = asCount(said === undefined ? status : Number(said));
  const streams = [printed['stdout'], printed['stderr']].flatMap((stream) => asText(stream) ?? []);
  const pieces = [text, ...streams].filter((piece) => piece !== undefined);
  const output = pieces.reduce(
    (all, piece) => `${all}${all === '' || all.endsWith('\n') ? '' : '\n'}${piece}`,
    '',
  );
  const rest = Object.entries(printed).filter(([key]) => !['exit_status', 'stdout', 'stderr'].includes(key));
  return {
    text: output,
    ...(exitCode !== undefined && { exitCode }),
    ...(rest.length > 0 && { rawOutput: Object.fromEntries(rest) as JsonObject }),
  };
}

/** All texts in an input; it is not deeper than `MAX_RECORD_DEPTH`. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value.trim()];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}
