import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { ContentBlock } from '../../format/index.ts';
import type { MessageItem, PlanItem, PromptItem, ThoughtItem } from '../../state/index.ts';
import { renderMarkdown, renderPlain, renderPrompt } from '../markdown/markdown.ts';
import { renderVisible } from '../code/visible-characters.ts';
import { icon } from '../icons.ts';
import { strings } from '../strings.ts';
import { renderBlock } from '../tool-card/tool-content.ts';
import { durationText } from '../tool-card/tool-result.ts';
import type { DrawnItem, ItemContext } from './item-context.ts';

/** Characters, and lines, above which a prompt or a message is shown in part. */
const LONG_PROMPT = { characters: 2500, lines: 30 };
const LONG_MESSAGE = { characters: 9000, lines: 160 };
/** Characters of a thought that its one line shows. */
const THOUGHT_LINE = 160;

export function drawPrompt(item: PromptItem, context: ItemContext): DrawnItem {
  return {
    content: html`<div class="prompt">${renderFoldable(item, LONG_PROMPT, context, renderPrompt)}</div>`,
    copyable: { label: strings.transcript.copyPrompt, text: textOf(item.content) },
  };
}

export function drawMessage(item: MessageItem, context: ItemContext): DrawnItem {
  return {
    content: renderFoldable(item, LONG_MESSAGE, context, renderMarkdown),
    copyable: { label: strings.transcript.copyMarkdown, text: textOf(item.content) },
  };
}

/** @param thinking - ms it took, 0 where that is not known */
export function drawThought(item: ThoughtItem, context: ItemContext, thinking: number): DrawnItem {
  const duration = thinking >= 1000 ? durationText(thinking) : undefined;
  const text = textOf(item.content);
  if (text.trim() === '') {
    const label =
      duration === undefined
        ? strings.transcript.thoughtHidden
        : strings.transcript.thoughtHiddenFor(duration);
    return { content: html`<p class="thought hidden-thought">${label}</p>` };
  }
  const open = context.isOpen(item.id, false);
  const label =
    duration === undefined ? strings.transcript.thoughtShort : strings.transcript.thought(duration);
  const line = text
    .slice(0, 2 * THOUGHT_LINE)
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
    copyable: { label: strings.transcript.copyMarkdown, text },
  };
}

export function drawPlan(item: PlanItem, context: ItemContext): DrawnItem {
  const done = item.entries.filter((entry) => entry.status === 'completed').length;
  const now = item.entries.find((entry) => entry.status === 'in_progress');
  const open = context.isOpen(item.id, true);
  const entries = item.entries.map(
    (entry) =>
      html`<li class=${entry.status}>
        ${icon(entry.status === 'completed' ? 'check' : 'right')}<span class="visually-hidden"
          >${strings.transcript.planStatus[entry.status]}:</span
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
          ${icon('plan')}<span class="label">${strings.transcript.plan}</span>
          ${!open && now ? html`<span class="title">${renderVisible(now.content)}</span>` : nothing}
          <span class="result">${strings.transcript.planProgress(done, item.entries.length)}</span>
        </summary>
        <ul>
          ${entries}
        </ul>
      </details>
    </div>`,
    copyable: {
      label: strings.transcript.copyMarkdown,
      text: item.entries
        .map((entry) => `- [${entry.status === 'completed' ? 'x' : ' '}] ${entry.content}`)
        .join('\n'),
    },
  };
}

/** Text of a message as it was written, blocks apart by a blank line. */
export function textOf(content: readonly ContentBlock[]): string {
  return content
    .flatMap((block) => (block.type === 'text' ? [block.text] : []))
    .join('\n\n')
    .trim();
}

/** Blocks of a message; the texts are read again only when they change. */
function renderBlocks(
  item: PromptItem | MessageItem | ThoughtItem,
  context: ItemContext,
  renderText: (text: string) => TemplateResult,
): unknown[] {
  return item.content.map((block, index) =>
    block.type === 'text'
      ? guard([block.text, renderText], () => renderText(block.text))
      : renderBlock(block, `${item.id} ${index}`, context),
  );
}

type Long = typeof LONG_PROMPT;

function renderFoldable(
  item: PromptItem | MessageItem,
  limit: Long,
  context: ItemContext,
  renderText: (text: string) => TemplateResult,
): TemplateResult {
  const text = textOf(item.content);
  const isLong = text.length > limit.characters || lineCount(text, limit.lines) > limit.lines;
  const part = `${item.id} all`;
  const open = !isLong || context.isOpen(part, false);
  const render = item.type === 'message' && item.origin === 'synthetic' ? renderPlain : renderText;
  return html`<div class="prose ${open ? '' : 'clipped'}">${renderBlocks(item, context, render)}</div>
    ${
      isLong
        ? html`<button class="link more" aria-expanded=${open} @click=${() => context.setOpen(part, !open)}>
            ${open ? strings.transcript.less : strings.transcript.more}
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
