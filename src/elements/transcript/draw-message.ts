import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { MessageItem, PlanItem, PromptItem, ThoughtItem } from '../../state/index.ts';
import { renderMarkdown } from '../markdown/markdown.ts';
import { renderPlain } from '../markdown/typed-text.ts';
import { renderVisible } from '../code/visible-characters.ts';
import { icon } from '../icons.ts';
import { itemsStrings } from '../strings/items.ts';
import type { Language } from '../strings/language.ts';
import { renderBlock } from '../tool-card/tool-content.ts';
import { durationText } from '../tool-card/tool-result.ts';
import { renderFoldable, textOf } from './draw-prompt.ts';
import type { ItemContext, UnlabelledItem } from './item-context.ts';

/** Above this a message is shown in part. */
const LONG_MESSAGE = { characters: 9000, lines: 160 };
/** Characters of a thought that its one line shows. */
const THOUGHT_LINE = 160;

/** Draws what the agent said. */
export function drawMessage(item: MessageItem, context: ItemContext): UnlabelledItem {
  const text = textOf(item.content);
  const content = renderBlocks(item, context, item.origin === 'synthetic' ? renderPlain : renderMarkdown);
  return {
    content: renderFoldable({ part: `${item.id} all`, text, content }, LONG_MESSAGE, context),
    copyable: { label: context.language.of(itemsStrings).copyMarkdown, text },
  };
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
  item: PromptItem | MessageItem | ThoughtItem,
  context: ItemContext,
  renderText: (text: string, language: Language) => TemplateResult,
): unknown[] {
  return item.content.map((block, index) =>
    block.type === 'text'
      ? guard([block.text, renderText, context.language], () => renderText(block.text, context.language))
      : renderBlock(block, `${item.id} ${index}`, context),
  );
}
