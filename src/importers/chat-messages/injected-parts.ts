/** A text of the user without what a program put around it. */
export interface SplitWords {
  /** What is left. Empty: a program wrote it all. */
  readonly words: string;
  /** Injected parts in their order, each with the name of its tag; without the tags. */
  readonly injected: readonly { readonly name: string; readonly words: string }[];
}

/** Parts of one text that are taken out; what comes after them stays. */
const MAX_PARTS = 1000;

/**
 * Takes out of a text what stands between tags that a program writes: `<system-reminder>…</system-reminder>`. A part whose
 * end is missing is taken for what the person wrote.
 *
 * @param tags - names of the tags: letters, digits, `-` and `_`
 */
export function splitInjected(text: string, tags: readonly string[]): SplitWords {
  const opening = new RegExp(`<(${tags.join('|')})(?:\\s[^<>]{0,200})?>`, 'g');
  const injected: { name: string; words: string }[] = [];
  let words = '';
  let from = 0;
  for (let match = opening.exec(text); match; match = opening.exec(text)) {
    const name = match[1]!;
    const start = match.index + match[0].length;
    const end = text.indexOf(`</${name}>`, start);
    if (end === -1 || injected.length === MAX_PARTS) break;
    words += text.slice(from, match.index);
    injected.push({ name, words: text.slice(start, end).trim() });
    from = opening.lastIndex = end + name.length + 3;
  }
  words += text.slice(from);
  return { words: injected.length === 0 ? text : words.trim(), injected };
}
