import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { RepriseResourceText } from '../resource-text/resource-text.ts';

/**
 * Elements that few sessions need at once: their code comes when the first of them is drawn, and what was drawn
 * is upgraded then.
 */

/** @param path - entry of the image in the archive */
export function renderPicture(path: string): TemplateResult {
  void import('../picture/picture.define.ts');
  return html`<reprise-picture .path=${path}></reprise-picture>`;
}

export function renderResourceText(label: string, load: RepriseResourceText['load']): TemplateResult {
  void import('../resource-text/resource-text.define.ts');
  return html`<reprise-resource-text .label=${label} .load=${load}></reprise-resource-text>`;
}
