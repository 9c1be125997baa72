import { asJson, compact, asText, isObject } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { ToldTexts } from '../../kept/told-texts.ts';
import { writeMode, writeSystem } from './notices.ts';
import type { Session } from './session.ts';

/** Attachments that say where, by whom and how the agent works (2.1.3xx). @returns whether the type is known */
export function translateSurroundings(session: Session, attachment: LogRecord): boolean {
  switch (attachment['type']) {
    case 'environment':
      writeOnce(session, 'environment', attachment['snapshot']);
      return true;
    case 'model':
      writeOnce(session, 'model', attachment['identity'], asText(attachment['text']));
      return true;
    case 'session_context':
      writeContext(session, attachment['context']);
      return true;
    case 'plan_mode':
      session.modeBeforePlan ??= session.mode;
      writeMode(session, 'plan');
      writePlanFile(session, attachment);
      return true;
    case 'plan_mode_exit':
      writeMode(session, session.modeBeforePlan ?? 'default');
      session.modeBeforePlan = undefined;
      writePlanFile(session, attachment);
      return true;
    case 'task_status':
      writeTask(session, attachment);
      return true;
    default:
      return false;
  }
}

/** Facts that every agent of the session is told: the first time only. */
function writeOnce(session: Session, kind: string, facts: unknown, words?: string): void {
  if (!isObject(facts)) return;
  if (session.tellOnce(`${kind} ${words} ${JSON.stringify(facts)}`))
    session.writer.notice('system', words, { data: { kind, facts: asJson(facts) } });
  else session.writer.markTold([facts, words]);
}

/** Where the plan is written, the first time. */
function writePlanFile(session: Session, attachment: LogRecord): void {
  const path = asText(attachment['planFilePath']);
  if (path === undefined || !session.tellOnce(path)) return;
  session.writer.notice('system', undefined, { data: { kind: 'plan-file', path } });
}

/** What the agent is given of the project before the first prompt: the state of git, instructions. */
function writeContext(session: Session, context: unknown): void {
  for (const [kind, words] of isObject(context) ? Object.entries(context) : []) {
    if (typeof words === 'string' && words !== '' && session.tellOnce(words))
      writeSystem(session, words, { kind });
  }
}

/** A task in the background went on, or ended. */
function writeTask(session: Session, attachment: LogRecord): void {
  const [what, status] = [asText(attachment['description']), asText(attachment['status'])];
  const words = [what ?? 'Task', status].filter(Boolean).join(': ');
  const rest = new ToldTexts(words).remainder(attachment, new Set(['type', 'description', 'status']));
  session.writer.notice('progress', words, { data: compact([['task', rest]]) });
}
