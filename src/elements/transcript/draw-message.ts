import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { MessageItem, PlanItem, PromptItem, ThoughtItem } from '../../state/index.ts';
import { markdownPieces, renderMarkdown } from '../markdown/markdown.ts';
import { renderPlain } from '../markdown/typed-text.ts';
import { renderVisible } from '../code/visible-characters.ts';
import { icon } from '../icons.ts';
import { itemsStrings } from '../strings/items.ts';
import type { Language } from '../strings/language.ts';
import { renderBlock } from '../tool-card/tool-content.ts';
import { durationText } from '../tool-card/tool-result.ts';
import { renderFoldable, textOf } from './draw-prompt.ts';
import type { ItemContext, UnlabelledItem } from './item-context.ts';
import { renderPieces } from './pieces.ts';

/** Above this a message is shown in part. */
const LONG_MESSAGE = { characters: 9000, lines: 160 };
/** Characters of a thought that its one line shows. */
const THOUGHT_LINE = 160;

/** Height of a line of prose, px, and the characters it has, about: what a piece that is not drawn is taken for. */
const LINE = { height: 22, characters: 60 };

/** Draws what the agent said. */
export function drawMessage(item: MessageItem, context: ItemContext): UnlabelledItem {
  const text = textOf(item.content);
  const isPlain = item.origin === 'synthetic';
  const draw = isPlain ? renderPlain : longTextOf(item.id, text, context);
  const foldable = {
    part: `${item.id} all`,
    text,
    content: item.content,
    draw: (content: MessageItem['content']) => renderBlocks({ id: item.id, content }, context, draw),
  };
  return {
    content: renderFoldable(foldable, LONG_MESSAGE, context),
    copyable: { label: context.language.of(itemsStrings).copyMarkdown, text },
  };
}

/** Long texts are drawn in pieces, except where all of a text is needed: on paper, and where a hit is to be shown. */
function longTextOf(id: string, text: string, context: ItemContext): typeof renderMarkdown {
  const isLong = text.length > LONG_MESSAGE.characters;
  return isLong && !context.printing && !context.isOpen(`${id} whole`, false)
    ? renderMarkdownInPieces
    : renderMarkdown;
}

function renderMarkdownInPieces(text: string, language: Language): TemplateResult {
  const pieces = markdownPieces(text, language).map(({ length, draw }) => ({
    height: Math.ceil(length / LINE.characters) * LINE.height,
    draw,
  }));
  return html`${renderPieces(pieces)}`;
}

/**
 * Draws what the agent thought: one line that opens.
 *
 * @param thinking - ms it took, 0 where that is not known
 */
export function drawThought(item: ThoughtItem, context: ItemContext, thinking: number): UnlabelledItem {
  const duration = thinking >= 1000 ? durationText(thinking, context.language) : undefined;
  const text = textOf(item.content);
  const strings = context.language.of(itemsStrings);
  if (text.trim() === '') {
    const label = duration === undefined ? strings.thoughtHidden : strings.thoughtHiddenFor(duration);
    return { content: html`<p class="thought hidden-thought">${label}</p>` };
  }
  const open = context.isOpen(item.id, false);
  const label = duration === undefined ? strings.thoughtShort : strings.thought(duration);
  const line = text
    .slice(0, 2 * THOUGHT_LINE)
    // Models set their headings in bold; a label is plain text.
    .replace(/\*\*/g, '')
    .replace(/\s+/gu, ' ')
    .trim()
    .slice(0, THOUGHT_LINE);
  return {
    content: html`<details
      class="thought"
      ?open=${open}
      @toggle=${(event: Event) => context.setOpen(item.id, (event.currentTarget as HTMLDetailsElement).open)}
    >
      <summary>${label}${open ? nothing : html`: ${renderVisible(line)}`}</summary>
      ${open ? html`<div class="prose">${renderBlocks(item, context, renderMarkdown)}</div>` : nothing}
    </details>`,
    copyable: { label: strings.copyMarkdown, text },
  };
}

/** Draws a plan: its steps and how far it has come. */
export function drawPlan(item: PlanItem, context: ItemContext): UnlabelledItem {
  const strings = context.language.of(itemsStrings);
  const done = item.entries.filter((entry) => entry.status === 'completed').length;
  const now = item.entries.find((entry) => entry.status === 'in_progress');
  const open = context.isOpen(item.id, true);
  const entries = item.entries.map(
    (entry) =>
      html`<li class=${entry.status}>
        ${icon(entry.status === 'completed' ? 'check' : 'right')}<span class="visually-hidden"
          >${strings.planStatus[entry.status]}:</span
        >
        <span>${renderVisible(entry.content)}</span>
      </li>`,
  );
  return {
    content: html`<div class="card plan">
      <details
        ?open=${open}
        @toggle=${(event: Event) => context.setOpen(item.id, (event.currentTarget as HTMLDetailsElement).open)}
      >
        <summary>
          ${icon('plan')}<span class="label">${strings.plan}</span>
          ${!open && now ? html`<span class="title">${renderVisible(now.content)}</span>` : nothing}
          <span class="result">${strings.planProgress(done, item.entries.length)}</span>
        </summary>
        <ul>
          ${entries}
        </ul>
      </details>
    </div>`,
    copyable: {
      label: strings.copyMarkdown,
      text: item.entries
        .map((entry) => `- [${entry.status === 'completed' ? 'x' : ' '}] ${entry.content}`)
        .join('\n'),
    },
  };
}

/** Blocks of a message; the texts are read again only when they change. */
export function renderBlocks(
  item: Pick<PromptItem | MessageItem | ThoughtItem, 'id' | 'content'>,
  context: ItemContext,
  renderText: (text: string, language: Language) => TemplateResult,
): unknown[] {
  return item.content.map((block, index) =>
    block.type === 'text'
      ? guard([block.text, renderText, context.language], () => renderText(block.text, context.language))
      : renderBlock(block, `${item.id} ${index}`, context),
  );
}
