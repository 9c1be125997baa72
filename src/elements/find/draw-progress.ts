import { html, nothing, type TemplateResult } from 'lit';
import { findStrings } from '../strings/find.ts';
import type { Language } from '../strings/language.ts';
import { sizeText } from '../tool-card/tool-result.ts';
import type { FindRun } from './find-run.ts';

/** What the reader can decide about a search. */
export interface ProgressActions {
  readonly again: () => void;
  readonly searchLongTexts: () => void;
}

/** Draws how far a search is, while there is something to wait for or to decide. */
export function renderProgress(
  run: FindRun | undefined,
  { again, searchLongTexts }: ProgressActions,
  language: Language,
): TemplateResult | typeof nothing {
  const step = run?.step;
  if (!run || !step) return nothing;
  const strings = language.of(findStrings);
  const { state, searched, parts, unreadable, bytes, longTexts, more } = step;
  const bar = html`<progress aria-hidden="true" max=${parts} .value=${searched}></progress>`;
  const far = strings.searched(searched, parts);
  if (run.failed) return renderFoot(html`${far} ${strings.failed} ${renderLink(strings.again, again)}`, bar);
  if (state === 'searching') return renderFoot(html`${far}`, bar);
  if (state === 'asking') {
    const goOn = renderLink(strings.goOn, () => run.goOn());
    return renderFoot(html`${far} ${strings.rest(sizeText(bytes, language))} ${goOn}`, bar);
  }
  const lost = unreadable === 0 ? nothing : strings.unreadable(unreadable);
  const isLeft = longTexts.count > 0 && !more;
  if (!isLeft && unreadable === 0) return nothing;
  if (!isLeft) return renderFoot(html`${lost}`);
  const left = strings.longTexts(longTexts.count, sizeText(longTexts.bytes, language));
  return renderFoot(html`${lost} ${left} ${renderLink(strings.searchThem, searchLongTexts)}`);
}

function renderFoot(text: TemplateResult, bar: TemplateResult | typeof nothing = nothing): TemplateResult {
  return html`<div class="progress">
    ${bar}
    <p>${text}</p>
  </div>`;
}

function renderLink(label: string, action: () => void): TemplateResult {
  return html`<button class="link" @click=${action}>${label}</button>`;
}
