import { html } from 'lit';
import type { TemplateResult } from 'lit';

/**
 * Characters that change or hide how text is read: controls, bidirectional and zero-width marks, tag characters.
 * Not among them: tabs, the joiner inside an emoji, the selector that makes an emoji colourful.
 */
const DECEPTIVE =
  /(?:(?!(?<=[\p{Extended_Pictographic}\u{1f3fb}-\u{1f3ff}]\ufe0f?)\u200d\p{Extended_Pictographic})[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0e\ufeff\uffa0\ufff9-\ufffb\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}])+/u;

/**
 * Letters of other scripts that look like Latin ones, where they stand beside those: in a word that is not what it seems.
 * Greek and Cyrillic, small and capital.
 */
const ALIKE_LETTER =
  /[\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7\u03bd\u03bf\u0405\u0406\u0408\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0423\u0425\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0455\u0456\u0458\u04bb\u0501\u051b\u051d]/u;
const ALIKE = `(?<=\\p{Script=Latin})${ALIKE_LETTER.source}+|${ALIKE_LETTER.source}+(?=\\p{Script=Latin})`;
const MARKED = new RegExp(`${DECEPTIVE.source}|${ALIKE}`, 'u');

/** Marks drawn in one text; what comes after them are replacement characters, which cost no elements. */
const MAX_MARKS = 1000;

/** A value that lit renders. */
export type Visible = TemplateResult | string | readonly (TemplateResult | string)[];

/**
 * Text with deceptive characters made visible: each becomes an isolated mark that shows its code point, drawn by
 * `visibleStyles` from an attribute, so that selecting and copying gives the original characters. A letter that only looks
 * like a Latin one stays as it is, with its code point behind it.
 */
export function renderVisible(text: string): Visible {
  if (!MARKED.test(text)) return text;
  const parts: (TemplateResult | string)[] = [];
  let end = 0;
  let marks = 0;
  for (const match of text.matchAll(new RegExp(MARKED, 'gu'))) {
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
  const isLetter = ALIKE_LETTER.test(character);
  return html`<bdi class=${isLetter ? 'code-point alike' : 'code-point'} data-code=${codeOf(character)}
    ><span>${character}</span></bdi
  >`;
}

/** Whether a text has characters that change or hide how it is read. */
export function isDeceptive(text: string): boolean {
  return DECEPTIVE.test(text);
}

/**
 * Text with deceptive characters made visible where nothing but text can stand: in names for assistive technology, hints and
 * lists to choose from. Each becomes its code point: `[U+202E]`.
 */
export function visibleText(text: string): string {
  if (!DECEPTIVE.test(text)) return text;
  return text.replace(new RegExp(DECEPTIVE, 'gu'), (run) =>
    run.length > MAX_MARKS ? '\ufffd' : Array.from(run, (character) => `[U+${codeOf(character)}]`).join(''),
  );
}

function codeOf(character: string): string {
  return character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');
}
