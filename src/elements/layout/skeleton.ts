import { html, nothing, type TemplateResult } from 'lit';
import type { Language } from '../strings/language.ts';
import { playerStrings } from '../strings/player.ts';

/** A grey bone: its width in per cent, and its height in rem. */
type Bone = readonly [width: number, height: number];

/** A cover: agent, title, buttons, what was asked, facts, chapters. */
const COVER: readonly Bone[] = [
  [46, 0.75],
  [78, 1.375],
  [34, 2],
  [100, 5],
  [62, 1.25],
  [92, 0.75],
  [86, 0.75],
  [90, 0.75],
];
/** Lines of code, as a diff has them. */
const CODE: readonly Bone[] = [
  [38, 0.75],
  [64, 0.625],
  [52, 0.625],
  [70, 0.625],
  [44, 0.625],
  [58, 0.625],
  [30, 0.625],
];

/**
 * Shown until it is known what the session has: the shape of what most have, the cover beside their changes.
 *
 * @param single - there is room for one pane only
 */
export function skeleton(language: Language, single: boolean): TemplateResult {
  return html`
    <div class="skeleton ${single ? 'single' : ''}" role="status">
      <span class="visually-hidden">${language.of(playerStrings).loading}</span>
      ${pane('story', COVER)} ${single ? nothing : pane('evidence', CODE)}
    </div>
  `;
}

function pane(name: string, bones: readonly Bone[]): TemplateResult {
  return html`
    <div class="pane ${name}" aria-hidden="true">
      <div class="bar"><i></i><i></i><i></i></div>
      <div class="bones">
        ${bones.map(([width, height]) => html`<i .style=${`width: ${width}%; height: ${height}rem`}></i>`)}
      </div>
    </div>
  `;
}
