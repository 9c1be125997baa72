import type { ImportSource } from '../../sources/import-source.ts';

/** A line of a source, blank ones too, without its end. */
export interface MarkdownLine {
  readonly text: string;
  /** Bytes of it were no UTF-8 and became U+FFFD. */
  readonly isFlawed: boolean;
}

/** Every line of a text in order, those of each chunk together: what is blank, and blanks at a line's end, matter. */
export async function* markdownLines(
  source: ImportSource,
  signal?: AbortSignal,
): AsyncGenerator<readonly MarkdownLine[], void, undefined> {
  const decoder = new TextDecoder();
  let open: string[] = [];
  let remaining = source.size;
  for await (const chunk of source.chunks()) {
    signal?.throwIfAborted();
    const bytes = chunk.length > remaining ? chunk.subarray(0, remaining) : chunk;
    remaining -= bytes.length;
    const [first = '', ...others] = decoder.decode(bytes, { stream: true }).split('\n');
    open.push(first);
    if (others.length === 0) continue;
    const lines = [open.join(''), ...others.slice(0, -1)].map(lineOf);
    open = [others.at(-1)!];
    yield lines;
  }
  open.push(decoder.decode());
  const last = open.join('');
  if (last !== '') yield [lineOf(last)];
}

function lineOf(line: string): MarkdownLine {
  const text = line.endsWith('\r') ? line.slice(0, -1) : line;
  return { text, isFlawed: text.includes('\ufffd') };
}
