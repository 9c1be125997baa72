import { createPakoDeflater, encodeSession } from 'reprise/encode';
import { BytesSink } from 'reprise/format';
import { openSource, PickedFile } from 'reprise/importers';

/**
 * Packs a log that was picked or dropped; nothing leaves the page.
 *
 * @param {File} file
 */
export async function packInPage(file) {
  const source = await openSource(new PickedFile(file));
  const sink = new BytesSink();
  const generator = { name: 'my-page', version: '1.0.0' };
  await encodeSession([source], { sink, generator, deflater: await createPakoDeflater() });
  return sink.bytes();
}
