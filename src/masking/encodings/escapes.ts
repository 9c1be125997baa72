import { rewriteText, type RewrittenText } from './rewritten-text.ts';

const NAMED_ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Reads `%41`. */
function percentDecoded(text: string): RewrittenText | undefined {
  if (!/%[2-7][0-9A-Fa-f]/.test(text)) return undefined;
  return rewriteText(
    text,
    /%([2-7][0-9A-Fa-f])/g,
    (match) => String.fromCharCode(parseInt(match[1]!, 16)),
    1,
  );
}

/** Reads `\u0041`, `\x41` and `&#x41;`, also with their backslash escaped. */
function unescaped(text: string): RewrittenText | undefined {
  if (!/\\u00[2-7]|\\x[2-7]|&(?:#|amp;|quot;|lt;|gt;|apos;)/.test(text)) return undefined;
  return rewriteText(
    text,
    /\\{1,4}(?:u00|x|u\{)([2-7][0-9A-Fa-f])\}?|&#(?:x([2-7][0-9A-Fa-f])|(\d{2,3}));|&(amp|lt|gt|quot|apos);/g,
    ([, hex, hexEntity, number, name]) => {
      if (name !== undefined) return NAMED_ENTITIES[name];
      const code = number === undefined ? parseInt(hex ?? hexEntity ?? '', 16) : Number(number);
      return code > 31 && code < 127 ? String.fromCharCode(code) : undefined;
    },
    1,
  );
}

/** Joins `"a" + "b"`, also over lines and without an operator, as Python and C join them. */
function joined(text: string): RewrittenText | undefined {
  if (!/["'`]\s{0,12}(?:[+.&\\~]|\.\.|\n)/.test(text)) return undefined;
  return rewriteText(
    text,
    /(?<=[A-Za-z0-9+/=_.~-])\\{0,2}(["'`])(?:[ \t]{0,8}(?:\+|\.{1,2}|&|~|\|\|)\s{0,40}|[ \t]{0,4}\\?\r?\n[ \t]{1,40}|[ \t]{1,4})\\{0,2}[fbru]?\1(?=[A-Za-z0-9+/=_.~-])/g,
    () => '',
    1,
  );
}

/** Takes out what terminals do not show: colours in the middle of a word, also escaped for JSON, and characters without a width. */
function shown(text: string): RewrittenText | undefined {
  if (!/[\x1b\u200b-\u200f\u2060\ufeff\u00ad]|\\u001b|\\x1b|\\033/.test(text)) return undefined;
  return rewriteText(
    text,
    /(?:\x1b|\\{1,2}u001b|\\{1,2}x1b|\\{1,2}033)\[[0-9;:]{0,32}[A-Za-z]|[\u200b-\u200f\u2060\ufeff\u00ad]/gi,
    () => '',
    1,
  );
}

/** The ways in which programs write characters otherwise; each reads the whole text, so that names keep their values. */
export const ESCAPES: readonly ((text: string) => RewrittenText | undefined)[] = [
  shown,
  percentDecoded,
  unescaped,
  joined,
];
