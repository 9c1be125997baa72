/** What Cursor puts around a prompt: not written by the person. */
const CONTEXT = [
  'external_links',
  'attached_files',
  'system_reminder',
  'open_and_recently_viewed_files',
  'timestamp',
  'additional_data',
  'user_info',
  'rules',
  'project_layout',
  'git_status',
  'image_files',
  'cursor_commands',
];

const OPENING = new RegExp(`^\\s*<(${CONTEXT.join('|')})>`);

/** A prompt without what was put around it. */
export interface SplitPrompt {
  /** What the person wrote. */
  readonly prompt: string;
  /** Injected parts, in order. */
  readonly context: readonly { readonly name: string; readonly words: string }[];
}

/**
 * Takes a user text apart: injected parts before and after, and the prompt in `<user_query>`. A part whose end is
 * missing is taken for what the person wrote.
 */
export function splitPrompt(whole: string): SplitPrompt {
  const context: { name: string; words: string }[] = [];
  let prompt = '';
  let rest = whole;
  for (;;) {
    const match = OPENING.exec(rest) ?? /^\s*<(user_query)>/.exec(rest);
    const name = match?.[1];
    const close = name === undefined ? -1 : rest.indexOf(`</${name}>`);
    if (!match || name === undefined || close === -1) break;
    const words = rest.slice(match[0].length, close).replace(/^\n/, '').trimEnd();
    if (name === 'user_query') prompt += `${prompt === '' ? '' : '\n\n'}${words}`;
    else context.push({ name, words });
    rest = rest.slice(close + name.length + 3);
  }
  const plain = rest.trim();
  if (plain !== '') prompt += `${prompt === '' ? '' : '\n\n'}${plain}`;
  return { prompt, context };
}
