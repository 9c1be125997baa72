import type { EventMeta, JsonObject, Notice, SessionEvent, TrackDeclaration } from '../../../format/index.ts';
import { ShownText } from '../../kept/shown-text.ts';
import { SynthesisedTerminal } from '../../records/synthesised-terminal.ts';
import { textKey } from '../../sources/text-key.ts';
import { EventWriter } from '../../records/event-writer.ts';
import type { CallFacts } from './session-facts.ts';
import type { SessionPlan } from './session-plan.ts';
import { overlappingCommands } from './shell-overlap.ts';
import { TaskPlan } from './task-plan.ts';
import type { FidelityReport } from '../../records/fidelity-report.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { ApiErrors } from './api-errors.ts';
import { LiveOutput } from './live-output.ts';

/** A tool call that waits for its result. */
export interface OpenCall {
  /** Id that events use: the vendor's, made unique where it names several calls. */
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly input: LogRecord;
  readonly facts: CallFacts | undefined;
  readonly cwd: string | undefined;
}

/** What the second pass carries from record to record: open calls, what was said already, the terminal. */
export class Session {
  readonly plan: SessionPlan;
  readonly report: FidelityReport;
  readonly writer = new EventWriter();
  readonly terminal: SynthesisedTerminal;
  readonly tasks = new TaskPlan();
  /** Calls that ran at the same time as another: their output is written as one piece. */
  readonly overlapping: ReadonlySet<string>;
  /** Title, mode and git branch as last written. */
  title: string | undefined;
  mode: string | undefined;
  gitBranch: string | undefined;
  /** Compactions whose summary is still to come: uuid → what the boundary says. */
  readonly compactions = new Map<string, JsonObject>();
  /** Output of the current result that was saved to a file of its own. */
  persisted: string | undefined;
  /** A command that the person ran, until its output is there. */
  shellInput: { readonly id: string; readonly command: string } | undefined;
  readonly apiErrors = new ApiErrors(this.writer);
  /** Output of commands that still run. */
  readonly progress = new LiveOutput();
  #commits: Notice[] = [];
  readonly #open = new Map<string, OpenCall[]>();
  readonly #ids = new Set<string>();
  readonly #unanswered = new Map<string, string[]>();
  #covered = new ShownText();
  readonly #seen = new Set<string>();
  readonly #messages = new Set<string>();
  readonly #declared = new Set<string>();

  constructor(plan: SessionPlan, report: FidelityReport) {
    this.plan = plan;
    this.report = report;
    this.gitBranch = plan.facts.gitBranch;
    this.overlapping = overlappingCommands(plan);
    this.terminal = new SynthesisedTerminal({
      time: () => this.writer.context.time,
      declare: (track) => this.writer.push(track),
      write: (data) => this.writer.terminal('shell', 'o', data),
    });
  }

  /** Starts a record and returns the texts that, it turns out, stand elsewhere. */
  startRecord(): ShownText {
    this.#covered = new ShownText();
    return this.#covered;
  }

  /** Says that every text of a value stands in an event of another record. */
  cover(value: unknown): void {
    this.#covered.addAll(value);
  }

  /** Registers a call; its result is found by the vendor's id. */
  openCall(vendorId: string, call: Omit<OpenCall, 'id'>): OpenCall {
    let id = vendorId;
    for (let number = 2; this.#ids.has(id); number++) id = `${vendorId}~${number}`;
    this.#ids.add(id);
    const opened = { ...call, id };
    // A call that is never answered is not waited for, so that its input need not be kept.
    if (call.facts?.answered || call.facts?.ambiguous || !call.facts) {
      this.#open.set(vendorId, [...(this.#open.get(vendorId) ?? []), opened]);
    } else {
      const { track } = this.writer.context;
      this.#unanswered.set(track, [...(this.#unanswered.get(track) ?? []), id]);
    }
    return opened;
  }

  /** Takes the oldest open call of an id. */
  takeCall(vendorId: string): OpenCall | undefined {
    const calls = this.#open.get(vendorId);
    const call = calls?.shift();
    if (calls?.length === 0) this.#open.delete(vendorId);
    // What a result repeats of its call stands with the call.
    this.cover(call?.input);
    return call;
  }

  /** The id under which events know the call that is (or was last) open under a vendor's id. */
  callId(vendorId: string | undefined): string | undefined {
    if (vendorId === undefined) return undefined;
    return this.#open.get(vendorId)?.[0]?.id ?? (this.#ids.has(vendorId) ? vendorId : undefined);
  }

  /** Calls on this track that got no result: whoever goes on has interrupted them. */
  interruptCalls(): void {
    const { track } = this.writer.context;
    for (const toolCallId of this.#unanswered.get(track) ?? []) {
      this.writer.update(
        { sessionUpdate: 'tool_call_update', toolCallId, status: 'failed' },
        { reason: 'interrupted' },
      );
    }
    this.#unanswered.delete(track);
  }

  /** Whether a text was said before: reminders and instructions are repeated word for word. */
  wasSaid(text: string): boolean {
    const key = textKey(text);
    if (this.#seen.has(key)) {
      this.#covered.add(text);
      return true;
    }
    this.#seen.add(key);
    return false;
  }

  /** Whether a text is, or will be, shown as a prompt. */
  isPrompt(words: string): boolean {
    const isKnown = this.plan.facts.promptKeys.has(textKey(words.trim()));
    if (isKnown) this.cover(words);
    return isKnown;
  }

  /** Notes a commit; it is written after the result of the call that made it. */
  addCommit(commit: Notice): void {
    this.#commits.push(commit);
  }

  takeCommits(): readonly Notice[] {
    const commits = this.#commits;
    this.#commits = [];
    return commits;
  }

  /** Model and usage go with the first event of an API message. */
  messageMeta(key: string, model: string | undefined, record: LogRecord): EventMeta {
    if (key !== '' && this.#messages.has(key)) return {};
    this.#messages.add(key);
    const usage = this.plan.facts.usageOf(record);
    return { ...(model !== undefined && { model }), ...(usage && { usage }) };
  }

  /** Declares a subagent's track and refers to it from its parent, once. */
  announceTrack(id: string): void {
    if (id === 'main' || this.#declared.has(id)) return;
    this.#declared.add(id);
    const track = this.plan.tracks.byId.get(id);
    if (!track) return;
    this.announceTrack(track.parent);
    const call = this.callId(track.call);
    const title = track.title === undefined ? {} : { title: track.title };
    const declaration: TrackDeclaration = {
      type: 'track',
      kind: 'transcript',
      id,
      ...title,
      parent: track.parent,
      ...(call !== undefined && { spawnedBy: call }),
    };
    this.writer.push(declaration);
    this.writer.update(
      {
        sessionUpdate: '_reprise/subagent',
        track: id,
        ...(call !== undefined && { toolCallId: call }),
        ...(call === undefined && title),
      },
      {},
      track.parent,
    );
  }

  /** What is left to say when the log ends. */
  finish(): readonly SessionEvent[] {
    this.apiErrors.flush();
    for (const [vendorId, words] of this.progress.rest()) {
      const call = this.callId(vendorId);
      this.writer.update({
        sessionUpdate: '_reprise/progress',
        text: words,
        ...(call !== undefined && { toolCallId: call }),
      });
    }
    for (const data of this.compactions.values())
      this.writer.update({ sessionUpdate: '_reprise/compaction', data });
    return this.writer.drain();
  }
}
