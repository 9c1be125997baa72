import type { Session } from '../../reading/index.ts';
import {
  commandOf,
  factsOf,
  gradeOf,
  type MessageItem,
  type PromptItem,
  type ToolItem,
} from '../../state/index.ts';

/** What of a conversation a report is about. */
export interface ReportedMoment {
  /** Session time, ms. */
  readonly time: number;
  /** The prompt that was being worked on. */
  readonly prompt: PromptItem | undefined;
  /** What the agent said last by then. */
  readonly answer: MessageItem | undefined;
  /** What failed last: a command, or where none did, a call of another tool. */
  readonly failed: ToolItem | undefined;
}

/**
 * What happened by a moment: of all calls that ended by then, the last command that failed, by the rules that grade
 * errors everywhere (an exit code that is not 0, or what the log calls failed; not a search that found nothing, nothing
 * that was refused or interrupted). Where no command failed, the last call that did.
 *
 * @param at - session time, ms; absent: the end of the session, and then the report is about what failed
 * @throws {ArchiveError} what reading the segments gives
 */
export async function reportedMoment(
  session: Session,
  at: number | undefined,
  signal: AbortSignal | undefined,
): Promise<ReportedMoment> {
  let prompt: PromptItem | undefined;
  let answer: MessageItem | undefined;
  let command: Failure | undefined;
  let other: Failure | undefined;
  if (session.tracks.some(({ kind, id }) => kind === 'transcript' && id === 'main')) {
    const range = at === undefined ? {} : { to: at };
    for await (const item of session.items(range, signal && { signal })) {
      if (item.type === 'prompt' && item.origin !== 'synthetic') prompt = item;
      if (item.type === 'message') answer = item;
      if (item.type !== 'tool' || gradeOf(factsOf(item)) !== 'failed') continue;
      if (commandOf(item) === undefined) other = { call: item, prompt };
      else command = { call: item, prompt };
    }
  }
  const failed = command ?? other;
  const time = at ?? failed?.call.end ?? session.duration;
  return {
    time,
    prompt: at === undefined ? (failed?.prompt ?? prompt) : prompt,
    answer,
    failed: failed?.call,
  };
}

/** A call that failed, and the prompt that it was made for. */
interface Failure {
  readonly call: ToolItem;
  readonly prompt: PromptItem | undefined;
}
