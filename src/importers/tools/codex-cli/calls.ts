import type { JsonObject, PlanEntry } from '../../../format/index.ts';
import { asJson, isObject, asList, asText } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import type { CallEnd, CallStart, SessionWriter } from '../../records/session-writer.ts';
import { oneLine } from '../../records/tool-calls.ts';
import { readOutput, unseenOf } from './call-output.ts';
import type { CallOutput } from './call-output.ts';
import { askedPatch, describePatch, INPUT_KEYS, inputOf } from './call-input.ts';
import type { CallInput, FoundInCall } from './call-input.ts';
import { PatchCalls } from './patch-calls.ts';
import type { AskedPatch, MadeChanges } from './patch-calls.ts';
import { commandOf, isShell, isToolError, parseShellOutput, refusalOf, sessionOf } from './shell.ts';
import type { RolloutSurvey } from './rollout-survey.ts';
import { describeCommand, describeTool, toolName } from './describe-tool.ts';

/** What events tell of a call before its output comes. */
export interface CallFacts {
  readonly changes?: MadeChanges;
  /** Nothing was patched. */
  readonly isUnpatched?: boolean;
  /** Output where it is longer than what the model got. */
  readonly output?: CallOutput;
  readonly exitCode?: number | undefined;
  readonly duration?: number | undefined;
  readonly hasFailed?: boolean;
  readonly reason?: CallEnd['reason'];
  /** Other forms of the output, of which mostly nothing is left to say. */
  readonly others?: readonly string[];
}

/** A call whose output the log has not given yet. */
interface Waiting {
  readonly command: string | undefined;
  readonly patch: AskedPatch | undefined;
}

/** Commands that run on, whose names are remembered. */
const MAX_SESSIONS = 10_000;

/** Writes calls of tools and what came of them. */
export class Calls {
  readonly #writer: SessionWriter;
  readonly #survey: RolloutSurvey;
  readonly #patches: PatchCalls;
  readonly #waiting = new Map<string, Waiting[]>();
  readonly #facts = new Map<string, CallFacts>();
  /** Commands that run on, by the id that Codex gives them. */
  readonly #sessions = new Map<string, string>();

  constructor(writer: SessionWriter, survey: RolloutSurvey) {
    this.#writer = writer;
    this.#survey = survey;
    this.#patches = new PatchCalls(writer);
  }

  // ------------------------------------------------------------------------------------------- calls

  /** A `function_call`, `custom_tool_call`, `local_shell_call` or `tool_search_call` item. */
  call(type: string, payload: LogRecord, cwd: string | undefined): boolean {
    const given = inputOf(type, payload);
    const tool = asText(payload['name']) ?? (type === 'tool_search_call' ? 'tool_search' : 'local_shell');
    const name = toolName(tool, asText(payload['namespace']));
    const input = given.fields ?? {};
    const command = isShell(name) ? commandOf(input) : undefined;
    const patch = askedPatch(name, given, command, cwd);
    const id = asText(payload['call_id']);
    const start = this.#start(name, given, { command, patch, id });
    if (id !== undefined) {
      const waiting = { command: start.shown, patch: patch?.asked };
      const others = this.#waiting.get(id);
      if (others) others.push(waiting);
      else this.#waiting.set(id, [waiting]);
    }
    this.#writer.call({ id, name, ...start.call });
    if (given.json !== undefined) this.#writer.markTold(given.json);
    if (name === 'update_plan') this.#plan(input);
    return true;
  }

  #start(
    name: string,
    given: CallInput,
    { command, patch, id }: FoundInCall,
  ): { readonly call: Omit<CallStart, 'id' | 'name'>; readonly shown: string | undefined } {
    const { fields, whole } = given;
    const rest = Object.entries(fields ?? {}).filter(
      ([key, value]) => !INPUT_KEYS.has(key) && value !== null,
    );
    if (patch?.isAll) {
      const input = { ...Object.fromEntries(rest), patch: patch.asked.patch };
      const description = describePatch(patch.asked, asJson(input) as JsonObject);
      // The changes hold the patch: where there will be none, it stands with the call.
      const isAnswered = id !== undefined && this.#writer.survey.isAnswered(id);
      return { call: { input, description, inChange: isAnswered ? ['patch'] : [] }, shown: undefined };
    }
    if (command && fields) {
      const input = { command: command.command, ...Object.fromEntries(rest) };
      const description = describeCommand(command.command, input);
      return { call: { input, description, command }, shown: command.command };
    }
    if (name === 'write_stdin' && fields) return this.#typing(fields);
    const without = new Set(name === 'update_plan' ? ['plan'] : []);
    const script = name === 'exec' ? asText(whole) : undefined;
    const description = describeTool(name, fields ?? whole, { without, ...(script && { subject: script }) });
    return { call: { input: fields ?? whole, description }, shown: undefined };
  }

  /** A call that goes on with a command that runs: waits for it, or types into it. */
  #typing(fields: LogRecord): {
    readonly call: Omit<CallStart, 'id' | 'name'>;
    readonly shown: string | undefined;
  } {
    const session = sessionOf(fields);
    const continues =
      (session === undefined ? undefined : this.#sessions.get(session)) ?? 'a running command';
    const typed = asText(fields['chars']) ?? asText(fields['input']) ?? '';
    const title = typed === '' ? `Wait for ${continues}` : `Type ${visible(typed)} into ${continues}`;
    const description = describeCommand(typed, fields, title);
    return { call: { input: fields, description, command: { command: typed, continues } }, shown: continues };
  }

  #plan(input: LogRecord): void {
    const entries = asList(input['plan']).flatMap((step): readonly PlanEntry[] => {
      const content = isObject(step) ? asText(step['step']) : undefined;
      return isObject(step) && content !== undefined ? [{ content, status: statusOf(step['status']) }] : [];
    });
    if (entries.length > 0) this.#writer.plan(entries);
  }

  // ----------------------------------------------------------------------------------------- outputs

  /** A `function_call_output`, `custom_tool_call_output` or `tool_search_output` item. */
  output(payload: LogRecord): boolean {
    const id = asText(payload['call_id']);
    const given = readOutput('tools' in payload ? { tools: payload['tools'] } : payload['output']);
    if (given.json !== undefined) this.#writer.markTold(given.json);
    this.#end(id, given);
    return true;
  }

  #end(id: string | undefined, given: CallOutput): void {
    const waiting = this.#take(id);
    const facts = id === undefined ? undefined : this.#facts.get(id);
    if (id !== undefined) this.#facts.delete(id);
    const isCommand = waiting?.command !== undefined;
    const shell = parseShellOutput(given.text);
    const richer = facts?.output && facts.output.text.length > shell.output.length ? facts.output : undefined;
    const output = richer?.text ?? shell.output;
    const exitCode = given.exitCode ?? shell.exitCode ?? facts?.exitCode;
    if (shell.sessionId !== undefined && isCommand && this.#sessions.size < MAX_SESSIONS)
      this.#sessions.set(shell.sessionId, waiting.command);
    const reason = refusalOf(output) ?? facts?.reason;
    const hasFailed =
      reason !== undefined ||
      given.hasFailed === true ||
      facts?.hasFailed === true ||
      (exitCode !== undefined && exitCode !== 0) ||
      isToolError(output);
    const changes = this.#changesOf(id, waiting, facts, hasFailed);
    const raw: Record<string, JsonObject[string]> = { ...given.raw, ...facts?.output?.raw };
    const other = richer ? shell.output : (facts?.output?.text ?? '');
    const unseen = unseenOf(output, [other, ...(facts?.others ?? [])]);
    if (unseen !== undefined) raw['otherOutput'] = unseen;
    if (shell.sessionId !== undefined) raw['sessionId'] = shell.sessionId;
    const end: CallEnd = {
      ...(hasFailed && { status: 'failed' as const, reason: reason ?? 'failed' }),
      text: isCommand || output !== '' ? output : undefined,
      content: [...(changes?.content ?? []), ...(given.content ?? facts?.output?.content ?? [])],
      exitCode,
      duration: facts?.duration ?? given.duration ?? shell.duration,
      ...(Object.keys(raw).length > 0 && { rawOutput: raw }),
      ...(changes?.remainder !== undefined && { rawInput: this.#inputBeside(id, changes.remainder) }),
      ...(shell.header !== undefined && { meta: { header: shell.header } }),
    };
    this.#writer.result(id, end);
  }

  /** The changes that events told of, else those of a patch that went well. */
  #changesOf(
    id: string | undefined,
    waiting: Waiting | undefined,
    facts: CallFacts | undefined,
    hasFailed: boolean,
  ): MadeChanges | undefined {
    if (facts?.changes) return facts.changes;
    const call = this.#writer.openCall(id);
    if (!waiting?.patch || !call || hasFailed || facts?.isUnpatched) return undefined;
    const made = this.#patches.applied(waiting.patch, call.id);
    return made.content.length > 0 ? made : undefined;
  }

  /** The input of a call with what its changes do not hold of the patch. */
  #inputBeside(id: string | undefined, patch: string): JsonObject {
    return { ...this.#writer.openCall(id)?.start.description.rawInput, patch };
  }

  #take(id: string | undefined): Waiting | undefined {
    const waiting = id === undefined ? undefined : this.#waiting.get(id);
    const first = waiting?.shift();
    if (waiting?.length === 0) this.#waiting.delete(id!);
    return first;
  }

  // ------------------------------------------------------------------------------- events about calls

  /** Whether a call waits for its output. */
  isOpen(id: string | undefined): boolean {
    return this.#writer.openCall(id) !== undefined;
  }

  /**
   * Writes a call that only an event tells of.
   *
   * @param shown - the command, where it is one
   */
  start(id: string | undefined, call: Omit<CallStart, 'id'>, shown: string | undefined): void {
    this.#writer.call({ ...call, id });
    if (id !== undefined) this.#waiting.set(id, [{ command: shown, patch: undefined }]);
  }

  /** Writes the changes that an event tells of, as those of a call. */
  made(id: string | undefined, changes: unknown): MadeChanges {
    const patch = id === undefined ? undefined : this.#waiting.get(id)?.[0]?.patch;
    return this.#patches.made(changes, patch, this.#writer.openCall(id)?.id ?? this.#writer.callId(id));
  }

  /**
   * Keeps what an event told until the output of the call comes, or ends the call where none will.
   *
   * @param said - texts of the event that the output is expected to say
   */
  learn(id: string | undefined, facts: CallFacts, said: readonly string[]): void {
    if (id === undefined || !this.isOpen(id)) return;
    const known = this.#facts.get(id);
    const before = facts.output && known?.output ? [known.output.text] : [];
    this.#facts.set(id, { ...known, ...facts, others: [...(known?.others ?? []), ...before, ...said] });
    this.#writer.markTold(said);
    if (!this.#survey.hasOutput(id)) this.#end(id, { text: facts.output ? '' : said.join('\n') });
  }

  /** Ends the calls of which only events told. */
  finish(): void {
    for (const id of [...this.#facts.keys()]) if (this.isOpen(id)) this.#end(id, { text: '' });
  }
}

function statusOf(status: unknown): PlanEntry['status'] {
  return status === 'completed' || status === 'in_progress' ? status : 'pending';
}

/** Typed characters as they are called: `^C`, `⏎`. */
function visible(typed: string): string {
  return oneLine(
    typed
      .slice(0, 200)
      .replaceAll(/\r\n|\r|\n/g, '⏎')
      .replaceAll(/[\0-\x1f]/g, (code) => `^${String.fromCharCode(code.charCodeAt(0) + 64)}`),
  );
}
