import type { Session } from './session.ts';

/** A reminder to the model. Most are repeated word for word: each is written once. */
export function writeReminder(session: Session, reminder: string): void {
  if (reminder !== '' && !session.wasSaid(reminder)) writeSystem(session, reminder, { kind: 'reminder' });
}

/** Something the program says to the model or the person. */
export function writeSystem(
  session: Session,
  words: string,
  data: Readonly<Record<string, string | undefined>> = {},
): void {
  const known = Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined));
  session.writer.update({
    sessionUpdate: '_reprise/system',
    text: words,
    ...(Object.keys(known).length > 0 && { data: known }),
  });
}

/** The permission mode, where it has changed. */
export function writeMode(session: Session, mode: string | undefined): void {
  if (mode === undefined || mode === session.mode) return;
  session.mode = mode;
  session.writer.update({ sessionUpdate: 'current_mode_update', currentModeId: mode });
}
