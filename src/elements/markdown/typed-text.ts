import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { renderVisible } from '../code/visible-characters.ts';
import type { Language } from '../strings/language.ts';
import { markdownStrings } from '../strings/markdown.ts';
import { safeLink } from './links.ts';

/** Values that Lit renders. */
type Rendered = unknown;

const FENCED = /^(?:```|~~~)([^\n`]*)\n([\s\S]*?)\n?^(?:```|~~~)[ \t]*$/mu;

/** Text as it is: line ends and spaces kept, deceptive characters visible. */
export function renderPlain(text: string): TemplateResult {
  return html`<div class="plain">${renderVisible(text)}</div>`;
}

/**
 * Draws what a person typed: fences are code and backticks are code, double asterisks are strong, addresses are links,
 * all else stays as it was typed, because a pasted log or a `#include` was not meant as Markdown.
 */
export function renderPrompt(text: string, language: Language): TemplateResult {
  const parts = text.split(FENCED);
  const rendered: Rendered[] = [];
  for (let index = 0; index < parts.length; index += 3) {
    const plain = parts[index]!.replace(/^\n+|\s+$/gu, '');
    if (plain !== '') rendered.push(html`<div class="plain">${renderTyped(plain, language)}</div>`);
    const code = parts[index + 2];
    if (code !== undefined) rendered.push(renderCode(code, parts[index + 1]));
  }
  return html`${rendered}`;
}

const TYPED = /`([^`\n]{1,400})`|\*\*(?=\S)([^*\n]{1,400})(?<=\S)\*\*|\bhttps?:\/\/[^\s<>"'`)\]]{1,2000}/u;

function renderTyped(text: string, language: Language): Rendered[] {
  const parts: Rendered[] = [];
  let end = 0;
  for (const match of text.matchAll(new RegExp(TYPED, 'gu'))) {
    parts.push(renderVisible(text.slice(end, match.index)));
    const [whole, code, strong] = match;
    if (code !== undefined) parts.push(renderCodeSpan(code));
    else if (strong !== undefined) parts.push(html`<strong>${renderVisible(strong)}</strong>`);
    else parts.push(renderLink({ target: whole, text: whole, content: renderVisible(whole) }, language));
    end = match.index + whole.length;
  }
  parts.push(renderVisible(text.slice(end)));
  return parts;
}

/** Draws a fenced block. @param info - what stands behind the fence */
export function renderCode(code: string, info: string | undefined): TemplateResult {
  const language = /^[\w+#.-]+/u.exec(info ?? '')?.[0] ?? '';
  return html`<reprise-code-block .code=${code} .language=${language}></reprise-code-block>`;
}

/** Draws code within a line. */
export function renderCodeSpan(text: string): TemplateResult {
  return html`<code>${renderVisible(text)}</code>`;
}

/** A link as recorded content has it. */
export interface RecordedLink {
  readonly target: string;
  /** What the reader sees of it, to find out whether that deceives. */
  readonly text: string;
  /** What is drawn for the text. */
  readonly content: Rendered;
}

/** Draws a link that leads to the web, and any other as the text that it is. */
export function renderLink({ target, text, content }: RecordedLink, language: Language): Rendered {
  const link = safeLink(target, text);
  if (!link) return text === target ? content : html`${content} (${renderVisible(target)})`;
  const host = link.trueHost;
  return html`<a
      href=${link.href}
      title=${link.title}
      target="_blank"
      rel="noopener noreferrer nofollow ugc"
      referrerpolicy="no-referrer"
      >${content}</a
    >${
      host === undefined
        ? nothing
        : html` <span class="true-host" title=${language.of(markdownStrings).trueHost(host)}>${host}</span>`
    }`;
}
