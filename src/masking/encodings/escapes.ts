import { rewriteText, type RewrittenText } from './rewritten-text.ts';

/** Reads a text in one of the ways in which programs write characters otherwise: the parts of it where they do. */
export type Escape = (text: string) => readonly RewrittenText[];

const NAMED_ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Reads `%41`. */
function percentDecoded(text: string): readonly RewrittenText[] {
  if (!/%[2-7][0-9A-Fa-f]/.test(text)) return [];
  return rewriteText(text, /%([2-7][0-9A-Fa-f])/g, (match) => String.fromCharCode(parseInt(match[1]!, 16)));
}

/** Reads `\u0041`, `\x41` and `&#x41;`, also with their backslash escaped. */
function unescaped(text: string): readonly RewrittenText[] {
  if (!/\\u00[2-7]|\\x[2-7]|&(?:#|amp;|quot;|lt;|gt;|apos;)/.test(text)) return [];
  return rewriteText(
    text,
    /\\{1,4}(?:u00|x|u\{)([2-7][0-9A-Fa-f])\}?|&#(?:x([2-7][0-9A-Fa-f])|(\d{2,3}));|&(amp|lt|gt|quot|apos);/g,
    ([, hex, hexEntity, number, name]) => {
      if (name !== undefined) return NAMED_ENTITIES[name];
      const code = number === undefined ? parseInt(hex ?? hexEntity ?? '', 16) : Number(number);
      return code > 31 && code < 127 ? String.fromCharCode(code) : undefined;
    },
  );
}

/** Joins `"a" + "b"`, also over lines and without an operator, as Python and C join them. */
function joined(text: string): readonly RewrittenText[] {
  if (!/["'`]\s{0,12}(?:[+.&\\~]|\.\.|\n)/.test(text)) return [];
  return rewriteText(
    text,
    /(?<=[A-Za-z0-9+/=_.~-])\\{0,2}(["'`])(?:[ \t]{0,8}(?:\+|\.{1,2}|&|~|\|\|)\s{0,40}|[ \t]{0,4}\\?\r?\n[ \t]{1,40}|[ \t]{1,4})\\{0,2}[fbru]?\1(?=[A-Za-z0-9+/=_.~-])/g,
    () => '',
  );
}

/** Takes out what terminals do not show: colours in the middle of a word, also escaped for JSON, and characters without a width. */
function shown(text: string): readonly RewrittenText[] {
  if (!/[\x1b\u200b-\u200f\u2060\ufeff\u00ad]|\\u001b|\\x1b|\\033/.test(text)) return [];
  return rewriteText(
    text,
    /(?:\x1b|\\{1,2}u001b|\\{1,2}x1b|\\{1,2}033)\[[0-9;:]{0,32}[A-Za-z]|[\u200b-\u200f\u2060\ufeff\u00ad]/gi,
    () => '',
  );
}

/** The ways in which programs write characters otherwise; each reads what is around them too, so that names keep their values. */
export const ESCAPES: readonly Escape[] = [shown, percentDecoded, unescaped, joined];
