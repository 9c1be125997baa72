import { describe, expect, it } from '#test';
import { imageTypeOf } from '#src/elements/picture/image-type.ts';

const bytes = (...parts: (string | number[])[]) =>
  Uint8Array.from(
    parts.flatMap((part) => (typeof part === 'string' ? Array.from(part, (c) => c.charCodeAt(0)) : part)),
  );

describe('imageTypeOf', () => {
  it('knows a PNG and its size', () => {
    const png = bytes([0x89], 'PNG\r\n', [0x1a, 0x0a], [0, 0, 0, 13], 'IHDR', [0, 0, 1, 0], [0, 0, 0, 32]);

    expect(imageTypeOf(png)).to.deep.equal({ mimeType: 'image/png', width: 256, height: 32 });
  });

  it('knows a GIF and its size', () => {
    expect(imageTypeOf(bytes('GIF89a', [0x10, 0x00, 0x01, 0x01]))).to.deep.equal({
      mimeType: 'image/gif',
      width: 16,
      height: 257,
    });
  });

  it('finds the size of a JPEG behind its other segments', () => {
    const jpeg = bytes(
      [0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2],
      [0xff, 0xc4, 0, 3, 9],
      [0xff, 0xc2, 0, 11, 8, 0, 100, 1, 0, 3, 0],
    );

    expect(imageTypeOf(jpeg)).to.deep.equal({ mimeType: 'image/jpeg', width: 256, height: 100 });
  });

  it('knows the three kinds of WebP', () => {
    const webp = (chunk: string, data: number[]) =>
      bytes('RIFF', [0, 0, 0, 0], 'WEBP', chunk, [0, 0, 0, 0], data);

    expect(imageTypeOf(webp('VP8X', [0, 0, 0, 0, 0xff, 0, 0, 0x0f, 1, 0]))).to.deep.include({
      width: 256,
      height: 272,
    });
    expect(imageTypeOf(webp('VP8L', [0x2f, 0xff, 0xc0, 0x03, 0, 0, 0, 0, 0, 0]))).to.deep.include({
      width: 256,
      height: 16,
    });
    expect(imageTypeOf(webp('VP8 ', [0, 0, 0, 0x9d, 1, 0x2a, 0, 1, 16, 0]))).to.deep.include({
      width: 256,
      height: 16,
    });
  });

  it('finds the size of a JPEG behind filling and a hundred segments', () => {
    const segment = [0xff, 0xe1, 0xff, 0xff, ...new Array<number>(0xffff - 2).fill(7)];
    const jpeg = bytes(
      [0xff, 0xd8],
      ...Array.from({ length: 100 }, () => segment),
      [0xff, 0xff, 0xff, 0xc0, 0, 11, 8, 0, 100, 1, 0, 3, 0],
    );

    expect(imageTypeOf(jpeg)).to.deep.equal({ mimeType: 'image/jpeg', width: 256, height: 100 });
  });

  it('knows AVIF and the largest size that one declares', () => {
    const head = [[0, 0, 0, 16], 'ftypavif', [0, 0, 0, 0]] as const;
    const extents = (width: number, height: number) =>
      bytes([0, 0, 0, 20], 'ispe', [0, 0, 0, 0], [0, 0, 0, width], [0, 0, 0, height]);
    const meta = [...bytes('xxxx'), ...extents(8, 8), ...extents(64, 32), ...extents(9, 9)];
    const file = bytes(
      [...head[0]],
      head[1],
      [...head[2]],
      [0, 0, 0, 8],
      'free',
      [0, 0, 0, 8 + meta.length],
      'meta',
      meta,
    );

    expect(imageTypeOf(file)).to.deep.equal({ mimeType: 'image/avif', width: 64, height: 32 });
    expect(imageTypeOf(bytes([...head[0]], head[1], [...head[2]]))).to.deep.equal({ mimeType: 'image/avif' });
  });

  it('refuses everything else, vector images and cut heads too', () => {
    for (const head of ['<svg xmlns', '<?xml', 'BM', '%PDF-', '<html', '', 'GIF8', 'RIFF']) {
      expect(imageTypeOf(bytes(head)), head).to.equal(undefined);
    }
  });

  it('survives a head of any length', () => {
    const jpeg = bytes([0xff, 0xd8, 0xff, 0xe0, 0, 2, 0xff, 0xc0, 0, 11, 8, 0]);

    for (let length = 0; length <= jpeg.length; length += 1) imageTypeOf(jpeg.subarray(0, length));
    expect(imageTypeOf(jpeg)).to.deep.equal({ mimeType: 'image/jpeg' });
  });
});
