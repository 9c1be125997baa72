/** What a person asked, and what the program put around it. */
export interface UserInput {
  readonly prompt: string;
  readonly context: readonly { readonly name: string; readonly words: string }[];
  /** The model that was chosen with it. */
  readonly model: string | undefined;
}

const PART = /<([A-Z][A-Z_]{2,40})>\n?([^]*?)\n?<\/\1>/g;

/** Takes the content of a prompt apart; without any tag all of it is what was asked. */
export function splitInput(content: string): UserInput {
  const context: { name: string; words: string }[] = [];
  const prompts: string[] = [];
  for (const [whole, name = '', words = ''] of content.matchAll(PART)) {
    if (name === 'USER_REQUEST') prompts.push(words);
    else context.push({ name: name.toLowerCase().replaceAll('_', '-'), words: whole });
  }
  const rest = content.replaceAll(PART, '').trim();
  if (prompts.length === 0 && context.length === 0)
    return { prompt: content.trim(), context, model: undefined };
  if (rest !== '') context.push({ name: 'input', words: rest });
  const model = /`Model Selection` from [^\n]{1,100} to ([^\n]{1,100}?)\.?(?:\n|$)/.exec(content)?.[1];
  return { prompt: prompts.join('\n\n'), context, model };
}
