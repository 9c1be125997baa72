import type { EventMeta, JsonObject, Notice, TrackDeclaration } from '../../../format/index.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import type { SessionWriter } from '../../records/session-writer.ts';
import { textKey } from '../../sources/text-key.ts';
import type { AgentFile } from './agent-files.ts';
import { planTracks } from './agent-tracks.ts';
import type { AgentLog, AgentTracks } from './agent-tracks.ts';
import { ApiErrors } from './api-errors.ts';
import { LiveOutput } from './live-output.ts';
import { LogSurvey } from './log-survey.ts';
import { SessionFacts } from './session-facts.ts';
import type { Place } from './session-facts.ts';
import { TaskPlan } from './task-plan.ts';

/** What the records of all files of one session share, from the first pass on. */
export class Session {
  readonly writer: SessionWriter;
  readonly facts = new SessionFacts();
  /** The log itself. */
  readonly main: LogSurvey;
  readonly tasks = new TaskPlan();
  readonly apiErrors: ApiErrors;
  /** Output of commands that still run. */
  readonly progress = new LiveOutput();
  /** Folders beside the log that hold what belongs to its session, or sessions. */
  folders: readonly string[] = [];
  /** Title, mode and git branch as last written. */
  title: string | undefined;
  mode: string | undefined;
  /** Mode that planning will end with. */
  modeBeforePlan: string | undefined;
  /** What the session had cost when that was last written, in US dollars. */
  cost: number | undefined;
  gitBranch: string | undefined;
  /** Folder and worktree that the session moved to, as last written. */
  cwd: string | undefined;
  worktree: string | undefined;
  /** Tokens in context after the last answer of the log itself. */
  contextTokens = 0;
  /** Compactions whose summary is still to come: uuid → what the boundary says. */
  readonly compactions = new Map<string, JsonObject>();
  /** Output of the current result that was saved to a file of its own. */
  persisted: string | undefined;
  /** A command that the person ran, until its output is there. */
  shellInput: { readonly id: string; readonly command: string } | undefined;
  readonly #agents: AgentLog[] = [];
  #tracks: AgentTracks | undefined;
  #commits: Notice[] = [];
  readonly #once = new Set<string>();
  readonly #messages = new Set<string>();
  readonly #declared = new Set<string>();

  constructor(writer: SessionWriter, main: LogSurvey) {
    this.writer = writer;
    this.main = main;
    this.apiErrors = new ApiErrors(writer);
  }

  /** Takes in the file of a subagent, before its first pass. */
  addAgent({ source, ...agent }: AgentFile): LogSurvey {
    const survey = new LogSurvey(source);
    this.#agents.push({ survey, ...agent });
    return survey;
  }

  /** After the first pass over all files: links subagents to their calls, and tells the writer of all calls. */
  plan(): void {
    const { facts, main, writer } = this;
    this.gitBranch = facts.gitBranch;
    this.#tracks = planTracks(main, this.#agents, facts);
    const logs = [main, ...this.#agents.map(({ survey }) => survey)];
    const bySource = new Map(logs.map((log) => [log.source, log]));
    const timeOf = ({ source, number }: Place): number => bySource.get(source)?.timeOf(number) ?? 0;
    for (const [id, call] of facts.calls) {
      writer.survey.call(id, call.isShell, timeOf(call.called));
      if (call.answered) writer.survey.result(id, timeOf(call.answered));
    }
  }

  /** The subagents, once they are planned. */
  get tracks(): AgentTracks {
    return this.#tracks!;
  }

  /** @returns whether a text is to be told: reminders and instructions are repeated word for word, and told once */
  tellOnce(text: string): boolean {
    const key = textKey(text);
    if (this.#once.has(key)) {
      this.writer.markWithin(text);
      return false;
    }
    this.#once.add(key);
    return true;
  }

  /** Whether a text is, or will be, told as a prompt. */
  isPrompt(words: string): boolean {
    const isKnown = this.facts.promptKeys.has(textKey(words.trim()));
    if (isKnown) this.writer.markTold(words);
    return isKnown;
  }

  /** Notes a commit; it is written after the result of the call that made it. */
  addCommit(commit: Notice): void {
    this.#commits.push(commit);
  }

  /** Takes the commits of the result away. */
  takeCommits(): readonly Notice[] {
    const commits = this.#commits;
    this.#commits = [];
    return commits;
  }

  /** Model and usage go with the first event of an API message. */
  messageMeta(key: string, model: string | undefined, record: LogRecord): EventMeta {
    if (key !== '' && this.#messages.has(key)) return {};
    this.#messages.add(key);
    const usage = this.facts.usageOf(record);
    return { ...(model !== undefined && { model }), ...(usage && { usage }) };
  }

  /** Declares a subagent's track and refers to it from its parent, once. */
  announceTrack(id: string): void {
    if (id === 'main' || this.#declared.has(id)) return;
    this.#declared.add(id);
    const track = this.tracks.byId.get(id);
    if (!track) return;
    this.announceTrack(track.parent);
    const call = this.writer.callId(track.call);
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

  /** Writes what is left to say when the log ends. */
  finish(): void {
    this.apiErrors.flush();
    for (const [vendorId, words] of this.progress.rest()) {
      this.writer.notice('progress', words, { toolCallId: this.writer.callId(vendorId) });
    }
    for (const data of this.compactions.values()) this.writer.notice('compaction', undefined, { data });
    this.compactions.clear();
  }
}
