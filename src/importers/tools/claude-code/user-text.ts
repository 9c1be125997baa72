/**
 * What a user record's text really is. Claude Code writes prompts, slash commands, their output, `!` commands,
 * reminders to the model and notices of interruption all as user text, told apart by how it begins.
 */

export type UserText =
  | { readonly kind: 'prompt'; readonly text: string }
  | { readonly kind: 'reminder'; readonly text: string }
  | { readonly kind: 'interruption'; readonly text: string }
  | { readonly kind: 'command'; readonly text: string; readonly message?: string }
  | { readonly kind: 'command-output'; readonly text: string }
  | { readonly kind: 'shell-input'; readonly text: string }
  | { readonly kind: 'shell-output'; readonly stdout: string; readonly stderr: string }
  | { readonly kind: 'notification'; readonly text: string }
  | { readonly kind: 'system'; readonly text: string };

const REMINDER_START = '<system-reminder>';
const REMINDER_END = '</system-reminder>';

/** Splits a user text into prompt and reminders, and names the rest by its kind. Blank parts are left out. */
export function readUserText(whole: string): readonly UserText[] {
  const start = whole.trimStart();
  if (!start.startsWith('<') || start.startsWith(REMINDER_START)) return splitReminders(whole);
  const special = readTagged(start, whole);
  return special ? [special] : splitReminders(whole);
}

function readTagged(start: string, whole: string): UserText | undefined {
  if (start.startsWith('<command-name>') || start.startsWith('<command-message>'))
    return readCommand(start, whole);
  if (start.startsWith('<local-command-stdout>') || start.startsWith('<local-command-stderr>')) {
    const output = inner(start, 'local-command-stdout') ?? inner(start, 'local-command-stderr');
    return { kind: 'command-output', text: output ?? whole };
  }
  if (start.startsWith('<local-command-caveat>')) return { kind: 'system', text: whole };
  if (start.startsWith('<task-notification>')) return { kind: 'notification', text: whole };
  if (start.startsWith('<bash-input>'))
    return { kind: 'shell-input', text: inner(start, 'bash-input') ?? whole };
  if (start.startsWith('<bash-stdout>') || start.startsWith('<bash-stderr>')) {
    return {
      kind: 'shell-output',
      stdout: inner(start, 'bash-stdout') ?? '',
      stderr: inner(start, 'bash-stderr') ?? '',
    };
  }
  return undefined;
}

/** `/name args` as a person typed it. */
function readCommand(start: string, whole: string): UserText {
  const name = inner(start, 'command-name')?.trim();
  if (name === undefined || name === '') return { kind: 'system', text: whole };
  const args = inner(start, 'command-args')?.trim() ?? '';
  const typed = `${name.startsWith('/') ? '' : '/'}${name}${args === '' ? '' : ` ${args}`}`;
  const message = inner(start, 'command-message');
  return { kind: 'command', text: typed, ...(message !== undefined && { message }) };
}

function splitReminders(whole: string): readonly UserText[] {
  const parts: UserText[] = [];
  let rest = '';
  let at = 0;
  for (;;) {
    const start = whole.indexOf(REMINDER_START, at);
    const end = start === -1 ? -1 : whole.indexOf(REMINDER_END, start);
    if (end === -1) break;
    rest += whole.slice(at, start);
    parts.push({ kind: 'reminder', text: whole.slice(start, end + REMINDER_END.length) });
    at = end + REMINDER_END.length;
  }
  rest += whole.slice(at);
  if (rest.trim() !== '') parts.unshift(readPlain(parts.length === 0 ? whole : rest.trim()));
  return parts;
}

function readPlain(text: string): UserText {
  if (text.startsWith('[Request interrupted by user')) return { kind: 'interruption', text };
  if (text.startsWith('Caveat:')) return { kind: 'system', text };
  return { kind: 'prompt', text };
}

function inner(text: string, tag: string): string | undefined {
  const start = text.indexOf(`<${tag}>`);
  if (start === -1) return undefined;
  const from = start + tag.length + 2;
  const end = text.indexOf(`</${tag}>`, from);
  return text.slice(from, end === -1 ? undefined : end);
}
