import { describe, expect, it } from '#test';
import { BytesSource, findPageArchive, pageText, type ByteSource } from '#src/format/index.ts';
import { expectArchiveError } from '../../helpers/errors.ts';

/** Bytes of which no two stretches are alike. */
function bytesOf(size: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length: size }, (_, at) => (at * 31 + (at >> 8) * 7 + (at >> 16)) & 255);
}

async function pageOf(bytes: Uint8Array, { before = '<p>Story</p>\n', behind = '' } = {}): Promise<string> {
  let text = `<!doctype html>\n${before}`;
  for await (const piece of pageText(new BytesSource(bytes))) text += piece;
  return `${text}${behind}</html>\n`;
}

const sourceOf = (page: string): ByteSource => new BytesSource(new TextEncoder().encode(page), 'a.html');

async function archiveIn(page: string): Promise<ByteSource> {
  const archive = await findPageArchive(sourceOf(page));
  if (!archive) throw new Error('the page holds no archive');
  return archive;
}

describe('an archive in a page', () => {
  for (const size of [0, 1, 767, 768, 769, 786_431, 786_432, 786_433, 1_600_000]) {
    it(`of ${size} bytes comes out as it went in`, async () => {
      const bytes = bytesOf(size);
      const archive = await archiveIn(await pageOf(bytes));
      expect(await archive.size()).to.equal(size);
      expect(await archive.read(0, size)).to.deep.equal(bytes);
    });
  }

  it('is read in ranges, over lines and blocks', async () => {
    const bytes = bytesOf(1_600_000);
    const archive = await archiveIn(await pageOf(bytes, { before: 'ä'.repeat(300_000) }));
    for (const [offset, length] of [
      [0, 1],
      [767, 2],
      [768, 768],
      [786_430, 4],
      [786_432, 1],
      [500, 1_500_000],
      [1_599_999, 1],
      [5, 0],
    ] as const)
      expect(await archive.read(offset, length)).to.deep.equal(bytes.subarray(offset, offset + length));
    await expectArchiveError(archive.read(1_599_999, 2), 'truncated-archive');
  });

  it('reads no more of the page than what is asked for', async () => {
    const page = new TextEncoder().encode(await pageOf(bytesOf(1_600_000)));
    let most = 0;
    const inner = new BytesSource(page);
    const counting: ByteSource = {
      name: 'a.html',
      size: () => inner.size(),
      readHead: async (length) => ({ bytes: page.subarray(0, length), size: page.length }),
      read: (offset, length) => {
        most = Math.max(most, length);
        return inner.read(offset, length);
      },
    };
    const archive = await findPageArchive(counting);
    most = 0;
    await archive!.read(900_000, 1000);
    expect(most).to.be.below(4000);
  });

  it('is none in other files', async () => {
    expect(await findPageArchive(sourceOf('PK'))).to.equal(undefined);
    expect(await findPageArchive(sourceOf('<!doctype html><p>hello'))).to.equal(undefined);
    const escaped = (await pageOf(bytesOf(10))).replace('<div hidden', '&lt;div hidden');
    expect(await findPageArchive(sourceOf(escaped))).to.equal(undefined);
  });

  it('is refused when there are two', async () => {
    const page = await pageOf(bytesOf(10));
    const twice = page.replace('</html>', page.slice(page.indexOf('<div hidden')));
    await expectArchiveError(findPageArchive(sourceOf(twice)), 'ambiguous-archive');
  });

  it('is refused where the page ends in its midst', async () => {
    const page = await pageOf(bytesOf(1_000_000));
    await expectArchiveError(findPageArchive(sourceOf(page.slice(0, 500_000))), 'truncated-archive');
  });

  for (const [what, change] of [
    ['another size', (page: string) => page.replace(/data-size="\d+"/, 'data-size="900"')],
    ['other line ends', (page: string) => page.replaceAll('\n', '\r\n')],
    ['a size that is no number', (page: string) => page.replace(/data-size="\d+"/, 'data-size="1e3"')],
    ['something in a line', (page: string) => page.replace('base64">\nAB', 'base64">\nA<')],
    ['another block', (page: string) => page.replace('vnd.reprise.base64', 'vnd.reprise.base65')],
  ] as const) {
    it(`is refused with ${what}`, async () => {
      const page = await pageOf(bytesOf(1000));
      const changed = change(page);
      expect(changed).not.to.equal(page);
      await expectArchiveError(
        archiveIn(changed).then((archive) => archive.read(0, 1000)),
        'not-an-archive',
      );
    });
  }
});
