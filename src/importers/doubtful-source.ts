import type { Fidelity, SessionEvent, SourceTranscriptEvent } from '../format/index.ts';
import type { ImportOptions } from './importer.ts';

/** Code of the finding that a log was probably taken for another tool's. */
export const DOUBTFUL_SOURCE = 'doubtful-source';

/** What was imported, for the message. */
interface Imported {
  /** Id of the importer. */
  readonly id: string;
  /** Name of the source. */
  readonly name: string;
}

/** What there is in a log. */
interface Found {
  readonly isAsked: boolean;
  /** Before anything is asked, the agent says or does something. */
  readonly hasAnswer: boolean;
  /** Nobody says or does anything. */
  readonly isEmpty: boolean;
}

/**
 * A veto against wrong recognition: tools copy each other's envelopes, so a log can look like one that it is not, and
 * everything in it would be kept and nothing told. Where less than half of the records is understood, messages and
 * calls answer nobody, or nobody does anything at all, a `doubtful-source` warning is reported and stands in the
 * fidelity report too. What a program asks counts as a question: the log of a subagent holds no other.
 *
 * @param events - of a log; a recording of a terminal has no messages to judge by
 */
export async function* withDoubt(
  events: AsyncIterable<SessionEvent>,
  imported: Imported,
  { onDiagnostic }: ImportOptions,
): AsyncGenerator<SessionEvent, void, undefined> {
  let isAsked = false;
  let hasAnswer = false;
  let isEmpty = true;
  for await (const event of events) {
    if (event.type === 'transcript') {
      isAsked ||= isQuestion(event);
      hasAnswer ||= !isAsked && isDeed(event) && !isOfProgram(event);
      isEmpty &&= !isDeed(event);
    } else if (event.type === 'change' || event.type === 'terminal') isEmpty = false;
    const reason =
      event.type === 'report'
        ? reasonOf(event.fidelity, { isAsked, hasAnswer, isEmpty }, imported)
        : undefined;
    if (event.type !== 'report' || reason === undefined) {
      yield event;
      continue;
    }
    onDiagnostic?.({ code: DOUBTFUL_SOURCE, severity: 'warning', message: reason, entry: imported.name });
    const note = { code: DOUBTFUL_SOURCE, count: 1, message: reason };
    yield { ...event, fidelity: { ...event.fidelity, notes: [...(event.fidelity.notes ?? []), note] } };
  }
}

/** What makes a report doubtful, as its note says it; `undefined` where nothing does. */
export function doubtIn(fidelity: Fidelity | undefined): string | undefined {
  return fidelity?.notes?.find(({ code }) => code === DOUBTFUL_SOURCE)?.message;
}

function reasonOf(
  { records, understood }: Fidelity,
  { isAsked, hasAnswer, isEmpty }: Found,
  { id }: Imported,
): string | undefined {
  const advice = 'if it is of another tool, name that with --from TOOL';
  if (understood * 2 < records) {
    return `taken for a log of ${id}, of which ${understood} of ${records} records are understood: ${advice}`;
  }
  if (isAsked) return undefined;
  if (hasAnswer)
    return `taken for a log of ${id}, in which there are messages but no prompt: it may be a part of a session; ${advice}`;
  if (!isEmpty) return undefined;
  return `taken for a log of ${id}, in which nobody says anything: it may be a part of a session, or have begun only; ${advice}`;
}

function isQuestion({ update: { sessionUpdate }, meta }: SourceTranscriptEvent): boolean {
  if (sessionUpdate === 'user_message_chunk') return meta?.origin === 'synthetic';
  return sessionUpdate === '_reprise/turn';
}

/** Whether somebody says or does something; notices of the program are nothing of the kind. */
function isDeed({ update: { sessionUpdate } }: SourceTranscriptEvent): boolean {
  return (
    sessionUpdate === 'agent_message_chunk' ||
    sessionUpdate === 'user_message_chunk' ||
    sessionUpdate === 'agent_thought_chunk' ||
    sessionUpdate === 'tool_call' ||
    sessionUpdate === '_reprise/turn'
  );
}

/** Commands to the program, and what the program says for itself, are no conversation that a prompt has to begin. */
function isOfProgram({ meta }: SourceTranscriptEvent): boolean {
  return meta?.origin === 'command' || meta?.origin === 'synthetic';
}
