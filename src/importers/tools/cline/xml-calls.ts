import { API_TOOLS } from './api-tools.ts';

/** A part of an answer in which calls are written as XML: what models did before providers had calls of their own. */
export type XmlPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'thought'; readonly text: string }
  | { readonly kind: 'call'; readonly name: string; readonly input: Readonly<Record<string, string>> };

const OPENING = /<([a-z_]{3,40})>/g;

/** Calls of one answer, and parameters of one call. */
const MAX_PARTS = 500;

/** Parameters whose text may hold tags of the same name: the last end counts. */
const WHOLE: ReadonlySet<string> = new Set(['content', 'diff', 'result', 'arguments', 'args']);

/** Takes an answer apart. A call that was cut off is read as far as it goes. */
export function splitAnswer(text: string): readonly XmlPart[] {
  const parts: XmlPart[] = [];
  let from = 0;
  OPENING.lastIndex = 0;
  for (let match = OPENING.exec(text); match && parts.length < MAX_PARTS; match = OPENING.exec(text)) {
    const name = match[1]!;
    if (name !== 'thinking' && !API_TOOLS.has(name)) continue;
    const start = match.index + match[0].length;
    const close = text.indexOf(`</${name}>`, start);
    const end = close === -1 ? text.length : close;
    addText(parts, text.slice(from, match.index));
    const body = text.slice(start, end);
    if (name === 'thinking') parts.push({ kind: 'thought', text: body.trim() });
    else parts.push({ kind: 'call', name, input: parametersOf(body) });
    from = close === -1 ? text.length : close + name.length + 3;
    OPENING.lastIndex = from;
  }
  addText(parts, text.slice(from));
  return parts;
}

function addText(parts: XmlPart[], text: string): void {
  if (text.trim() !== '') parts.push({ kind: 'text', text: text.trim() });
}

function parametersOf(body: string): Readonly<Record<string, string>> {
  const found: [string, string][] = [];
  let at = 0;
  while (found.length < MAX_PARTS) {
    const match = /<([a-z_]{1,40})>/.exec(body.slice(at));
    if (!match) break;
    const name = match[1]!;
    const start = at + match.index + match[0].length;
    const closing = `</${name}>`;
    const close = WHOLE.has(name) ? body.lastIndexOf(closing) : body.indexOf(closing, start);
    const end = close < start ? body.length : close;
    found.push([name, body.slice(start, end).replace(/^\n/, '').replace(/\n$/, '')]);
    at = end + closing.length;
  }
  return Object.fromEntries(found);
}
