/** A text of a user's message, taken apart. */
export interface UserText {
  /** What the person wrote. */
  readonly prompt: string;
  /** What the program put in, in order. */
  readonly context: readonly { readonly name: string; readonly words: string }[];
}

/** What a person wrote stands in one of these; the last is of the command line. */
const PERSONS = /^\s*<(task|feedback|user_message|answer|user_input)\b[^>]{0,200}>\n?([^]*?)\n?<\/\1>/;

/** What the program puts in. */
const INJECTED =
  /^\s*<(environment_details|mode_notice|file_content|folder_content|url_content|explicit_instructions|system_reminder|hook_context|workspace_diagnostics|git_working_state|git_commit|terminal_output|custom_instructions)\b[^>]{0,400}>[^]*?<\/\1>/;

/** Parts of one text that are looked for. */
const MAX_PARTS = 500;

/** Takes a text apart; what is in no part is what the person wrote. */
export function splitUserText(whole: string): UserText {
  const context: { name: string; words: string }[] = [];
  const prompts: string[] = [];
  let rest = whole;
  for (let part = 0; part < MAX_PARTS; part++) {
    const persons = PERSONS.exec(rest);
    const match = persons ?? INJECTED.exec(rest);
    if (!match) break;
    if (persons) prompts.push(persons[2]!);
    else context.push({ name: match[1]!, words: match[0].trim() });
    rest = rest.slice(match[0].length);
  }
  if (prompts.length + context.length === 0) return { prompt: whole.trim(), context };
  const outside = rest.trim();
  return { prompt: [...prompts, outside].filter((text) => text.trim() !== '').join('\n\n'), context };
}

/** The mode that the command line was in, which it writes with a prompt. */
export function modeIn(text: string): string | undefined {
  return /^\s*<user_input mode="([\w-]{1,40})"/.exec(text)?.[1];
}
