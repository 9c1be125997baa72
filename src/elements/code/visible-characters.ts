import { html } from 'lit';
import type { TemplateResult } from 'lit';

/**
 * Characters that change or hide how text is read: controls, bidirectional and zero-width marks, tag characters.
 * Not among them: tabs, the joiner inside an emoji, the selector that makes an emoji colourful.
 */
const DECEPTIVE =
  /(?:(?!(?<=[\p{Extended_Pictographic}\u{1f3fb}-\u{1f3ff}]\ufe0f?)\u200d\p{Extended_Pictographic})[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0e\ufeff\uffa0\ufff9-\ufffb\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}])+/u;

/** Marks drawn in one text; what comes after them are replacement characters, which cost no elements. */
const MAX_MARKS = 1000;

/** A value that lit renders. */
export type Visible = TemplateResult | string | readonly (TemplateResult | string)[];

/**
 * Text with deceptive characters made visible: each becomes an isolated mark that shows its code point, drawn by
 * `visibleStyles` from an attribute, so that selecting and copying gives the original characters.
 */
export function renderVisible(text: string): Visible {
  if (!DECEPTIVE.test(text)) return text;
  const parts: (TemplateResult | string)[] = [];
  let end = 0;
  let marks = 0;
  for (const match of text.matchAll(new RegExp(DECEPTIVE, 'gu'))) {
    marks += match[0].length;
    if (marks > MAX_MARKS) break;
    if (match.index > end) parts.push(text.slice(end, match.index));
    for (const character of match[0]) parts.push(renderMark(character));
    end = match.index + match[0].length;
  }
  if (end < text.length) parts.push(text.slice(end).replace(new RegExp(DECEPTIVE, 'gu'), '\ufffd'));
  return parts;
}

function renderMark(character: string): TemplateResult {
  const code = character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');
  return html`<bdi class="mark" data-code=${code}><span>${character}</span></bdi>`;
}
