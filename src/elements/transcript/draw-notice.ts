import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { NoticeItem, SubagentItem, UnknownItem } from '../../state/index.ts';
import { renderVisible, visibleText } from '../code/visible-characters.ts';
import { cutOfData, cutSentence } from '../cut/cut-sentence.ts';
import { cutIcon } from '../cut/draw-cut.ts';
import { icon } from '../icons.ts';
import type { IconName } from '../icons.ts';
import { itemsStrings } from '../strings/items.ts';
import { renderFollow } from '../tool-card/tool-card.ts';
import { renderResource } from '../tool-card/resource.ts';
import { jsonText } from '../tool-card/tool-value.ts';
import type { ItemContext, UnlabelledItem } from './item-context.ts';

/** Characters of a notice that stand on one line; longer ones are folded. */
const ONE_LINE = 160;

const ICONS: Partial<Record<NoticeItem['notice'], IconName>> = {
  interruption: 'pause',
  error: 'warning',
  permission: 'check',
  commit: 'commit',
  queue: 'next',
  mode: 'plan',
};

/** Draws what happened around the conversation. */
export function drawNotice(item: NoticeItem, context: ItemContext): UnlabelledItem {
  const text = item.text?.trim() ?? '';
  const strings = context.language.of(itemsStrings);
  const copyable = text === '' ? {} : { copyable: { label: strings.copyMarkdown, text } };
  switch (item.notice) {
    case 'compaction':
      return { content: renderDivider(item, text, context), ...copyable };
    case 'cut':
      return { content: renderCut(item, context) };
    case 'commit':
      return { content: renderCommit(item, text, context), ...copyable };
    case 'mode':
      return { content: renderLine(item, strings.mode(text), '') };
    case 'system':
    case 'hook':
      return { content: renderFolded(item, text, context), ...copyable };
    case 'error':
    case 'interruption':
    case 'permission':
    case 'queue':
    case 'progress': {
      const isLong = text.length > ONE_LINE || text.includes('\n') || (item.notice === 'error' && item.data);
      const label = context.language.of(itemsStrings)[item.notice];
      // Many programs begin with the word that stands there already.
      const said = item.notice === 'error' ? text.replace(/^Error:\s+/iu, '') : text;
      return {
        content: isLong ? renderFolded(item, said, context) : renderLine(item, label, said),
        ...copyable,
      };
    }
  }
}

/** Draws a way into the transcript of a subagent. */
export function drawSubagent(item: SubagentItem, context: ItemContext): UnlabelledItem {
  return { content: html`<div class="card">${renderFollow(item.track, context)}</div>` };
}

/** Draws a record of a kind that nobody knows, as it is, on demand. */
export function drawUnknown(item: UnknownItem, context: ItemContext): UnlabelledItem {
  const open = context.isOpen(item.id, false);
  return {
    content: html`<details
      class="folded"
      ?open=${open}
      @toggle=${(event: Event) => context.setOpen(item.id, (event.currentTarget as HTMLDetailsElement).open)}
    >
      <summary>${renderVisible(context.language.of(itemsStrings).unknown(item.recordType))}</summary>
      ${
        open && item.value !== undefined
          ? html`<pre tabindex="0">${renderVisible(jsonText(item.value))}</pre>`
          : nothing
      }
      ${open && item.content ? renderResource(item.content, context.language) : nothing}
    </details>`,
  };
}

function renderLine(item: NoticeItem, label: string, text: string): TemplateResult {
  const name = ICONS[item.notice];
  return html`<p class="notice ${item.notice}">
    ${name ? icon(name) : nothing}<span
      ><b>${renderVisible(label)}</b> ${renderVisible(text.replace(/^\[(.*)\]$/u, '$1'))}</span
    >
  </p>`;
}

/** What the source says of a notice without a text: its name, its command. */
function summaryOf({ data }: NoticeItem): string {
  return ['name', 'command', 'kind', 'operation', 'query']
    .flatMap((key) => (typeof data?.[key] === 'string' ? [data[key]] : []))
    .join(': ');
}

/** The summary of a compaction is long, and it is not what was said: a line across, with the text behind it. */
function renderDivider(item: NoticeItem, text: string, context: ItemContext): TemplateResult {
  const { compaction } = context.language.of(itemsStrings);
  if (text === '') return html`<p class="divider"><span>${compaction}</span></p>`;
  const open = context.isOpen(item.id, false);
  return html`<details
    class="divided"
    ?open=${open}
    @toggle=${(event: Event) => context.setOpen(item.id, (event.currentTarget as HTMLDetailsElement).open)}
  >
    <summary class="divider"><span>${compaction}</span></summary>
    ${open ? html`<div class="prose folded-text"><div class="plain">${renderVisible(text)}</div></div>` : nothing}
  </details>`;
}

/** Where the author took something out: a line across that says how much. */
function renderCut({ data }: NoticeItem, { language }: ItemContext): TemplateResult {
  return html`<p class="divider cut">${cutIcon()}<span>${cutSentence(cutOfData(data), language)}</span></p>`;
}

function renderCommit(item: NoticeItem, text: string, { language }: ItemContext): TemplateResult {
  const hash = item.data?.['hash'];
  const [subject = ''] = text.split('\n', 1);
  return html`<div class="card">
    <p class="line">
      ${icon('commit')}<span class="visually-hidden">${language.of(itemsStrings).commit}</span>
      <span class="title subject" title=${visibleText(text)}>${renderVisible(subject)}</span>
      ${
        typeof hash === 'string'
          ? html`<span class="result"><code>${renderVisible(hash.slice(0, 10))}</code></span>`
          : nothing
      }
    </p>
  </div>`;
}

function renderFolded(item: NoticeItem, text: string, context: ItemContext): TemplateResult {
  const open = context.isOpen(item.id, item.notice === 'error' && text.includes('\n'));
  const label = context.language.of(itemsStrings)[item.notice as 'system'];
  const line = (text || summaryOf(item))
    .slice(0, 2 * ONE_LINE)
    .replace(/\s+/gu, ' ')
    .slice(0, ONE_LINE);
  return html`<details
    class="folded ${item.notice}"
    ?open=${open}
    @toggle=${(event: Event) => context.setOpen(item.id, (event.currentTarget as HTMLDetailsElement).open)}
  >
    <summary>${label}${open || line === '' ? nothing : html`: ${renderVisible(line)}`}</summary>
    ${open && text !== '' ? html`<pre tabindex="0">${renderVisible(text)}</pre>` : nothing}
    ${open && item.data ? html`<pre tabindex="0">${renderVisible(jsonText(item.data))}</pre>` : nothing}
  </details>`;
}
