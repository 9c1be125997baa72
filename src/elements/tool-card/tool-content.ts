import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type {
  ChangeReference,
  ContentBlock,
  FileReference,
  JsonObject,
  TerminalReference,
  ToolCallContent,
} from '../../format/index.ts';
import type { ToolItem } from '../../state/index.ts';
import { renderVisible } from '../code/visible-characters.ts';
import type { TextSource } from '../resource-text/resource-text.ts';
import { cutStrings } from '../strings/cut.ts';
import { itemsStrings } from '../strings/items.ts';
import { toolStrings } from '../strings/tool.ts';
import type { ItemContext } from '../transcript/item-context.ts';
import { renderResource } from './resource.ts';
import { renderInput, renderOutput, renderValue } from './tool-value.ts';

/** Lines of a text that an open card shows before it is asked for all of them. */
const SHOWN_LINES = 14;
/** Inside an open card: what the call was given, and what came of it. */
export function renderToolBody(item: ToolItem, context: ItemContext): TemplateResult {
  const { title } = item;
  const isLong = title.includes('\n') || title.length > 90;
  return html`<div class="body">
    ${isLong ? html`<pre class="whole-title">${renderVisible(title)}</pre>` : nothing}
    ${renderInput(item, context)}
    ${item.content.map((part, index) => renderPart(part, `${item.id} ${index}`, { item, context }))}
    ${renderOutput(item, context)}
    ${item.cut ? html`<p class="none">${context.language.of(cutStrings).part}</p>` : nothing}
    ${
      item.content.length === 0 && !item.cut && !item.rawOutput && item.status === 'completed'
        ? html`<p class="none">${context.language.of(toolStrings).noOutput}</p>`
        : nothing
    }
  </div>`;
}

interface Place {
  readonly item: ToolItem;
  readonly context: ItemContext;
}

function renderPart(
  part: ToolCallContent,
  name: string,
  { item, context }: Place,
): TemplateResult | typeof nothing {
  switch (part.type) {
    case 'content':
      return renderBlock(part.content, name, context);
    case 'terminal':
      return renderTerminal(part, context);
    case '_reprise/change':
      return renderChange(part, item, context);
    case '_reprise/file':
      return renderFile(part, item, context);
    default:
      return renderUnknown(part, name, context);
  }
}

/** A block of content as it stands in tool results: text as it is, not as Markdown. */
export function renderBlock(
  block: ContentBlock,
  name: string,
  context: ItemContext,
): TemplateResult | typeof nothing {
  switch (block.type) {
    case 'text':
      return renderLongText(block.text, name, context);
    case 'image':
      return block.uri === undefined
        ? renderUnknown(block, name, context)
        : html`<reprise-picture .path=${block.uri}></reprise-picture>`;
    case 'resource_link':
      return renderResource(block, context.language);
    default:
      return renderUnknown(block, name, context);
  }
}

/** Content of a kind that nobody knows, as the record it is, on demand. */
function renderUnknown(block: object, name: string, context: ItemContext): TemplateResult | typeof nothing {
  const value = 'value' in block && isObject(block.value) ? block.value : (block as JsonObject);
  const type = typeof value['type'] === 'string' ? value['type'] : '';
  return renderValue(context.language.of(itemsStrings).otherContent(type), value, name, context);
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null;
}

function renderLongText(text: string, name: string, context: ItemContext): TemplateResult {
  const trimmed = text.replace(/\s+$/u, '');
  const lines = trimmed.split('\n');
  const all = lines.length <= SHOWN_LINES + 2 || context.isOpen(name, false);
  return html`<pre tabindex="0">${renderVisible(all ? trimmed : lines.slice(0, SHOWN_LINES).join('\n'))}</pre>
    ${
      all
        ? nothing
        : html`<button class="link" @click=${() => context.setOpen(name, true)}>
            ${context.language.of(itemsStrings).moreLines(lines.length)}
          </button>`
    }`;
}

const BAD_LINE = /^\s*(?:[✗✘×✕⨯]|FAIL|error\b|fatal\b|panic\b|E {2,}|\w*(?:Error|Exception):)/iu;
const GOOD_LINE = /^\s*(?:[✓✔]|PASS|ok\b)/u;

function renderTerminal(part: TerminalReference, context: ItemContext): TemplateResult {
  const { excerpt = '', end } = part._meta.reprise;
  const lines = excerpt.split('\n').map((line) => {
    const tone = BAD_LINE.test(line) ? 'bad' : GOOD_LINE.test(line) ? 'good' : undefined;
    return tone === undefined
      ? [renderVisible(line), '\n']
      : [html`<span class=${tone}>${renderVisible(line)}</span>`, '\n'];
  });
  return html`${excerpt.trim() === '' ? nothing : html`<pre>${lines}</pre>`}
    <button class="link" @click=${() => context.seek(end)}>
      ${context.language.of(toolStrings).inTerminal}
    </button>`;
}

/** Loads the element with the first change that is looked at. Failing that, its place stays empty. */
function loadChangeInPlace(): void {
  import('../change-in-place/change-in-place.define.ts').catch(() => undefined);
}

/** A change where the reader is; several are told apart by what stands above each. */
function renderChange(part: ChangeReference, item: ToolItem, context: ItemContext): TemplateResult {
  loadChangeInPlace();
  const isOnly = item.content.filter(({ type }) => type === '_reprise/change').length === 1;
  const change = { id: part.id, path: part.path, from: item.time, to: item.end };
  return html`<div class="change">
    <p class="reference">
      ${
        isOnly
          ? nothing
          : html`<span class="path">${renderVisible(part.path)}</span>
              <span class="plus">+${context.language.number(part.additions)}</span>
              <span class="minus">−${context.language.number(part.deletions)}</span>`
      }
      <button class="link" @click=${() => context.seek(item.end)}>
        ${context.language.of(toolStrings).showChange}
      </button>
    </p>
    <reprise-change-in-place .change=${change}></reprise-change-in-place>
  </div>`;
}

function renderFile(part: FileReference, item: ToolItem, { language }: ItemContext): TemplateResult {
  const strings = language.of(toolStrings);
  const first = part.startLine ?? 1;
  const count = part.lineCount;
  const range = count === undefined ? '' : strings.lineRange(first, first + Math.max(count, 1) - 1);
  const load = async (player: TextSource) => {
    const text = await player.fileText(part.path, item.end);
    return count === undefined
      ? text
      : text
          ?.split('\n')
          .slice(first - 1, first - 1 + count)
          .join('\n');
  };
  return html`<p class="reference"><span class="path">${renderVisible(part.path)}</span> ${range}</p>
    <reprise-resource-text .label=${strings.showText} .load=${load}></reprise-resource-text>`;
}
