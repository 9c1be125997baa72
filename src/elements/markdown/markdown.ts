import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { MarkedToken, Token, Tokens } from 'marked';
import { renderVisible } from '../code/visible-characters.ts';
import { icon } from '../icons.ts';
import { strings } from '../strings.ts';
import { decodeEntities } from './entities.ts';
import { lexMarkdown } from './lex.ts';
import { renderCode, renderCodeSpan, renderLink, renderPlain } from './typed-text.ts';

/** Values that Lit renders. */
type Rendered = unknown;

/** Nesting below which tokens are shown as the text they were made of. */
const MAX_DEPTH = 32;

/**
 * Draws Markdown as elements; `markdownStyles` gives the look, `reprise-code-block` must be defined.
 *
 * Recorded content is data: raw HTML is shown as text, links lead to http, https and mailto only, images are
 * links and never loaded, and what cannot be read as Markdown is shown as it is.
 */
export function renderMarkdown(text: string): TemplateResult {
  const tokens = lexMarkdown(text);
  return tokens ? html`${renderBlocks(tokens, 0)}` : renderPlain(text);
}

function renderBlocks(tokens: readonly Token[], depth: number): Rendered[] {
  return tokens.map((token) =>
    depth > MAX_DEPTH ? renderPlain(token.raw) : renderBlock(token as MarkedToken, depth + 1),
  );
}

function renderBlock(token: MarkedToken, depth: number): Rendered {
  switch (token.type) {
    case 'space':
      return nothing;
    case 'heading':
      // One level for all: the outline of a page is not for recorded content to make.
      return html`<h3 class="level-${token.depth}">${renderInline(token.tokens, depth)}</h3>`;
    case 'paragraph':
      return html`<p>${renderInline(token.tokens, depth)}</p>`;
    case 'text':
      return token.tokens ? renderInline(token.tokens, depth) : renderText(token.text);
    case 'code':
      return renderCode(token.text, token.lang);
    case 'blockquote':
      return html`<blockquote>${renderBlocks(token.tokens, depth)}</blockquote>`;
    case 'list':
      return renderList(token, depth);
    case 'table':
      return renderTable(token, depth);
    case 'hr':
      return html`<hr />`;
    case 'def':
      return html`<p class="definition">${renderVisible(token.raw.trim())}</p>`;
    case 'html':
      return html`<div class="plain raw">${renderVisible(token.raw.replace(/\n+$/u, ''))}</div>`;
    case 'checkbox':
      return renderCheckbox(token.checked);
    default:
      return renderInline([token], depth);
  }
}

function renderInline(tokens: readonly Token[] | undefined, depth: number): Rendered[] {
  return (tokens ?? []).map((token) =>
    depth > MAX_DEPTH ? renderVisible(token.raw) : renderSpan(token as MarkedToken, depth + 1),
  );
}

function renderSpan(token: MarkedToken, depth: number): Rendered {
  switch (token.type) {
    case 'text':
      return token.tokens ? renderInline(token.tokens, depth) : renderText(token.text);
    case 'escape':
      return renderVisible(token.text);
    case 'strong':
      return html`<strong>${renderInline(token.tokens, depth)}</strong>`;
    case 'em':
      return html`<em>${renderInline(token.tokens, depth)}</em>`;
    case 'del':
      return html`<del>${renderInline(token.tokens, depth)}</del>`;
    case 'codespan':
      return renderCodeSpan(token.text);
    case 'br':
      return html`<br />`;
    case 'link': {
      const target = token.autolink ? token.href : decodeEntities(token.href);
      return renderLink(target, decodeEntities(token.text), renderInline(token.tokens, depth));
    }
    case 'image':
      return renderImage(token);
    case 'html':
      return /^<br\s*\/?>$/iu.test(token.raw) ? html`<br />` : renderVisible(token.raw);
    case 'checkbox':
      return renderCheckbox(token.checked);
    default:
      return renderVisible(token.raw);
  }
}

function renderText(text: string): Rendered {
  return renderVisible(decodeEntities(text));
}

function renderImage({ href, text }: Tokens.Image): Rendered {
  const label = text === '' ? strings.markdown.image : decodeEntities(text);
  const target = decodeEntities(href);
  const content = /^data:/iu.test(target)
    ? renderVisible(label)
    : renderLink(target, label, renderVisible(label));
  return html`<span class="remote-image" title=${strings.markdown.notLoaded}
    >${icon('image')}${content}</span
  >`;
}

function renderList(list: Tokens.List, depth: number): TemplateResult {
  const items = list.items.map(
    (item) => html`<li class=${item.task ? 'task' : nothing}>${renderBlocks(item.tokens, depth)}</li>`,
  );
  if (!list.ordered)
    return html`<ul>
      ${items}
    </ul>`;
  return html`<ol start=${list.start === '' ? 1 : list.start}>
    ${items}
  </ol>`;
}

function renderCheckbox(checked: boolean): TemplateResult {
  const label = checked ? strings.markdown.done : strings.markdown.open;
  return html`<input type="checkbox" disabled .checked=${checked} aria-label=${label} /> `;
}

function renderTable(table: Tokens.Table, depth: number): TemplateResult {
  const align = (cell: Tokens.TableCell) => (cell.align === null ? nothing : `align-${cell.align}`);
  const head = table.header.map(
    (cell) => html`<th class=${align(cell)}>${renderInline(cell.tokens, depth)}</th>`,
  );
  const rows = table.rows.map(
    (row) =>
      html`<tr>
        ${row.map((cell) => html`<td class=${align(cell)}>${renderInline(cell.tokens, depth)}</td>`)}
      </tr>`,
  );
  return html`<div class="table" role="region" tabindex="0" aria-label=${strings.markdown.table}>
    <table>
      <thead>
        <tr>
          ${head}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
}
