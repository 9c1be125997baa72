import { html, nothing, type TemplateResult } from 'lit';
import { firstIcon } from '../first-icons.ts';

/** What a player that requests nothing is covered with: a picture, if the page has one, and the way to open it. */
export function renderOpener(poster: string, label: string, onOpen: () => void): TemplateResult {
  return html`
    <button class="opener" aria-label=${label} @click=${onOpen}>
      <slot name="poster">${poster === '' ? nothing : html`<img src=${poster} alt="" />`}</slot>
      ${firstIcon('play')}
    </button>
  `;
}
