import { html, type TemplateResult } from 'lit';
import type { Language } from '../strings/language.ts';
import { playerStrings } from '../strings/player.ts';

/** Widths of the grey lines, per cent: a title, what was asked, chapters. */
const LINES: readonly number[] = [46, 82, 28, 96, 90, 62, 92, 92, 92];

/** Shown until it is known what the session has: the shape of its cover, and nothing that may not come. */
export function skeleton(language: Language): TemplateResult {
  return html`
    <div class="skeleton" role="status">
      <span class="visually-hidden">${language.of(playerStrings).loading}</span>
      <div class="lines">${LINES.map((width) => html`<i .style=${`width: ${width}%`}></i>`)}</div>
    </div>
  `;
}
