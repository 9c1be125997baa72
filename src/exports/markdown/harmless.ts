/** Joins words without a break, and is not seen: what a tracker would take for a mention is none with it inside. */
const JOINER = '\u2060';

/** Kinds of code that trackers run or draw instead of showing them. */
const LIVE_CODE: ReadonlySet<string> = new Set(
  'mermaid geojson topojson stl math suggestion plantuml kroki latex json:table'.split(' '),
);

/**
 * Characters that nobody sees, and those that turn the direction of a text or end a line of a terminal. Joiners stay
 * where scripts and pictures of people need them.
 */
const UNSEEN =
  /[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]|[\u{e0000}-\u{e007f}]/gu;

/** A text without characters that change what others are read as; line ends are `\n`. */
export function visibleText(text: string): string {
  return text.replaceAll(/\r\n?/g, '\n').replaceAll(UNSEEN, '\ufffd');
}

/** A text on one line, as code: nothing in it has a meaning. */
export function inlineCode(text: string): string {
  const line = visibleText(text).replaceAll(/\s+/g, ' ').trim();
  if (line === '') return '` `';
  const fence = '`'.repeat(longestRun(line, '`') + 1);
  const space = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return `${fence}${space}${line}${space}${fence}`;
}

/**
 * A text as a block of code, between fences that are longer than any in it.
 *
 * @param language - what it is written in; one that a tracker would run is left out
 */
export function codeBlock(text: string, language = ''): string {
  const lines = visibleText(text).replace(/\n+$/, '');
  const fence = '`'.repeat(Math.max(3, longestRun(lines, '`') + 1));
  const isName = /^[a-z0-9+#.-]{1,20}$/i.test(language) && !LIVE_CODE.has(language.toLowerCase());
  return `${fence}${isName ? language : ''}\n${lines}\n${fence}`;
}

function longestRun(text: string, character: string): number {
  let longest = 0;
  let run = 0;
  for (const each of text) {
    run = each === character ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest;
}

/** A text that is no Markdown: shown as it is, on one line, without any meaning. */
export function plainInline(text: string): string {
  const line = visibleText(text).replaceAll(/\s+/g, ' ').trim();
  return unping(
    line
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll(/[\\`*_[\]|~]/g, '\\$&'),
  );
}

/**
 * Markdown that somebody else wrote, made harmless: it looks as before, but holds no HTML, loads no picture from
 * elsewhere, calls nobody, refers to no issue, gives no command to a tracker, and ends what it opens.
 *
 * Code between fences is written anew between our own, so that where it ends is no matter of opinion; a span of code is
 * kept where it begins and ends in one line. Everything else is text, in which the signs that have such a meaning lose it.
 */
export function harmlessMarkdown(text: string): string {
  const blocks: string[] = [];
  let prose: string[] = [];
  let code:
    | { readonly fence: string; readonly indent: number; readonly language: string; readonly lines: string[] }
    | undefined;
  const endProse = (): void => {
    const block = prose
      .map(harmlessLine)
      .join('\n')
      .replace(/^\n+|\s+$/g, '');
    if (block !== '') blocks.push(block);
    prose = [];
  };
  for (const line of visibleText(text).split('\n')) {
    if (code) {
      if (closes(line, code.fence)) {
        blocks.push(codeBlock(code.lines.join('\n'), code.language));
        code = undefined;
      } else code.lines.push(line.slice(Math.min(code.indent, line.length - line.trimStart().length)));
      continue;
    }
    const [, indent = '', fence, info = ''] = /^(\s*)(`{3,}|~{3,})(.*)$/.exec(line) ?? [];
    if (fence === undefined || (fence.startsWith('`') && info.includes('`'))) prose.push(line);
    else {
      endProse();
      code = { fence, indent: indent.length, language: info.trim().split(/[\s,{]/)[0] ?? '', lines: [] };
    }
  }
  endProse();
  if (code) blocks.push(codeBlock(code.lines.join('\n'), code.language));
  return blocks.join('\n\n');
}

function closes(line: string, fence: string): boolean {
  const text = line.trim();
  return text.length >= fence.length && text === fence.charAt(0).repeat(text.length);
}

/** A line outside of fences. */
function harmlessLine(line: string): string {
  const text = spansOf(line)
    .map(({ text: part, isCode }) => (isCode ? part : harmlessText(part)))
    .join('');
  return withoutCommand(demoted(text));
}

interface Span {
  readonly text: string;
  readonly isCode: boolean;
}

/**
 * The spans of code of a line, and what is between them. One with `|` in it is none: in a row of a table the cell ends
 * there. Fences that open nothing are escaped, so that they close nothing in another line.
 */
function spansOf(line: string): readonly Span[] {
  const spans: Span[] = [];
  let at = 0;
  let text = '';
  while (at < line.length) {
    const fence = /^`+/.exec(line.slice(at, at + MAX_FENCE))?.[0];
    if (fence === undefined) {
      const next = line.indexOf('`', at);
      const end = next < 0 ? line.length : next;
      text += line.slice(at, end);
      at = end;
      continue;
    }
    const end = spanEnd(line, at + fence.length, fence.length);
    const code = end === undefined ? undefined : line.slice(at, end);
    if (code === undefined || code.includes('|') || text.endsWith('\\')) {
      text += fence.replaceAll('`', '\0');
      at += fence.length;
    } else {
      spans.push({ text, isCode: false }, { text: code, isCode: true });
      text = '';
      at = end!;
    }
  }
  return [...spans, { text, isCode: false }];
}

/** Backquotes that are looked at as one fence: longer runs are text. */
const MAX_FENCE = 64;

function spanEnd(line: string, from: number, length: number): number | undefined {
  for (let at = line.indexOf('`', from); at >= 0; at = line.indexOf('`', at)) {
    const start = at;
    while (line[at] === '`') at += 1;
    if (at - start === length) return at;
  }
  return undefined;
}

/** Text of a line that is no code. */
function harmlessText(text: string): string {
  const safe = text
    .replaceAll(/<(https?:\/\/[^\s<>]{1,2000})>/gi, '$1')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    // What stood before an escaped sign must not escape the escape.
    .replaceAll(/\\(?=\0)/g, '&#92;')
    .replaceAll(/!(?=\[)/g, '&#33;')
    .replaceAll('\0', '\\`');
  return unping(safe);
}

/** An address as trackers find it in a text: what is in it is no name and no number, but may be an issue of theirs. */
const ADDRESS = /(\b(?:https?:\/\/|www\.)[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d+)?(?:\/[\w\-.~:/?#@!$&*+;=%]*)?)/i;

/** Names, numbers and addresses that a tracker tells others of. */
function unping(text: string): string {
  return text
    .split(ADDRESS)
    .map((part, index) => (index % 2 === 1 ? unpingAddress(part) : unpingText(part)))
    .join('');
}

function unpingText(text: string): string {
  return text
    .replaceAll(/@(?=[a-z0-9_\\])/gi, `@${JOINER}`)
    .replaceAll(/(\\?[#!%])(?=\d)/g, `$1${JOINER}`)
    .replaceAll(/\bGH-(?=\d)/gi, `GH${JOINER}-`)
    .replaceAll(/\b(javascript|data|vbscript|file)(?=:)/gi, `$1${JOINER}`);
}

/** GitHub's own way to lead to an issue without telling it; others find theirs by the path. */
function unpingAddress(address: string): string {
  return address
    .replace(/^(https?:\/\/)?(?:www\.)?github\.com(?=[/:])/i, '$1redirect.github.com')
    .replaceAll(
      /\/-\/(issues|merge_requests|epics|work_items)(?=\/)/gi,
      (_, kind: string) => `/-/%${hex(kind)}`,
    )
    .replaceAll('@', '%40');
}

function hex(word: string): string {
  return word.charCodeAt(0).toString(16) + word.slice(1);
}

/** Headings stand below those of the document; a line that makes the one above it a heading is escaped. */
function demoted(line: string): string {
  const heading = /^( {0,3})(#{1,6})(?=\s|$)/.exec(line);
  if (heading)
    return `${heading[1]}${'#'.repeat(Math.min(6, heading[2]!.length + 2))}${line.slice(heading[0].length)}`;
  return line.replace(/^( {0,3})(?==+\s*$)/, '$1\\').replace(/^( {0,3})(?=-+\s*$)/, '$1\\');
}

/** A line that begins as a command to a tracker or its robots (`/close`) is one no more. */
function withoutCommand(line: string): string {
  return line.replace(/^([\s>]*)\/(?=[a-z_])/i, '$1\\/');
}

/** A text in a quotation. */
export function quoted(text: string): string {
  return text
    .split('\n')
    .map((line) => (line === '' ? '>' : `> ${line}`))
    .join('\n');
}
