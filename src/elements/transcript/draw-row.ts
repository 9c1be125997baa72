import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { PromptItem, TranscriptItem } from '../../state/index.ts';
import { renderVisible } from '../code/visible-characters.ts';
import { icon } from '../icons.ts';
import { strings } from '../strings.ts';
import { renderToolCard } from '../tool-card/tool-card.ts';
import { drawMessage, drawPlan, drawPrompt, drawThought } from './draw-message.ts';
import { drawNotice, drawSubagent, drawUnknown } from './draw-notice.ts';
import type { Copyable, DrawnItem, ItemContext } from './item-context.ts';
import type { FoldRow, ItemRow } from './rows.ts';

/** How a row stands in the list. */
export interface RowState {
  /** The playhead is here. */
  readonly current: boolean;
  /** It appeared while playing. */
  readonly fresh: boolean;
  /** The one row that the tab key reaches. */
  readonly tabStop: boolean;
  /** The reader is on it, by pointer or keyboard: its buttons are there. */
  readonly active: boolean;
}

export function renderItemRow(row: ItemRow, state: RowState, context: ItemContext): TemplateResult {
  const { item } = row;
  const { content, copyable } = drawItem(row, context);
  const classes = [
    'row',
    `is-${item.type}`,
    ...(state.current ? ['now'] : []),
    ...(state.fresh ? ['fresh'] : []),
    ...(item.branch === undefined ? [] : ['abandoned']),
  ];
  return html`<article
    class=${classes.join(' ')}
    data-key=${row.key}
    tabindex=${state.tabStop ? 0 : -1}
    aria-label=${labelOf(item, context)}
    aria-current=${state.current ? 'true' : nothing}
  >
    ${row.heading ? renderHeading(row, context) : nothing} ${content}
    ${state.active ? renderActions(item, copyable, context) : nothing}
  </article>`;
}

export function renderFoldRow(
  row: FoldRow,
  state: RowState & { readonly toggle: (start: number) => void },
): TemplateResult {
  return html`<article
    class="row gap ${state.current ? 'now' : ''}"
    data-key=${row.key}
    tabindex=${state.tabStop ? 0 : -1}
    aria-label=${row.fold.label}
  >
    <button aria-expanded=${row.expanded} @click=${() => state.toggle(row.fold.start)}>
      ${row.fold.label}
    </button>
  </article>`;
}

export function renderBranchRow(key: string): TemplateResult {
  return html`<article class="row branch" data-key=${key} tabindex="-1">
    <p class="notice">${strings.transcript.abandoned}</p>
  </article>`;
}

function drawItem({ item, thinking }: ItemRow, context: ItemContext): DrawnItem {
  switch (item.type) {
    case 'prompt':
      return drawPrompt(item, context);
    case 'message':
      return drawMessage(item, context);
    case 'thought':
      return drawThought(item, context, thinking);
    case 'tool':
      return {
        content: renderToolCard(item, context),
        copyable: { label: strings.transcript.copyTitle(item.kind), text: item.title },
      };
    case 'plan':
      return drawPlan(item, context);
    case 'notice':
      return drawNotice(item, context);
    case 'subagent':
      return drawSubagent(item, context);
    case 'unknown':
      return drawUnknown(item, context);
  }
}

function renderHeading({ item, model }: ItemRow, context: ItemContext): TemplateResult {
  const isPrompt = item.type === 'prompt';
  const name = isPrompt ? nameOfPrompt(item, context) : context.agent;
  const origin = isPrompt && item.origin === 'queued' ? strings.transcript.queuedPrompt : undefined;
  return html`<div class="who">
    <span class="avatar ${isPrompt ? '' : 'agent'}" aria-hidden="true"
      >${Array.from(name)[0]?.toUpperCase()}</span
    >
    <b>${renderVisible(name)}</b>
    <button class="time" title=${context.timeTitle(item.time)} @click=${() => context.seek(item.time)}>
      ${context.timeText(item.time)}
    </button>
    ${model === undefined ? nothing : html`<span class="model">· ${renderVisible(modelName(model))}</span>`}
    ${origin === undefined ? nothing : html`<span>· ${origin}</span>`}
  </div>`;
}

function renderActions(
  item: TranscriptItem,
  copyable: Copyable | undefined,
  context: ItemContext,
): TemplateResult {
  const time = context.timeText(item.time);
  return html`<div class="actions">
    <button
      class="quiet time"
      title=${context.timeTitle(item.time)}
      aria-label=${strings.transcript.seek(time)}
      @click=${() => context.seek(item.time)}
    >
      ${item.approximate ? '~' : ''}${time}
    </button>
    <button
      class="quiet"
      title=${strings.transcript.copyLink}
      aria-label=${strings.transcript.copyLink}
      @click=${() => context.copyLink({ time: item.time, event: item.id })}
    >
      ${icon('link')}
    </button>
    ${
      copyable === undefined
        ? nothing
        : html`<button
            class="quiet"
            title=${copyable.label}
            aria-label=${copyable.label}
            @click=${() => context.copy(copyable.text)}
          >
            ${icon('copy')}
          </button>`
    }
  </div>`;
}

function labelOf(item: TranscriptItem, context: ItemContext): string {
  const time = context.timeText(item.time);
  switch (item.type) {
    case 'prompt':
      return `${nameOfPrompt(item, context)}, ${time}`;
    case 'tool':
      return `${strings.tool.kinds[item.kind] ?? strings.tool.kinds.other}, ${time}`;
    case 'thought':
      return `${strings.transcript.thoughtShort}, ${time}`;
    case 'plan':
      return `${strings.transcript.plan}, ${time}`;
    case 'notice':
      return `${item.notice === 'mode' ? strings.transcript.plan : strings.transcript[item.notice]}, ${time}`;
    case 'subagent':
      return `${strings.transcript.subagent}, ${time}`;
    case 'unknown':
      return `${strings.transcript.unknown(undefined)}, ${time}`;
    case 'message':
      return `${context.agent}, ${time}`;
  }
}

function nameOfPrompt({ origin }: PromptItem, { isChild }: ItemContext): string {
  if (origin === 'command') return strings.transcript.command;
  if (isChild) return strings.transcript.task;
  return origin === 'synthetic' ? strings.transcript.program : strings.transcript.you;
}

/** `claude-opus-4-1-20250805` → `opus-4-1`: what tells models apart. */
function modelName(model: string): string {
  return model.replace(/^(?:[\w.-]+\/)?(?:claude-)?/u, '').replace(/-20\d{6}$/u, '') || model;
}
