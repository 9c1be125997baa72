import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { plainProse } from '../../player/index.ts';
import { renderVisible, visibleText } from '../code/visible-characters.ts';
import type { Note, TurnEntry } from '../../format/index.ts';
import { CAN_MARK_PASSAGES } from '../note/passages.ts';
import { firstIcon } from '../first-icons.ts';
import { holeText, renderHole } from '../hole/draw-hole.ts';
import { renderAllCuts } from '../cut/draw-cut.ts';
import { durationText } from '../tool-card/tool-result.ts';
import { moneyText, usageText } from '../usage-text.ts';
import { usageStrings } from '../strings/usage.ts';
import { transcriptStrings } from '../strings/transcript.ts';
import type * as ItemDrawing from './draw-item.ts';
import { nameOfPrompt } from './draw-prompt.ts';
import type { ItemContext } from './item-context.ts';
import type { HoleRow, ItemRow, PartRow, PauseRow, RunRow } from './rows.ts';
import { summaryOf } from './run-summary.ts';
import { runText } from './run-text.ts';

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
  /** What people have noted on it. */
  readonly notes: readonly Note[];
}

/** An item, with its heading where the speaker changes. */
export function renderItemRow(
  row: ItemRow,
  state: RowState,
  context: ItemContext,
  drawing: typeof ItemDrawing,
): TemplateResult {
  const { item } = row;
  const drawn = drawing.drawItem(row, context);
  const classes = [
    'row',
    `is-${item.type}`,
    ...(state.current ? ['now'] : []),
    ...(state.fresh ? ['fresh'] : []),
    ...(row.step === undefined ? [] : ['step', row.step]),
    ...(item.branch === undefined ? [] : ['abandoned']),
    ...(state.notes.some(isOfAll) ? ['highlighted'] : []),
  ];
  return html`<article
    class=${classes.join(' ')}
    data-key=${row.key}
    tabindex=${state.tabStop ? 0 : -1}
    aria-label=${`${visibleText(drawn.label)}, ${context.timeText(item.time)}`}
    aria-current=${state.current ? 'true' : nothing}
  >
    ${row.heading ? renderHeading(row, context) : nothing} ${drawn.content} ${renderUsed(row, context)}
    ${state.notes.map((note) => html`<reprise-note .note=${note}></reprise-note>`)}
    ${state.active ? drawing.renderActions(item, drawn.copyable, context) : nothing}
  </article>`;
}

/** A highlight of a whole item: what is meant of others is marked in their text. */
function isOfAll({ kind, range }: Note): boolean {
  return kind === 'highlight' && (range?.quote === undefined || !CAN_MARK_PASSAGES) && !range?.line;
}

/** What the session is, and what of it the author cut, above its first prompt; without a state while nothing below it is there. */
export function renderCoverRow(state: RowState | undefined, context: ItemContext): TemplateResult {
  // Where somebody has brought a cover, another one would be drawn for nobody.
  const own = context.hasCover ? nothing : html`<reprise-cover></reprise-cover>`;
  return html`<article
    class="row cover ${state?.current ? 'now' : ''}"
    data-key="cover"
    tabindex=${state?.tabStop ? 0 : -1}
    aria-label=${context.language.of(transcriptStrings).cover}
  >
    ${renderAllCuts(context.cuts, context.language)}
    <slot name="cover">${own}</slot>
  </article>`;
}

/** Items that say little, as one sentence that opens. */
export function renderRunRow(
  row: RunRow,
  state: RowState,
  context: ItemContext,
  toggle: () => void,
): TemplateResult {
  const summary = summaryOf(row.items);
  const text = runText(summary, context);
  const duration = summary.duration >= 1000 ? durationText(summary.duration, context.language) : undefined;
  return html`<article
    class="row run ${state.current ? 'now' : ''}"
    data-key=${row.key}
    tabindex=${state.tabStop ? 0 : -1}
    aria-label=${visibleText(text)}
    aria-current=${state.current ? 'true' : nothing}
  >
    ${row.heading ? renderHeading(row, context) : nothing}
    <button class="sentence-button" aria-expanded=${row.expanded} @click=${toggle}>
      ${firstIcon('right')}<span class="text">${renderVisible(text)}</span><span class="rule"></span>
      ${duration === undefined ? nothing : html`<span class="duration">${duration}</span>`}
    </button>
    ${renderUsed(row, context)}
  </article>`;
}

/** A while in which nobody did anything. */
export function renderPauseRow({ key, time, end }: PauseRow, { language }: ItemContext): TemplateResult {
  const text = language.of(transcriptStrings).pause(durationText(end - time, language));
  return html`<article class="row pause" data-key=${key} tabindex="-1" aria-label=${text}>
    <p>${text}</p>
  </article>`;
}

/** Where a branch begins that the session did not go on with. */
export function renderBranchRow(key: string, { language }: ItemContext): TemplateResult {
  const text = language.of(transcriptStrings).abandoned;
  return html`<article class="row branch" data-key=${key} tabindex="-1" aria-label=${text}>
    <p class="notice">${text}</p>
  </article>`;
}

/** Where parts of the conversation are damaged. */
export function renderHoleRow(row: HoleRow, context: ItemContext): TemplateResult {
  const { language, timeText: clockText, duration } = context;
  const span = { start: row.time, end: row.end };
  return html`<article
    class="row"
    data-key=${row.key}
    tabindex="-1"
    aria-label=${holeText('transcript', span, { language, clockText })}
  >
    ${renderHole('transcript', span, { language, clockText, duration })}
  </article>`;
}

/** Prompts of a part that is not loaded that are named at most. */
const MAX_NAMED = 8;

/**
 * A part that is not loaded, as high as it may be: its prompts, which the index knows, at about their places.
 *
 * @param height - px
 * @param turns - turns that begin in it
 */
export function renderPartRow(
  row: PartRow,
  { height, turns }: { readonly height: number; readonly turns: readonly TurnEntry[] },
  context: ItemContext,
): TemplateResult {
  const { notLoaded, notLoadedFrom } = context.language.of(transcriptStrings);
  const every = Math.max(1, Math.ceil(turns.length / MAX_NAMED));
  const span = Math.max(1, row.end - row.time);
  return html`<article
    class="row unloaded"
    data-key=${row.key}
    tabindex="-1"
    aria-label=${notLoaded}
    .style=${`block-size: ${height}px`}
  >
    ${
      turns.length === 0
        ? html`<p>${notLoadedFrom(context.timeText(row.time))}</p>`
        : turns
            .filter((_, index) => index % every === 0)
            .map(
              ({ excerpt, time }) =>
                html`<p .style=${`inset-block-start: ${Math.round((100 * (time - row.time)) / span)}%`}>
                  <b>${context.timeText(time)}</b> ${renderVisible(plainProse(excerpt))}
                </p>`,
            )
    }
  </article>`;
}

/** Stands for a conversation that is on its way. */
export function renderLoading(label: string): TemplateResult {
  return html`<div class="loading">
    <span class="visually-hidden">${label}</span>
    <i></i><i></i><i></i><i></i><i></i>
  </div>`;
}

/** What a row's answers used, in words; `undefined` where nobody wants to see it, or it is not known. */
export function usedText({ used }: ItemRow | RunRow, { usage, language }: ItemContext): string | undefined {
  if (!usage || !used) return undefined;
  const parts = [used.usage && usageText(used.usage, language), used.cost && moneyText(used.cost, language)];
  return parts.filter(Boolean).join(', ');
}

function renderUsed(row: ItemRow | RunRow, context: ItemContext): TemplateResult | typeof nothing {
  const text = usedText(row, context);
  if (!text) return nothing;
  const { label } = context.language.of(usageStrings);
  return html`<p class="used"><span class="visually-hidden">${label}:</span> ${text}</p>`;
}

function renderHeading(row: ItemRow | RunRow, context: ItemContext): TemplateResult {
  const item = row.kind === 'item' ? row.item : row.items[0]!;
  const { model } = row;
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
