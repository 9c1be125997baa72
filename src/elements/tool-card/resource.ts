import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { ResourceLinkBlock } from '../../format/index.ts';
import { renderVisible } from '../code/visible-characters.ts';
import type { TextSource } from '../resource-text/resource-text.ts';
import type { Language } from '../strings/language.ts';
import { resourceStrings } from '../strings/resource.ts';
import { sizeText } from './tool-result.ts';

/** Text on demand from the archive; what lies elsewhere is named and never fetched. */
export function renderResource(block: ResourceLinkBlock, language: Language): TemplateResult {
  const name = block.name ?? block.uri.slice(block.uri.lastIndexOf('/') + 1);
  const size = block.size === undefined ? '' : sizeText(block.size, language);
  if (!block.uri.startsWith('blobs/')) {
    return html`<p class="none">${renderVisible(language.of(resourceStrings).elsewhere(block.uri))}</p>`;
  }
  if (!/^text\/|json|xml|script/u.test(block.mimeType ?? 'text/plain')) {
    return html`<p class="reference"><span class="path">${renderVisible(name)}</span> ${size}</p>`;
  }
  const what = block.name || size === '' ? `${name} ${size}`.trim() : size;
  const load = async (player: TextSource) => (await player.blob(block.uri)).text();
  return html`<reprise-resource-text
    .label=${language.of(resourceStrings).show(what)}
    .load=${load}
  ></reprise-resource-text>`;
}
