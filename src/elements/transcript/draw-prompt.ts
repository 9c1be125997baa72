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

/** What of a text that is longer than that is drawn: more than has room where it is clipped. */
const BEGINNING: Length = { characters: 2500, lines: 40 };

/**
 * Draws what a person, or a program in a person's place, asked.
 *
 * @param draw - draws blocks of its content
 */
export function drawPrompt(item: PromptItem, context: ItemContext, draw: Foldable['draw']): DrawnItem {
  const text = textOf(item.content);
  const foldable = { part: `${item.id} all`, text, content: item.content, draw };
  return {
    content: html`<div class="prompt">${renderFoldable(foldable, LONG_PROMPT, context)}</div>
      ${context.isChild ? nothing : html`<reprise-survivors .turn=${item.id}></reprise-survivors>`}`,
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
  readonly content: readonly ContentBlock[];
  /** Draws all of the content, or its beginning. */
  readonly draw: (content: readonly ContentBlock[]) => unknown;
}

/**
 * A text, clipped with a button that shows all of it if it is longer than `limit`. Of what is clipped only the beginning
 * is drawn, except on paper.
 */
export function renderFoldable(
  { part, text, content, draw }: Foldable,
  limit: Length,
  context: ItemContext,
): TemplateResult {
  const isLong = text.length > limit.characters || lineCount(text, limit.lines) > limit.lines;
  const open = !isLong || context.printing || context.isOpen(part, false);
  const { less, more } = context.language.of(transcriptStrings);
  return html`<div class="prose ${open ? '' : 'clipped'}">${draw(open ? content : beginningOf(content))}</div>
    ${
      isLong
        ? html`<button class="link more" aria-expanded=${open} @click=${() => context.setOpen(part, !open)}>
            ${open ? less : more}
          </button>`
        : nothing
    }`;
}

/** The first blocks of a content, the last one cut at the end of a line where there is one. */
function beginningOf(content: readonly ContentBlock[]): readonly ContentBlock[] {
  const beginning: ContentBlock[] = [];
  let { characters, lines } = BEGINNING;
  for (const block of content) {
    if (characters <= 0 || lines <= 0) break;
    if (block.type !== 'text') {
      beginning.push(block);
      lines -= 1;
      continue;
    }
    const shown = block.text.trimStart().slice(0, characters).split('\n', lines);
    characters -= block.text.length;
    lines -= shown.length;
    beginning.push({ ...block, text: shown.join('\n') });
  }
  return beginning;
}

/** Lines of a text, counted up to a little more than `enough`. */
function lineCount(text: string, enough: number): number {
  let count = 1;
  for (let at = text.indexOf('\n'); at >= 0 && count <= enough; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
