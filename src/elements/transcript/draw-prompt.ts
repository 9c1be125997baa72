import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { ContentBlock } from '../../format/index.ts';
import type { PromptItem } from '../../state/index.ts';
import { transcriptStrings } from '../strings/transcript.ts';
import type { DrawnItem, ItemContext } from './item-context.ts';

/** What is longer than this is shown in part. */
export interface Length {
  readonly characters: number;
  readonly lines: number;
}

const LONG_PROMPT: Length = { characters: 2500, lines: 30 };

/**
 * Draws what a person, or a program in a person's place, asked.
 *
 * @param blocks - its content, drawn
 */
export function drawPrompt(item: PromptItem, context: ItemContext, blocks: unknown): DrawnItem {
  const text = textOf(item.content);
  const foldable = { part: `${item.id} all`, text, content: blocks };
  return {
    content: html`<div class="prompt">${renderFoldable(foldable, LONG_PROMPT, context)}</div>`,
    label: nameOfPrompt(item, context),
    copyable: { label: context.language.of(transcriptStrings).copyPrompt, text },
  };
}

/** Who typed a prompt, or what did. */
export function nameOfPrompt({ origin }: PromptItem, { isChild, language }: ItemContext): string {
  const strings = language.of(transcriptStrings);
  if (origin === 'command') return strings.command;
  if (isChild) return strings.task;
  return origin === 'synthetic' ? strings.program : strings.you;
}

/** Text of a message as it was written, blocks apart by a blank line. */
export function textOf(content: readonly ContentBlock[]): string {
  return content
    .flatMap((block) => (block.type === 'text' ? [block.text] : []))
    .join('\n\n')
    .trim();
}

/** A text that may be too long to be shown whole. */
export interface Foldable {
  /** Its name among the parts that can be opened. */
  readonly part: string;
  readonly text: string;
  /** What is drawn for the text. */
  readonly content: unknown;
}

/** A text, clipped with a button that shows all of it if it is longer than `limit`. */
export function renderFoldable(
  { part, text, content }: Foldable,
  limit: Length,
  context: ItemContext,
): TemplateResult {
  const isLong = text.length > limit.characters || lineCount(text, limit.lines) > limit.lines;
  const open = !isLong || context.isOpen(part, false);
  const { less, more } = context.language.of(transcriptStrings);
  return html`<div class="prose ${open ? '' : 'clipped'}">${content}</div>
    ${
      isLong
        ? html`<button class="link more" aria-expanded=${open} @click=${() => context.setOpen(part, !open)}>
            ${open ? less : more}
          </button>`
        : nothing
    }`;
}

/** Lines of a text, counted up to a little more than `enough`. */
function lineCount(text: string, enough: number): number {
  let count = 1;
  for (let at = text.indexOf('\n'); at >= 0 && count <= enough; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
