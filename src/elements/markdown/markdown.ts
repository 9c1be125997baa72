import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { MarkedToken, Token, Tokens } from 'marked';
import { renderVisible } from '../code/visible-characters.ts';
import { icon } from '../icons.ts';
import type { Language } from '../strings/language.ts';
import { markdownStrings } from '../strings/markdown.ts';
import { decodeEntities } from './entities.ts';
import { lexMarkdown } from './lex.ts';
import { piecesOfMarkdown } from './markdown-pieces.ts';
import { renderCode, renderCodeSpan, renderLink, renderPlain } from './typed-text.ts';

/** Values that Lit renders. */
type Rendered = unknown;

/** Where a token stands. */
interface Place {
  /** Tokens around it. */
  readonly depth: number;
  readonly language: Language;
}

/** Some of the blocks of a text. */
export interface MarkdownPiece {
  /** Characters of its source. */
  readonly length: number;
  readonly draw: () => TemplateResult;
}

/** Nesting below which tokens are shown as the text they were made of. */
const MAX_DEPTH = 32;

/**
 * Draws Markdown as elements; `markdownStyles` gives the look, `reprise-code-block` must be defined.
 *
 * Recorded content is data: raw HTML is shown as text, links lead to http, https and mailto only, images are
 * links and never loaded, and what cannot be read as Markdown is shown as it is.
 */
export function renderMarkdown(text: string, language: Language): TemplateResult {
  const tokens = lexMarkdown(text);
  return tokens ? html`${renderBlocks(tokens, { depth: 0, language })}` : renderPlain(text);
}

/** Markdown as `renderMarkdown` draws it, in pieces that can be drawn alone; one where it cannot be taken apart. */
export function markdownPieces(text: string, language: Language): readonly MarkdownPiece[] {
  const tokens = lexMarkdown(text);
  if (!tokens) return [{ length: text.length, draw: () => renderPlain(text) }];
  return piecesOfMarkdown(tokens).map((piece) => ({
    length: piece.reduce((sum, { raw }) => sum + raw.length, 0),
    draw: () => html`${renderBlocks(piece, { depth: 0, language })}`,
  }));
}

function renderBlocks(tokens: readonly Token[], place: Place): Rendered[] {
  return tokens.map((token) =>
    place.depth > MAX_DEPTH ? renderPlain(token.raw) : renderBlock(token as MarkedToken, within(place)),
  );
}

function renderBlock(token: MarkedToken, place: Place): Rendered {
  switch (token.type) {
    case 'space':
      return nothing;
    case 'heading':
      // One level for all: the outline of a page is not for recorded content to make.
      return html`<h3 class="level-${token.depth}">${renderInline(token.tokens, place)}</h3>`;
    case 'paragraph':
      return html`<p>${renderInline(token.tokens, place)}</p>`;
    case 'text':
      return token.tokens ? renderInline(token.tokens, place) : renderText(token.text);
    case 'code':
      return renderCode(token.text, token.lang);
    case 'blockquote':
      return html`<blockquote>${renderBlocks(token.tokens, place)}</blockquote>`;
    case 'list':
      return renderList(token, place);
    case 'table':
      return renderTable(token, place);
    case 'hr':
      return html`<hr />`;
    case 'def':
      return html`<p class="definition">${renderVisible(token.raw.trim())}</p>`;
    case 'html':
      return html`<div class="plain raw">${renderVisible(token.raw.replace(/\n+$/u, ''))}</div>`;
    case 'checkbox':
      return renderCheckbox(token.checked, place);
    default:
      return renderInline([token], place);
  }
}

function within({ depth, language }: Place): Place {
  return { depth: depth + 1, language };
}

function renderInline(tokens: readonly Token[] | undefined, place: Place): Rendered[] {
  return (tokens ?? []).map((token) =>
    place.depth > MAX_DEPTH ? renderVisible(token.raw) : renderSpan(token as MarkedToken, within(place)),
  );
}

function renderSpan(token: MarkedToken, place: Place): Rendered {
  switch (token.type) {
    case 'text':
      return token.tokens ? renderInline(token.tokens, place) : renderText(token.text);
    case 'escape':
      return renderVisible(token.text);
    case 'strong':
      return html`<strong>${renderInline(token.tokens, place)}</strong>`;
    case 'em':
      return html`<em>${renderInline(token.tokens, place)}</em>`;
    case 'del':
      return html`<del>${renderInline(token.tokens, place)}</del>`;
    case 'codespan':
      return renderCodeSpan(token.text);
    case 'br':
      return html`<br />`;
    case 'link': {
      const target = token.autolink ? token.href : decodeEntities(token.href);
      const content = renderInline(token.tokens, place);
      return renderLink({ target, text: decodeEntities(token.text), content }, place.language);
    }
    case 'image':
      return renderImage(token, place);
    case 'html':
      return /^<br\s*\/?>$/iu.test(token.raw) ? html`<br />` : renderVisible(token.raw);
    case 'checkbox':
      return renderCheckbox(token.checked, place);
    default:
      return renderVisible(token.raw);
  }
}

function renderText(text: string): Rendered {
  return renderVisible(decodeEntities(text));
}

function renderImage({ href, text }: Tokens.Image, { language }: Place): Rendered {
  const strings = language.of(markdownStrings);
  const label = text === '' ? strings.image : decodeEntities(text);
  const target = decodeEntities(href);
  const content = /^data:/iu.test(target)
    ? renderVisible(label)
    : renderLink({ target, text: label, content: renderVisible(label) }, language);
  return html`<span class="remote-image" title=${strings.notLoaded}>${icon('image')}${content}</span>`;
}

function renderList(list: Tokens.List, place: Place): TemplateResult {
  const items = list.items.map(
    (item) => html`<li class=${item.task ? 'task' : nothing}>${renderBlocks(item.tokens, place)}</li>`,
  );
  if (!list.ordered)
    return html`<ul>
      ${items}
    </ul>`;
  return html`<ol start=${list.start === '' ? 1 : list.start}>
    ${items}
  </ol>`;
}

function renderCheckbox(checked: boolean, { language }: Place): TemplateResult {
  const { done, open } = language.of(markdownStrings);
  const label = checked ? done : open;
  return html`<input type="checkbox" disabled .checked=${checked} aria-label=${label} /> `;
}

function renderTable(table: Tokens.Table, place: Place): TemplateResult {
  const align = (cell: Tokens.TableCell) => (cell.align === null ? nothing : `align-${cell.align}`);
  const head = table.header.map(
    (cell) => html`<th class=${align(cell)}>${renderInline(cell.tokens, place)}</th>`,
  );
  const rows = table.rows.map(
    (row) =>
      html`<tr>
        ${row.map((cell) => html`<td class=${align(cell)}>${renderInline(cell.tokens, place)}</td>`)}
      </tr>`,
  );
  return html`<div
    class="table"
    role="region"
    tabindex="0"
    aria-label=${place.language.of(markdownStrings).table}
  >
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
