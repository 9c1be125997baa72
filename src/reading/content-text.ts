import type { ContentBlock } from '../format/index.ts';
import type { SessionParts } from './session-parts.ts';

/**
 * The text of a prompt or message, blocks apart by a blank line. Texts that lie outside the transcript are loaded; of
 * an image there is `[image]`, of anything else its name.
 *
 * @throws {ArchiveError} what reading an entry gives
 */
export async function readText(
  { archive }: SessionParts,
  content: readonly ContentBlock[],
  signal: AbortSignal,
): Promise<string> {
  const texts: string[] = [];
  for (const block of content) {
    const path = textEntryOf(block);
    const text =
      path === undefined
        ? textOf(block)
        : new TextDecoder().decode(await archive.readEntry(path, { signal }));
    texts.push(text);
  }
  return texts.join('\n\n').trim();
}

/** Entry path of a text that the archive holds outside the transcript. */
function textEntryOf(block: ContentBlock): string | undefined {
  const isText =
    block.type === 'resource_link' && block.uri.startsWith('blobs/') && block.uri.endsWith('.txt');
  return isText ? block.uri : undefined;
}

function textOf(block: ContentBlock): string {
  switch (block.type) {
    case 'text':
      return block.text;
    case 'image':
      return '[image]';
    case 'resource_link':
      return `[${block.name ?? 'document'}]`;
    default:
      return '[other]';
  }
}
