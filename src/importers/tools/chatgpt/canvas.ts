import type { SourceChange } from '../../../format/index.ts';
import { isObject, asList, asText } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';

/** A change of the document. */
export type DocumentChange = Pick<SourceChange, 'path' | 'op' | 'before' | 'after' | 'edits'>;

/** Characters that mean something in a pattern. */
const SPECIAL = /[\\^$.*+?()[\]{}|]/;

/**
 * The document that ChatGPT writes beside a conversation (its canvas), as a file. Updates name no document: they are
 * to the one that was written last. They are patterns; those that are plain text, or match everything, are replayed.
 */
export class Canvas {
  #path: string | undefined;
  #text: string | undefined;

  /** The change that a call asks for, as far as it can be told. */
  change(tool: string, input: LogRecord): DocumentChange | undefined {
    if (tool === 'canmore.create_textdoc') return this.#create(input);
    return tool === 'canmore.update_textdoc' ? this.#update(input) : undefined;
  }

  #create({ name, content }: LogRecord): DocumentChange | undefined {
    const path = asText(name);
    if (path === undefined || typeof content !== 'string') return undefined;
    this.#path = path;
    this.#text = content;
    return { path, op: 'create', after: content };
  }

  #update({ updates }: LogRecord): DocumentChange | undefined {
    const [path, before] = [this.#path, this.#text];
    if (path === undefined) return undefined;
    let after = before;
    for (const update of asList(updates)) after = isObject(update) ? replace(after, update) : undefined;
    this.#text = after;
    if (after === undefined || after === before) return undefined;
    return { path, op: 'modify', ...(before !== undefined && { before }), after };
  }
}

function replace(whole: string | undefined, update: LogRecord): string | undefined {
  const { pattern, replacement, multiple } = update;
  if (typeof pattern !== 'string' || typeof replacement !== 'string') return undefined;
  if (pattern === '.*' || pattern === '(?s).*' || pattern === '[\\s\\S]*') return replacement;
  const literal = pattern.replaceAll(/\\([^A-Za-z0-9])/g, '$1');
  const isLiteral = !SPECIAL.test(pattern.replaceAll(/\\[^A-Za-z0-9]/g, ''));
  if (!isLiteral || literal === '' || whole?.includes(literal) !== true) return undefined;
  // A function: `$` in a replacement is a plain character here.
  return multiple === true
    ? whole.replaceAll(literal, () => replacement)
    : whole.replace(literal, () => replacement);
}
