import { MAX_ASKED_LENGTH, type ContentBlock } from '../../format/index.ts';
import { isTrivialPrompt } from './excerpt.ts';

/**
 * What programs put around a prompt: reminders, the state of an editor, how a command was called. Of a command, its
 * arguments are the prompt.
 */
const ADDED =
  /<(system[-_]reminder|environment_(?:context|details)|user_instructions|command-(?:message|name|contents)|local-command-\w+|ide_\w+|additional_data|context|attached_files|open_and_recently_viewed_files|user_info|project_layout|rules|git_status)\b[^>]*>[\s\S]*?<\/\1>/gu;
/** Tags around what a person wrote. */
const AROUND = /<\/?(?:user_query|user_message|task|feedback|command-args|prompt)>/gu;

/** Characters of a block that are looked at. */
const MAX_BLOCK = 32_768;

/** A block of a prompt as text, without what a program added to it. */
export function promptText(content: ContentBlock): string {
  if (content.type === 'text') {
    return content.text.slice(0, MAX_BLOCK).replaceAll(ADDED, ' ').replaceAll(AROUND, '');
  }
  if (content.type === 'image') return '[image]';
  if (content.type === 'resource_link') return `[${content.name ?? 'document'}]`;
  return '';
}

/** Finds the first prompt that says more than to go on, with its lines. */
export class AskedPrompt {
  /** Of the turn that is begun. */
  #text = '';
  /** Of the first turn that had any; told when none says more. */
  #first = '';
  #isSettled = false;

  beginTurn(): void {
    this.#settle();
    if (!this.#isSettled) this.#text = '';
  }

  /** A block of the prompt of the turn that is begun. */
  add(text: string): void {
    if (this.#isSettled || this.#text.length > 4 * MAX_ASKED_LENGTH || text.trim() === '') return;
    this.#text += this.#text === '' ? text : `\n${text}`;
  }

  /** At most 1,000 characters; the last one is `…` if anything was cut. `undefined` without prompts. */
  finish(): string | undefined {
    this.#settle();
    const text = this.#isSettled ? this.#text : this.#first;
    const lines = text
      .replaceAll(/\r\n?/gu, '\n')
      .replaceAll(/[^\S\n]+$/gmu, '')
      .replaceAll(/\n{3,}/gu, '\n\n')
      .trim();
    const characters = Array.from(lines);
    if (characters.length === 0) return undefined;
    if (characters.length <= MAX_ASKED_LENGTH) return lines;
    return `${characters
      .slice(0, MAX_ASKED_LENGTH - 1)
      .join('')
      .trimEnd()}…`;
  }

  #settle(): void {
    if (this.#isSettled) return;
    this.#isSettled = !isTrivialPrompt(this.#text);
    this.#first ||= this.#text;
  }
}
