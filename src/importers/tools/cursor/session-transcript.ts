import { logLines } from '../../sources/log-lines.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { textKey } from '../../sources/text-key.ts';
import type { StoreSession } from '../../stores/store-session.ts';
import { promptTime } from './prompt-time.ts';
import { splitPrompt } from './split-prompt.ts';
import { userText } from './transcript-record.ts';
import { isTurnEnd } from './turn-end.ts';

/** Turns of a transcript that are looked at. */
const MAX_TURNS = 100_000;

/** What the transcript of a session says that its store does not. Asked record by record, in order. */
export interface SessionTranscript {
  /** When a record was written; ms since 1970 UTC. */
  timeOf(record: LogRecord): number | undefined;
  /** How the turn ended that a prompt stands behind, or the last one; each is told once. */
  endBefore(record: LogRecord | undefined): LogRecord | undefined;
}

interface Turn {
  readonly prompt: string;
  readonly time: number | undefined;
  end?: LogRecord;
}

/** Path of the transcript of a session, where the files of Cursor are at hand; `undefined` else. */
export async function transcriptPath(session: StoreSession): Promise<string | undefined> {
  const { id } = session;
  const paths = await session.siblings('projects', { deep: true });
  return paths.find(
    (path) =>
      path.endsWith(`/agent-transcripts/${id}.jsonl`) ||
      path.endsWith(`/agent-transcripts/${id}/${id}.jsonl`),
  );
}

/** Reads the transcript of a session, if there is one. */
export async function sessionTranscript(session: StoreSession): Promise<SessionTranscript> {
  const path = await transcriptPath(session);
  const file = path === undefined ? undefined : await session.sibling(path);
  const turns: Turn[] = [];
  for await (const lines of file ? logLines(file, {}) : []) {
    for (const { record } of lines) {
      const prompt = record && promptOf(record);
      if (prompt !== undefined && turns.length < MAX_TURNS) turns.push({ prompt, time: promptTime(record!) });
      const last = turns.at(-1);
      if (record && last && isTurnEnd(record)) last.end = record;
    }
  }
  return new TurnsOfTranscript(turns);
}

class TurnsOfTranscript implements SessionTranscript {
  readonly #turns: readonly Turn[];
  /** Number of the turn that comes next. */
  #next = 0;
  #last: Turn | undefined;

  constructor(turns: readonly Turn[]) {
    this.#turns = turns;
  }

  endBefore(record: LogRecord | undefined): LogRecord | undefined {
    const prompt = record && promptOf(record);
    if (record && prompt === undefined) return undefined;
    const end = this.#last?.end;
    const found = this.#turns.findIndex((turn, index) => index >= this.#next && turn.prompt === prompt);
    this.#last = found === -1 ? undefined : this.#turns[found];
    if (found !== -1) this.#next = found + 1;
    return end;
  }

  timeOf(record: LogRecord): number | undefined {
    const own = promptTime(record);
    return own ?? (promptOf(record) === undefined ? undefined : this.#last?.time);
  }
}

/** What tells a prompt from others; `undefined` for what is none. */
function promptOf(record: LogRecord): string | undefined {
  const text = userText(record);
  const prompt = text === undefined ? '' : splitPrompt(text).prompt;
  return prompt === '' ? undefined : textKey(prompt);
}
