/** Tags that take the place of a fence when the text holds fences itself. */
const OPENING = /^(?:(`{3,}|~{3,})|<(source|code|pre|codename|sourcecode)>\s*$)/;

/** What closes the fence that a line opens; `undefined` when it opens none. */
export function closingOf(line: string): string | undefined {
  const match = OPENING.exec(line);
  if (!match) return undefined;
  if (match[1] === undefined) return `</${match[2]!}>`;
  // A fence with a fence in its own line is code within a line.
  return line.slice(match[1].length).includes('`') ? undefined : match[1];
}

/** Whether a line closes a fence. */
export function closes(line: string, closing: string): boolean {
  const text = line.trimEnd();
  if (closing.startsWith('<')) return text === closing;
  return text.startsWith(closing) && /^(?:`+|~+)$/.test(text);
}
