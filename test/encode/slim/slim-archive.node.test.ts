import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '#test';
import { EditError, slimArchive, type SlimResult } from '#src/encode/index.ts';
import { BytesSink, BytesSource, validateArchive } from '#src/format/index.ts';
import { packageVersion, zlibDeflater } from '#src/node/index.ts';
import type { Session } from '#src/reading/index.ts';
import { sessionOf } from '../../exports/exported.ts';
import { packedText } from '../../exports/packed.ts';

const noise = (size: number): string => randomBytes(size).toString('hex').slice(0, size);
/** A picture as far as its first bytes tell. */
const picture = (size: number): string =>
  Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), randomBytes(size)]).toString('base64');

let record = 0;
const line = (update: object): string =>
  JSON.stringify({
    timestamp: new Date(1_770_000_000_000 + (record += 1) * 10_000).toISOString(),
    jsonrpc: '2.0',
    method: 'session/update',
    params: { sessionId: 's', update },
  });
const text = (words: string): object => ({ type: 'text', text: words });

/** Ten turns, each with a picture and an output: as the protocol has it. */
async function largeArchive(): Promise<Uint8Array> {
  record = 0;
  const lines = Array.from({ length: 10 }, (_, index) => [
    line({ sessionUpdate: 'user_message_chunk', messageId: `p${index}`, content: text(`Prompt ${index}`) }),
    line({
      sessionUpdate: 'agent_message_chunk',
      messageId: `i${index}`,
      content: { type: 'image', mimeType: 'image/png', data: picture(20_000) },
    }),
    line({ sessionUpdate: 'tool_call', toolCallId: `c${index}`, title: 'Fetch', kind: 'fetch' }),
    line({
      sessionUpdate: 'tool_call_update',
      toolCallId: `c${index}`,
      status: 'completed',
      content: [{ type: 'content', content: text(`start ${noise(40_000)} end`) }],
    }),
    line({ sessionUpdate: 'agent_message_chunk', messageId: `m${index}`, content: text(noise(4000)) }),
  ]).flat();
  return packedText(lines.join('\n'), 'session.jsonl');
}

async function slimmed(
  archive: Uint8Array,
  maxSize: number,
): Promise<SlimResult & { readonly bytes: Uint8Array; readonly session: Session }> {
  const session = await sessionOf(archive);
  const { manifest, turns } = session;
  const sink = new BytesSink();
  const result = await slimArchive(new BytesSource(archive), {
    sink,
    maxSize,
    deflater: zlibDeflater,
    generator: { name: 'test', version: packageVersion() },
    session: { manifest, turns, moment: turns[7]?.time ?? 0 },
  });
  const bytes = sink.bytes();
  expect((await validateArchive(new BytesSource(bytes))).findings).to.deep.equal([]);
  expect(bytes.length).to.equal(result.size).and.to.be.at.most(maxSize);
  return { ...result, bytes, session: await sessionOf(bytes) };
}

async function notices(session: Session): Promise<readonly string[]> {
  const texts: string[] = [];
  for await (const item of session.items()) if (item.type === 'notice') texts.push(item.text ?? '');
  return texts;
}

describe('slimArchive', () => {
  it('leaves an archive that fits as it is', async () => {
    const archive = await largeArchive();
    const { bytes, left } = await slimmed(archive, archive.length);

    expect(left).to.deep.equal([]);
    expect(Buffer.from(bytes).equals(Buffer.from(archive))).to.equal(true);
  });

  it('leaves out pictures first, and says so in the archive', async () => {
    const archive = await largeArchive();
    const { left, session } = await slimmed(archive, archive.length - 150_000);

    expect(left).to.deep.equal(['pictures and documents']);
    expect((await notices(session))[0]).to.equal(
      'Left out so that it can be attached: pictures and documents',
    );
    expect(session.turns).to.have.length(10);
    expect(session.turns.map(({ id }) => id)).to.deep.equal(
      (await sessionOf(archive)).turns.map(({ id }) => id),
    );
  });

  it('then the middle of long outputs', async () => {
    const { left, session } = await slimmed(await largeArchive(), 150_000);

    expect(left).to.deep.equal(['pictures and documents', 'the middle of outputs over 8 KiB']);
    for await (const item of session.items()) {
      const [part] = item.type === 'tool' ? item.content : [];
      if (part?.type === 'content' && part.content.type === 'text')
        expect(part.content.text).to.match(/^start [\s\S]+… \d+ characters were left out …[\s\S]+ end$/);
    }
  });

  it('then the time that is farthest from the moment', async () => {
    const { left, session } = await slimmed(await largeArchive(), 40_000);

    expect(left.at(-1)).to.match(/^everything but \d+:\d\d to \d+:\d\d$/);
    const excerpts = session.turns.map(({ excerpt }) => excerpt);
    expect(excerpts).to.include('Prompt 7').and.not.to.include('Prompt 0');
    expect(session.manifest.cuts?.length).to.be.greaterThan(0);
  });

  it('says when it cannot', async () => {
    const error = await slimmed(await largeArchive(), 100).catch((thrown: unknown) => thrown);

    expect(error).to.be.instanceOf(EditError);
  });
});
