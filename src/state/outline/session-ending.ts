import type { Ending, TranscriptEvent } from '../../format/index.ts';
import type { ErrorGrade } from '../outcomes/index.ts';

/** Tells from the last things of the main transcript how the session ended. */
export class SessionEnding {
  #last: Ending | 'open' | undefined;
  /** What it was before the latest prompt. */
  #beforePrompt: Ending | 'open' | undefined;
  #openCall: string | undefined;
  #hasResults = false;

  /** An event of the main transcript; of calls only their beginning. */
  take(event: TranscriptEvent): void {
    switch (event.sessionUpdate) {
      case '_reprise/turn':
        this.#beforePrompt = this.#last;
        this.#last = undefined;
        break;
      case 'agent_message_chunk':
        // What the program says in the agent's name ends nothing.
        if (event._meta?.reprise?.origin !== 'synthetic') this.#last = 'finished';
        break;
      case '_reprise/error':
        this.#last = 'failed';
        break;
      case '_reprise/interruption':
        this.#last = 'interrupted';
        break;
      case 'tool_call':
        this.#last = 'open';
        this.#openCall = event.toolCallId;
        break;
      case 'agent_thought_chunk':
        if (this.#last !== 'open') this.#last = undefined;
        break;
      default:
    }
  }

  /** A call of the main transcript has ended. */
  endCall(toolCallId: string, grade: ErrorGrade | undefined): void {
    this.#hasResults ||= grade !== 'interrupted';
    // Of calls that run beside each other the last one that began is waited for.
    if (this.#last === 'open' && this.#openCall !== toolCallId) return;
    if (grade === 'failed') this.#last = 'failed';
    else if (grade === 'refused' || grade === 'interrupted') this.#last = 'interrupted';
    else if (this.#last === 'open') this.#last = undefined;
  }

  /** @param leavesProgram - the last prompt only leaves the program, or says nothing */
  finish(leavesProgram: boolean): Ending | undefined {
    const last = this.#last ?? (leavesProgram ? this.#beforePrompt : undefined);
    // Some logs have no results at all: an open call says nothing then.
    if (last === 'open') return this.#hasResults ? 'interrupted' : undefined;
    return last;
  }
}
