import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { ToolKind } from '../../format/index.ts';
import type { ToolItem } from '../../state/index.ts';
import { renderVisible } from '../code/visible-characters.ts';
import { cutIcon } from '../cut/draw-cut.ts';
import { icon } from '../icons.ts';
import type { IconName } from '../icons.ts';
import { cutStrings } from '../strings/cut.ts';
import { itemsStrings } from '../strings/items.ts';
import { toolStrings } from '../strings/tool.ts';
import type { ItemContext } from '../transcript/item-context.ts';
import { outcomeOf, type Outcome } from './outcome.ts';
import { picturesOf } from './pictures.ts';
import { renderToolBody } from './tool-content.ts';
import { kindOf } from './tool-kind.ts';
import { resultOf } from './tool-result.ts';
import type { PathParts } from '../path-text.ts';
import { titleOf } from './tool-title.ts';

const ICONS: Record<ToolKind, IconName> = {
  read: 'read',
  edit: 'edit',
  delete: 'remove',
  move: 'move',
  search: 'search',
  execute: 'command',
  think: 'think',
  fetch: 'fetch',
  switch_mode: 'plan',
  other: 'tool',
};

/** Pictures that a closed card shows at most. */
const MAX_THUMBS = 4;

/**
 * A tool call as a card: one line until it matters. A failure shows the lines that say why.
 *
 * @param byDefault - it is open until the reader closes it
 */
export function renderToolCard(item: ToolItem, context: ItemContext, byDefault: boolean): TemplateResult {
  const outcome = outcomeOf(item);
  const open = context.isOpen(item.id, byDefault);
  return html`<div class="card">
    <details
      ?open=${open}
      @toggle=${(event: Event) => context.setOpen(item.id, (event.currentTarget as HTMLDetailsElement).open)}
    >
      <summary>
        ${icon(iconOf(item))}<span class="visually-hidden">${kindOf(item, context)}</span>
        ${outcome.commits.length > 0 ? renderSubjects(outcome.commits) : renderTitle(titleOf(item, context))}
        <span class="result"
          >${resultOf(item, context.language).map(renderResult)}${item.cut ? renderCutMark(context) : nothing}</span
        >
      </summary>
      ${open ? renderToolBody(item, context) : nothing}
    </details>
    ${open ? nothing : renderTail(outcome, context)} ${open ? nothing : renderPictures(item)}
    ${item.subagent === undefined ? nothing : renderFollow(item.subagent, context)}
  </div>`;
}

/** A row that leads to the transcript of a subagent. */
export function renderFollow(track: string, context: ItemContext): TemplateResult {
  return html`<button class="follow" @click=${() => context.follow(track)}>
    ${icon('agent')}<span>${renderVisible(context.language.of(itemsStrings).follow(context.trackTitle(track)))}</span>${icon('right')}
  </button>`;
}

/** Says in one line that the card shows less than there was; open, it says so in words. */
function renderCutMark({ language }: ItemContext): TemplateResult {
  const { part } = language.of(cutStrings);
  return html`<span title=${part}>${cutIcon()}<span class="visually-hidden">${part}</span></span>`;
}

function renderResult({ text, tone, spoken }: ReturnType<typeof resultOf>[number]): TemplateResult {
  if (spoken === undefined) return html`<span class=${tone ?? nothing}>${text}</span>`;
  return html`<span class=${tone ?? nothing} aria-hidden="true">${text}</span
    ><span class="visually-hidden">${spoken}</span>`;
}

/** What the agent looked at, small: the card shows it as large as it is. */
function renderPictures(item: ToolItem): TemplateResult | typeof nothing {
  const paths = picturesOf(item);
  if (paths.length === 0) return nothing;
  return html`<div class="thumbs">
    ${paths.slice(0, MAX_THUMBS).map((path) => html`<reprise-picture .path=${path}></reprise-picture>`)}
  </div>`;
}

/** Why a call failed, in its own words. */
function renderTail({ grade, tail }: Outcome, { language }: ItemContext): TemplateResult | typeof nothing {
  if (tail.length > 0) return html`<pre class="tail">${renderVisible(tail.join('\n'))}</pre>`;
  return grade === 'failed' ? html`<p class="tail">${language.of(toolStrings).noOutput}</p>` : nothing;
}

function renderSubjects(commits: Outcome['commits']): TemplateResult {
  return html`<span class="title subject"
    >${renderVisible(commits.map(({ subject }) => subject).join(' · '))}</span
  >`;
}

function iconOf(item: ToolItem): IconName {
  const { tests, commits } = outcomeOf(item);
  if (commits.length > 0) return 'commit';
  if (tests) return 'test';
  return item.subagent === undefined ? (ICONS[item.kind] ?? 'tool') : 'agent';
}

function renderTitle({ folder, name }: PathParts): TemplateResult {
  if (folder === '') return html`<span class="title">${renderVisible(name)}</span>`;
  return html`<span class="title path"
    ><span class="folder">${renderVisible(folder)}</span><span>${renderVisible(name)}</span></span
  >`;
}
