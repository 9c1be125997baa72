import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { TranscriptItem } from '../../state/index.ts';
import { renderVisible } from '../code/visible-characters.ts';
import { transcriptStrings } from '../strings/transcript.ts';
import type * as ItemDrawing from './draw-item.ts';
import { drawPrompt, isPlainPrompt, nameOfPrompt } from './draw-prompt.ts';
import type { DrawnItem, ItemContext } from './item-context.ts';
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

/**
 * An item, with its heading where the speaker changes.
 *
 * @param drawing - once it is loaded; plain prompts do without
 */
export function renderItemRow(
  row: ItemRow,
  state: RowState,
  context: ItemContext,
  drawing: typeof ItemDrawing | undefined,
): TemplateResult {
  const { item } = row;
  const drawn = drawing?.drawItem(row, context) ?? drawPlain(item, context);
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
    aria-label=${`${drawn.label}, ${context.timeText(item.time)}`}
    aria-current=${state.current ? 'true' : nothing}
  >
    ${row.heading ? renderHeading(row, context) : nothing} ${drawn.content}
    ${state.active && drawing ? drawing.renderActions(item, drawn.copyable, context) : nothing}
  </article>`;
}

/** Items that the clock passes over: one sentence, as the archive has it, that opens. */
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

/** Where a branch begins that the session did not go on with. */
export function renderBranchRow(key: string, { language }: ItemContext): TemplateResult {
  return html`<article class="row branch" data-key=${key} tabindex="-1">
    <p class="notice">${language.of(transcriptStrings).abandoned}</p>
  </article>`;
}

function drawPlain(item: TranscriptItem, context: ItemContext): DrawnItem {
  if (!isPlainPrompt(item)) throw new TypeError(`the code that draws a ${item.type} is not loaded`);
  return drawPrompt(item, context);
}

function renderHeading({ item, model }: ItemRow, context: ItemContext): TemplateResult {
  const isPrompt = item.type === 'prompt';
  const name = isPrompt ? nameOfPrompt(item, context) : context.agent;
  const origin =
    isPrompt && item.origin === 'queued' ? context.language.of(transcriptStrings).queuedPrompt : undefined;
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

/** `claude-opus-4-1-20250805` → `opus-4-1`: what tells models apart. */
function modelName(model: string): string {
  return model.replace(/^(?:[\w.-]+\/)?(?:claude-)?/u, '').replace(/-20\d{6}$/u, '') || model;
}
