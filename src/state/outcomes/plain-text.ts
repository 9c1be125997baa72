// CSI, OSC and two-character escapes, and what else a terminal obeys but for line ends and tabs.
const ESCAPES =
  /\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[ -/]*[0-~])|[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/g;

/** A text without escape sequences; of lines that were written over, what stood there last. */
export function plainText(text: string): string {
  const lines = text.replaceAll(ESCAPES, '').replaceAll('\r\n', '\n');
  return lines.includes('\r') ? lines.replaceAll(/^.*\r(?=[^\n])/gm, '').replaceAll('\r', '') : lines;
}

/** A text on one line, at most `length` characters; the last one is `…` if anything was cut. */
export function lineOf(text: string, length: number): string {
  const line = Array.from(
    text
      .slice(0, 16 * length)
      .replace(/\s+/gu, ' ')
      .trim(),
  );
  return line.length <= length
    ? line.join('')
    : `${line
        .slice(0, length - 1)
        .join('')
        .trimEnd()}…`;
}
