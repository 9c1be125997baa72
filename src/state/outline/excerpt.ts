/** Characters (code points) of a prompt that the index holds. */
export const EXCERPT_LENGTH = 120;

const TITLE_LENGTH = 60;

/** The text on one line, cut to `length` code points; the last one is `…` if anything was cut. */
export function excerptOf(text: string, length = EXCERPT_LENGTH): string {
  // A code point is at most two units, white space aside: enough of a long text, without normalising all of it.
  const line = text
    .slice(0, 64 * length)
    .replace(/\s+/gu, ' ')
    .trim();
  const characters = Array.from(line);
  if (characters.length <= length) return line;
  return `${characters
    .slice(0, length - 1)
    .join('')
    .trimEnd()}…`;
}

/**
 * A short title made of a prompt: its first sentence if that is short, else what fits, cut at a word. Of an address it keeps the
 * host and the last part, of a slash command what it was given, of a pasted tag nothing, of what is attached nothing.
 */
export function titleOf(excerpt: string): string {
  const line = excerptOf(excerpt)
    .replaceAll(/<\/?[a-z][\w:-]*(?:\s[^<>]*)?>/giu, ' ')
    .replaceAll(/https?:\/\/[^\s<>"')\]]+/giu, shortAddress)
    .replace(/[`*_]{2,}|`/gu, '')
    .trim()
    .replace(/^(?:[#>*-]+\s+|\[image[^\]]*\]\s*)+/iu, '')
    .replace(ATTACHMENTS, '')
    .replace(SLASH_COMMAND, '')
    .replaceAll(/\s+/gu, ' ')
    .trim();
  const sentence = /^.{7,}?[\p{L})"'’][.!?](?=\s)/u.exec(line)?.[0] ?? line;
  const characters = Array.from(sentence);
  if (characters.length <= TITLE_LENGTH) return sentence.replace(/[.:;,]+$/u, '');
  const cut = characters.slice(0, TITLE_LENGTH - 1).join('');
  const space = cut.lastIndexOf(' ');
  return `${(space > TITLE_LENGTH / 2 ? cut.slice(0, space) : cut).replace(/[\s.:;,(-]+$/u, '')}…`;
}

/** What is attached to a prompt, behind its words: a prompt without words is called after it. */
const ATTACHMENTS = /(?<=\S)(?:\s+\[(?:image|[^[\]\n]{1,80}\.\w{1,8})\])+$/u;

/** `/review` in `/review the parser`; no path, and not the whole of a prompt. */
const SLASH_COMMAND = /^\/[a-z][\w:-]*\s+(?=\S)/iu;

/** `https://github.com/a/b/issues/12?x` → `github.com/…/12`. */
function shortAddress(address: string): string {
  const [host = '', ...parts] = address
    .replace(/^https?:\/\/(?:www\.)?/iu, '')
    .replace(/[?#].*$/u, '')
    .split('/')
    .filter((part) => part !== '');
  const last = parts.at(-1)?.replace(/…$/u, '');
  return last ? `${host}/${parts.length > 1 ? '…/' : ''}${last}` : host;
}

/** Prompts that only say "go on", and commands to the program itself: they begin no chapter. */
const TRIVIAL =
  /^(?:y|yes|yep|yeah|no|k|ok|okay|sure|go|go on|go ahead|continue|please continue|proceed|do it|do that|next|again|try again|retry|resume|thanks|thank you|great|good|perfect|nice|cool|lgtm|done|stop|wait|hi|hello|commit|commit it|push|\d{1,2}|[a-d])(?: please| thanks)?$|^\/(?:clear|compact|config|context|cost|doctor|exit|fast|help|login|logout|mcp|memory|model|permissions|quit|resume|status|usage)\b/u;

/** Whether a prompt says nothing of what the turn is about: `ok`, `go on`, `/clear`. */
export function isTrivialPrompt(excerpt: string): boolean {
  const words = excerpt
    .toLowerCase()
    .replace(/[^\p{L}\p{N}/ -]/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
  return words === '' || TRIVIAL.test(words) || /^\/[a-z][\w-]*$/u.test(words);
}
