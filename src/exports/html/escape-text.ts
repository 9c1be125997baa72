/** What would end an element or attribute, or begin one. */
const SPECIAL: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * A text of the session for a page, in elements and in quoted attributes. What turns the direction of text or cannot be
 * seen is spelled out, since it makes a text look like another one; characters that HTML has no place for are replaced.
 */
export function escapeText(text: string): string {
  return text
    .replaceAll(/\r\n?/gu, '\n')
    .replaceAll(/[\0-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F\uFFFE\uFFFF\p{Cs}]/gu, '\uFFFD')
    .replaceAll(/[\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu, spelledOut)
    .replaceAll(/[&<>"']/gu, (character) => SPECIAL[character]!);
}

/** `[U+202E]` */
function spelledOut(character: string): string {
  return `[U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}]`;
}
