import type { ContentBlock } from '../../format/index.ts';
import type { Session } from '../../reading/index.ts';

/**
 * A block of content as the protocol has it: texts and pictures of the archive are read and stand in it.
 *
 * @throws {ArchiveError} what reading an entry gives
 */
export async function acpBlock(
  session: Session,
  block: ContentBlock,
  signal: AbortSignal | undefined,
): Promise<object> {
  const reading = signal && { signal };
  switch (block.type) {
    case 'text':
      return { type: 'text', text: block.text };
    case 'image': {
      if (block.uri === undefined) return { type: 'text', text: '[image]' };
      return {
        type: 'image',
        mimeType: block.mimeType,
        data: base64(await session.entry(block.uri, reading)),
      };
    }
    case 'resource_link':
      if (block.uri.startsWith('blobs/'))
        return { type: 'text', text: await session.contentText([block], reading) };
      return { type: 'resource_link', uri: block.uri, name: block.name ?? block.uri };
    default:
      return { type: 'text', text: '[other]' };
  }
}

/** Bytes that become text at once. */
const PIECE = 3 * 8192;

function base64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += PIECE)
    text += btoa(String.fromCharCode(...bytes.subarray(at, at + PIECE)));
  return text;
}
