import { describe, expect, it } from '#test';
import { createPakoDeflater } from '#src/encode/index.ts';

async function inflate(bytes: Uint8Array): Promise<Uint8Array> {
  const stream = new Blob([bytes as BlobPart]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

describe('createPakoDeflater', () => {
  it('ends a segment with a full flush, so that segments and a final block make one stream', async () => {
    const deflater = await createPakoDeflater();
    const text = new TextEncoder().encode('{"t":1,"id":"abc"}\n'.repeat(5000));

    const first = await deflater.segment(text);
    const second = await deflater.segment(text);

    expect([...first.slice(-4)]).to.deep.equal([0, 0, 0xff, 0xff]);
    const stream = new Uint8Array([...first, ...second, 3, 0]);
    expect((await inflate(stream)).length).to.equal(2 * text.length);
    expect(await inflate(new Uint8Array([...second, 3, 0]))).to.deep.equal(text);
  });

  it('writes a complete stream for an entry', async () => {
    const deflater = await createPakoDeflater();
    const text = new TextEncoder().encode('text '.repeat(5000));

    expect(await inflate(deflater.entry(text))).to.deep.equal(text);
    expect(await inflate(deflater.entry(new Uint8Array()))).to.deep.equal(new Uint8Array());
  });
});
