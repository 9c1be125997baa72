import type { ImportSource } from './import-source.ts';

/**
 * All of a file as text; a byte order mark is passed over, bytes that are no UTF-8 become U+FFFD. Memory: all of it, so the
 * caller looks at its size first.
 */
export async function sourceText(source: ImportSource): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of source.chunks()) text += decoder.decode(chunk, { stream: true });
  return text + decoder.decode();
}
