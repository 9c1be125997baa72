/** What all importers need to show tool calls: one-line titles, excerpts, exit codes. */

/** Characters of a title. */
const MAX_TITLE = 200;

/** Characters of an excerpt (spec section 9). */
export const MAX_EXCERPT = 400;

/** A text on one line, at most 200 characters. */
export function oneLine(text: string): string {
  const start = text.length > 4 * MAX_TITLE ? text.slice(0, 4 * MAX_TITLE) : text;
  const line = start.replaceAll(/\s+/g, ' ').trim();
  return line.length > MAX_TITLE ? `${cut(line, MAX_TITLE - 1)}…` : line;
}

/** First and last lines of an output, at most 400 characters, without escape sequences. */
export function excerptOf(output: string): string {
  const half = MAX_EXCERPT / 2;
  const plain = withoutEscapes(
    output.length > 8 * MAX_EXCERPT ? shortened(output, 4 * MAX_EXCERPT) : output,
  ).trim();
  return plain.length <= MAX_EXCERPT ? plain : shortened(plain, half - 2);
}

/** The first and last `size` characters, at line ends where possible. */
function shortened(text: string, size: number): string {
  const head = cut(text, size);
  const tail = text.slice(-size);
  const headEnd = head.lastIndexOf('\n');
  const tailStart = tail.indexOf('\n');
  return `${headEnd > size / 2 ? head.slice(0, headEnd) : head}\n…\n${
    tailStart >= 0 && tailStart < size / 2 ? tail.slice(tailStart + 1) : tail.replace(/^[\udc00-\udfff]/, '')
  }`;
}

/** The first `length` characters, never half a character. */
function cut(text: string, length: number): string {
  return text.slice(0, length).replace(/[\ud800-\udbff]$/, '');
}

/** Whether a text holds terminal control sequences: more than a terminal shows line by line. */
export function hasEscapes(text: string): boolean {
  return text.includes('\x1b') || text.includes('\b') || /\r(?!\n)/.test(text);
}

// CSI, OSC and the two-character escapes; what a title or excerpt must not carry.
const ESCAPES =
  /\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[PX^_][^\x1b]*(?:\x1b\\)?|[ -/]*[0-~])/g;

function withoutEscapes(text: string): string {
  return text.includes('\x1b') ? text.replaceAll(ESCAPES, '') : text;
}

/** Exit code in a message of the form `Exit code 1`, alone or on its first line. */
export function exitCodeOf(message: string): number | undefined {
  const match = /^(?:Error: )?Exit code (\d{1,10})(?:\r?\n|$)/.exec(message);
  return match ? Number(match[1]) : undefined;
}
