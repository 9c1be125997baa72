import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type {
  ChangeReference,
  ContentBlock,
  FileReference,
  JsonObject,
  ResourceLinkBlock,
  TerminalReference,
  ToolCallContent,
} from '../../format/index.ts';
import type { ToolItem } from '../../state/index.ts';
import { renderVisible } from '../code/visible-characters.ts';
import type { TextSource } from '../resource-text/resource-text.ts';
import { strings } from '../strings.ts';
import type { ItemContext } from '../transcript/item-context.ts';
import { sizeText } from './tool-result.ts';

/** Lines of a text that an open card shows before it is asked for all of them. */
const SHOWN_LINES = 14;
/** Characters of a value of the vendor's input or output. */
const SHOWN_JSON = 8000;

/** Inside an open card: what the call was given, and what came of it. */
export function renderToolBody(item: ToolItem, context: ItemContext): TemplateResult {
  const { title } = item;
  const isLong = title.includes('\n') || title.length > 90;
  return html`<div class="body">
    ${isLong ? html`<pre class="whole-title">${renderVisible(title)}</pre>` : nothing}
    ${item.rawInput ? renderValue(strings.tool.input, item.rawInput, `${item.id} input`, context) : nothing}
    ${item.content.map((part, index) => renderPart(part, `${item.id} ${index}`, { item, context }))}
    ${item.rawOutput ? renderValue(strings.tool.output, item.rawOutput, `${item.id} output`, context) : nothing}
    ${
      item.content.length === 0 && !item.rawOutput && item.status === 'completed'
        ? html`<p class="none">${strings.tool.noOutput}</p>`
        : nothing
    }
  </div>`;
}

interface Place {
  readonly item: ToolItem;
  readonly context: ItemContext;
}

function renderPart(part: ToolCallContent, name: string, { item, context }: Place): TemplateResult {
  switch (part.type) {
    case 'content':
      return renderBlock(part.content, name, context);
    case 'terminal':
      return renderTerminal(part, context);
    case '_reprise/change':
      return renderChange(part, item, context);
    case '_reprise/file':
      return renderFile(part, item);
    default:
      return renderOther((part as { readonly type: string }).type);
  }
}

/** A block of content as it stands in tool results: text as it is, not as Markdown. */
export function renderBlock(block: ContentBlock, name: string, context: ItemContext): TemplateResult {
  switch (block.type) {
    case 'text':
      return renderLongText(block.text, name, context);
    case 'image':
      return block.uri === undefined
        ? renderOther('image')
        : html`<reprise-picture .path=${block.uri}></reprise-picture>`;
    case 'resource_link':
      return renderResource(block);
    default:
      return renderOther(block.type);
  }
}

/** Text on demand from the archive; what lies elsewhere is named and never fetched. */
export function renderResource(block: ResourceLinkBlock): TemplateResult {
  const name = block.name ?? block.uri.slice(block.uri.lastIndexOf('/') + 1);
  if (!block.uri.startsWith('blobs/')) {
    return html`<p class="none">${renderVisible(strings.resource.elsewhere(block.uri))}</p>`;
  }
  const what = block.size === undefined ? name : `${sizeText(block.size)}${block.name ? ` (${name})` : ''}`;
  const load = async (player: TextSource) => (await player.blob(block.uri)).text();
  return html`<reprise-resource-text
    .label=${strings.resource.show(what)}
    .load=${load}
  ></reprise-resource-text>`;
}

export function renderOther(type: string): TemplateResult {
  return html`<p class="none">${strings.transcript.otherContent(type)}</p>`;
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
            ${strings.transcript.moreLines(lines.length)}
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
    <button class="link" @click=${() => context.seek(end)}>${strings.tool.inTerminal}</button>`;
}

function renderChange(part: ChangeReference, item: ToolItem, context: ItemContext): TemplateResult {
  return html`<p class="reference">
    <span class="path">${renderVisible(part.path)}</span>
    <span class="plus">+${part.additions}</span> <span class="minus">−${part.deletions}</span>
    <button class="link" @click=${() => context.seek(item.end)}>${strings.tool.showChange}</button>
  </p>`;
}

function renderFile(part: FileReference, item: ToolItem): TemplateResult {
  const first = part.startLine ?? 1;
  const count = part.lineCount;
  const range = count === undefined ? '' : strings.tool.lineRange(first, first + Math.max(count, 1) - 1);
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
    <reprise-resource-text .label=${strings.tool.showText} .load=${load}></reprise-resource-text>`;
}

function renderValue(label: string, value: JsonObject, name: string, context: ItemContext): TemplateResult {
  const open = context.isOpen(name, false);
  return html`<details
    class="value"
    ?open=${open}
    @toggle=${(event: Event) => context.setOpen(name, (event.currentTarget as HTMLDetailsElement).open)}
  >
    <summary>${label}</summary>
    ${open ? html`<pre tabindex="0">${renderVisible(jsonText(value))}</pre>` : nothing}
  </details>`;
}

/** Indented JSON, cut where it grows longer than anybody reads. */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value, null, 2) ?? '';
  return text.length > SHOWN_JSON ? `${text.slice(0, SHOWN_JSON)}\n…` : text;
}
