import {
  ARCHIVE_ELEMENT,
  ArchiveError,
  BLOCK_TAG,
  PageArchive,
  type ByteSource,
} from '../../format/index.ts';

/**
 * The archive that a page holds, read from its elements: they stay as they are, so that the page can be saved as it is
 * shown.
 */
export function archiveOfPage(page: Document, name: string): ByteSource {
  const element = page.getElementById(ARCHIVE_ELEMENT);
  const blocks = element?.querySelectorAll(BLOCK_TAG) ?? [];
  return new PageArchive(name, Number(element?.dataset['size'] ?? 0), (block, start, end) => {
    const text = blocks[block]?.textContent;
    if (text === undefined)
      throw new ArchiveError('truncated-archive', 'the page ends before its archive does');
    // The line end behind the tag of the block is the block's first character.
    return text.slice(start + 1, end + 1);
  });
}
