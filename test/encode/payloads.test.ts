import { describe, expect, it } from '#test';
import type { ContentBlock, Json, SessionEvent, SourceUpdate } from '#src/format/index.ts';
import { message, session, source, toolCall, toolResult, update } from './builders.ts';
import { eventsOf, pack } from './pack.ts';

const MAIN = 'transcript/main.ndjson';
const LONG = 'a line of text\n'.repeat(3000);
const PNG = `iVBORw0KGgo${'A'.repeat(81)}`;

async function packed(...events: readonly SessionEvent[]) {
  const { reader, bytes } = await pack([source(session(), ...events)]);
  const transcript = (await eventsOf<'transcript'>(reader, MAIN)) as unknown as Record<string, Json>[];
  return { reader, transcript, bytes };
}

function block(content: ContentBlock) {
  return update(0, { sessionUpdate: 'agent_message_chunk', content });
}

describe('payloads', () => {
  it('keeps text of up to 32 KiB in its line', async () => {
    const text = 'é'.repeat(16 * 1024);
    const { transcript } = await packed(message(0, text));

    expect(transcript[0]!['content']).to.deep.equal({ type: 'text', text });
  });

  it('stores longer text once, however often it occurs, and links to it', async () => {
    const { reader, transcript } = await packed(
      message(0, LONG),
      message(1, LONG),
      toolCall(2, 'call'),
      toolResult(3, 'call', [{ type: 'content', content: { type: 'text', text: LONG } }]),
    );

    const blobs = [...(await reader.directory).keys()].filter((path) => path.startsWith('blobs/'));
    expect(blobs).to.have.length(1);
    expect(blobs[0]).to.match(/^blobs\/[0-9a-f]{64}\.txt$/);
    const link = { type: 'resource_link', uri: blobs[0], mimeType: 'text/plain', size: LONG.length };
    expect(transcript[0]!['content']).to.deep.equal(link);
    expect(transcript[1]!['content']).to.deep.equal(link);
    expect(transcript[3]!['content']).to.deep.equal([{ type: 'content', content: link }]);
    expect(await reader.readText(blobs[0]!)).to.equal(LONG);
  });

  it('stores a long text with lone surrogates as a JSON string, so that it comes out the same', async () => {
    const text = `\ud83d${LONG}`;
    const { reader, transcript } = await packed(message(0, text));

    const { uri } = transcript[0]!['content'] as { uri: string };
    expect(uri).to.match(/\.json$/);
    expect(JSON.parse(await reader.readText(uri))).to.equal(text);
  });

  it('stores the data of images by what they are', async () => {
    const { reader, transcript } = await packed(
      block({ type: 'image', mimeType: 'image/jpeg', data: PNG }),
      block({ type: 'image', mimeType: 'image/svg+xml', data: 'PHN2Zy8+' }),
      block({ type: 'image', mimeType: 'image/png', uri: 'https://example.com/x.png' }),
    );

    const [png, svg, foreign] = transcript.map(
      (event) => event['content'] as { uri: string; mimeType: string },
    );
    expect(png).to.have.property('mimeType', 'image/jpeg');
    expect(png)
      .to.have.property('uri')
      .that.matches(/^blobs\/[0-9a-f]{64}\.png$/);
    expect(svg)
      .to.have.property('uri')
      .that.matches(/\.svg$/);
    expect(foreign).to.deep.equal({ type: 'image', mimeType: 'image/png', uri: 'https://example.com/x.png' });
    expect((await reader.directory).get(png!.uri)?.method).to.equal('store');
    expect((await reader.readEntry(png!.uri)).subarray(1, 4)).to.deep.equal(
      new Uint8Array([0x50, 0x4e, 0x47]),
    );
  });

  it('stores what a link holds itself, and no other link', async () => {
    const data = btoa(`%PDF-1.7 ${LONG}`);
    const web = { type: 'resource_link', uri: 'https://example.com/a.pdf' } as const;
    const { reader, transcript } = await packed(
      block({ type: 'resource_link', uri: `data:application/pdf;base64,${data}`, name: 'plan.pdf' }),
      block(web),
    );

    const link = transcript[0]!['content'] as { uri: string };
    expect(link).to.deep.include({ type: 'resource_link', name: 'plan.pdf', mimeType: 'application/pdf' });
    expect(link.uri).to.match(/^blobs\/[0-9a-f]{64}\.pdf$/);
    expect(btoa(await reader.readText(link.uri))).to.equal(data);
    expect(transcript[1]!['content']).to.deep.equal(web);
  });

  it('keeps image data that is no base64', async () => {
    const image = { type: 'image', mimeType: 'image/png', data: 'not base64!' } as const;
    const { transcript } = await packed(block(image));

    expect(transcript[0]!['content']).to.deep.equal({ type: '_reprise/other', value: image });
  });

  it('links long strings inside of raw input and output, and whole values that are still too long', async () => {
    const many = Object.fromEntries(Array.from({ length: 4000 }, (_, index) => [`key ${index}`, index]));
    const { reader, transcript } = await packed(
      update(0, {
        sessionUpdate: 'tool_call',
        toolCallId: 'call',
        title: 'write',
        rawInput: { file: 'a.txt', text: LONG, list: [LONG, 1, null] },
        rawOutput: many,
      }),
    );

    const input = transcript[0]!['rawInput'] as { file: string; text: { uri: string }; list: Json[] };
    expect(input.file).to.equal('a.txt');
    expect(await reader.readText(input.text.uri)).to.equal(LONG);
    expect(input.list).to.deep.equal([input.text, 1, null]);
    const output = transcript[0]!['rawOutput'] as { type: string; uri: string };
    expect(output.type).to.equal('resource_link');
    expect(JSON.parse(await reader.readText(output.uri))).to.deep.equal(many);
  });

  it('stores base64 of a known media type inside of any value as its bytes', async () => {
    const data = `iVBORw0KGgo${'A'.repeat(40_001)}`;
    const { reader, transcript } = await packed(
      update(0, { sessionUpdate: '_reprise/unknown', recordType: 'shot', value: { type: 'shot', data } }),
    );

    const { data: link } = transcript[0]!['value'] as { data: { uri: string; mimeType: string } };
    expect(link.mimeType).to.equal('image/png');
    const bytes = await reader.readEntry(link.uri);
    expect(btoa(String.fromCharCode(...bytes))).to.equal(data);
  });

  it('keeps unknown records as they are, and links to large ones [TRN-10]', async () => {
    const value = { type: 'new', 'odd key': [1.5, null, { __proto__x: '\ud83d' }] };
    const list = Array.from({ length: 8000 }, (_, index) => `item ${index}`);
    const { reader, transcript } = await packed(
      update(0, { sessionUpdate: '_reprise/unknown', recordType: 'new', value }),
      update(1, {
        sessionUpdate: '_reprise/unknown',
        recordType: 'large',
        value: Object.fromEntries(list.entries()),
      }),
      update(2, { sessionUpdate: '_reprise/unknown', value: { type: 'resource_link', uri: 'x' } }),
    );

    expect(transcript[0]!['value']).to.deep.equal(value);
    const { uri } = transcript[1]!['content'] as { uri: string };
    expect(transcript[1]).not.to.have.property('value');
    expect(JSON.parse(await reader.readText(uri))).to.deep.equal(Object.fromEntries(list.entries()));
    expect(transcript[2]).to.have.property('value').that.deep.equals({ type: 'resource_link', uri: 'x' });
  });

  it('shows the beginning of a text that must be a string, and links to the whole of it', async () => {
    const updates: SourceUpdate[] = [
      { sessionUpdate: 'tool_call', toolCallId: 'call', title: LONG },
      { sessionUpdate: '_reprise/system', text: LONG },
      {
        sessionUpdate: 'plan',
        entries: [
          { content: 'a', status: 'pending' },
          { content: LONG, status: 'pending' },
        ],
      },
    ];
    const { reader, transcript } = await packed(...updates.map((sourceUpdate) => update(0, sourceUpdate)));

    const fields = ['title', 'text', 'entries.1'];
    for (const [index, event] of transcript.entries()) {
      const { whole } = (event['_meta'] as { reprise: { whole: Record<string, { uri: string }> } }).reprise;
      expect(Object.keys(whole)).to.deep.equal([fields[index]]);
      expect(await reader.readText(whole[fields[index]!]!.uri)).to.equal(LONG);
    }
    expect(transcript[1]!['text']).to.equal(LONG.slice(0, 400));
  });

  it('writes no line that is longer than its payloads explain', async () => {
    const { reader } = await packed(
      message(0, LONG),
      update(1, { sessionUpdate: 'tool_call', toolCallId: 'c', title: 't', rawInput: { a: LONG, b: LONG } }),
    );

    const text = await reader.readText(MAIN);
    for (const line of text.split('\n')) expect(line.length).to.be.lessThan(1000);
  });
});
