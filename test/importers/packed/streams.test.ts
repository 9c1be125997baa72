import { describe, expect, it } from '#test';
import { ImportError, openSource } from '#src/importers/index.ts';
import { unpackHead } from '#src/importers/packed/unpack-head.ts';
import { sourceOf } from '../../helpers/import-sources.ts';
import { CAST, PACKED } from './packed-cast.ts';

/** What is inside a packed file and what is said of it, or the code of the error. */
async function unpack(bytes: Uint8Array, name = 'session.cast') {
  const codes: string[] = [];
  try {
    const opened = await openSource(sourceOf(bytes, { chunkSize: 7, name }));
    let text = '';
    const decoder = new TextDecoder();
    for await (const chunk of opened.source.chunks()) text += decoder.decode(chunk, { stream: true });
    for await (const event of opened.events({ onDiagnostic: ({ code }) => codes.push(code) }))
      expect(event.type).to.be.a('string');
    return { name: opened.source.name, text, codes };
  } catch (error) {
    if (error instanceof ImportError) return { error: error.code };
    throw error;
  }
}

for (const [packing, base64] of Object.entries(PACKED)) {
  const packed = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));

  describe(`a source that is packed with ${packing}`, () => {
    it('is read as if it were given itself, under its own name', async () => {
      const name = `session.cast${packing === 'xz' ? '.xz' : '.zst'}`;

      expect(await unpack(packed, name)).to.deep.equal({ name: 'session.cast', text: CAST, codes: [] });
    });

    it('may be several streams one after the other', async () => {
      const twice = await unpack(Uint8Array.of(...packed, ...packed));

      expect(twice).to.have.property('text', CAST + CAST);
    });

    it('says that bytes of nothing stand behind it', async () => {
      expect(await unpack(Uint8Array.of(...packed, 1, 2, 3))).to.deep.include({
        text: CAST,
        codes: ['trailing-bytes'],
      });
    });

    it('is read as far as it goes where it is cut off', async () => {
      expect(await unpack(packed.slice(0, -3))).to.deep.include({ text: CAST, codes: ['truncated-package'] });
    });

    it('is found damaged by its checksum', async () => {
      const damaged = packed.slice();
      const at = packing === 'xz' ? packed.length - 28 : packed.length - 1;
      damaged[at]! ^= 1;

      expect(await unpack(damaged)).to.deep.include({ text: CAST, codes: ['damaged-package'] });
    });

    it('has a beginning that can be looked at', async () => {
      const head = await unpackHead(packed, () => sourceOf(packed).chunks(), 10);

      expect(new TextDecoder().decode(head?.bytes)).to.equal(CAST.slice(0, 10));
      expect(head?.isWhole).to.equal(false);
    });
  });
}

describe('a frame of Zstandard', () => {
  it('that wants more memory than anybody has is refused', async () => {
    const window = 0xf8;
    const frame = Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, 0x00, window, 0x01, 0x00, 0x00);

    expect(await unpack(frame)).to.deep.equal({ error: 'limit-exceeded' });
  });

  it('that takes a dictionary to unpack is refused', async () => {
    const frame = Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, 0x01, 0x00, 0x07, 0x01, 0x00, 0x00);

    expect(await unpack(frame)).to.deep.equal({ error: 'unsupported-source' });
  });
});
