import { html, type TemplateResult } from 'lit';
import type { Language } from '../strings/language.ts';
import { playerStrings } from '../strings/player.ts';

/** Widths of the grey lines, per cent: a prompt and an answer as they usually look. */
const LINES: readonly number[] = [34, 96, 88, 22, 92, 97, 71];

/** Shown while the session opens: the shape of what is coming, so that nothing jumps when it is there. */
export function skeleton(narrow: boolean, language: Language): TemplateResult {
  return html`
    <div class="skeleton" role="status">
      <span class="visually-hidden">${language.of(playerStrings).loading}</span>
      <div class="lines">${LINES.map((width) => html`<i .style=${`width: ${width}%`}></i>`)}</div>
      ${narrow ? '' : html`<div class="evidence"></div>`}
    </div>
  `;
}
