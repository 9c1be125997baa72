import { encodeMasked, createPakoDeflater, type EncodeOptions } from '#src/encode/index.ts';
import {
  ArchiveReader,
  BytesSink,
  BytesSource,
  MemorySpool,
  streamEntry,
  toBase64,
  validateArchive,
  type SessionEvent,
  type SessionSource,
} from '#src/format/index.ts';
import type { MaskerOptions } from '#src/masking/index.ts';
import { describe, expect, it } from '#test';
import {
  change,
  message,
  output,
  prompt,
  report,
  session,
  source,
  terminalTrack,
  toolResult,
  turn,
  update,
} from '../builders.ts';
import { eventsOf } from '../pack.ts';

/** Values that look alive do not belong into sources: these are put together. */
const TOKEN = ['ghp', 'Zq8vN3kLp0WxT7rYb2Hd5MfJc4Gs6Ea1Uo9K'].join('_');
const PASSWORD = ['t7Rw', 'Qz9Lk', 'Xv2Nb'].join('');
const LONG = 'A line that says nothing at all.\n'.repeat(1500);

async function masked(
  sources: readonly SessionSource[],
  options: Partial<EncodeOptions> & { masking?: MaskerOptions; failsOnSecret?: boolean } = {},
) {
  const sink = new BytesSink();
  const result = await encodeMasked(sources, {
    deflater: await createPakoDeflater(),
    sink,
    generator: { name: 'test', version: '1' },
    masking: {},
    ...options,
  });
  const bytes = sink.bytes();
  const reader = await ArchiveReader.open(new BytesSource(bytes));
  return { ...result, bytes, reader };
}

/** Paths of the entries in which a text stands. */
async function entriesWith(text: string, bytes: Uint8Array): Promise<string[]> {
  const archive = new BytesSource(bytes);
  const reader = await ArchiveReader.open(archive);
  const found: string[] = [];
  for (const [path, entry] of await reader.directory) {
    let whole = path;
    for await (const piece of streamEntry(archive, entry)) whole += new TextDecoder().decode(piece);
    if (whole.includes(text)) found.push(path);
  }
  return found;
}

describe('a session that is masked', () => {
  it('holds a secret nowhere, and one placeholder in its place everywhere', async () => {
    const { bytes, manifest, reader } = await masked(
      [
        source(
          session({ title: `Use ${TOKEN}`, workspace: { root: `/w/${TOKEN}` } }),
          terminalTrack('shell'),
          turn(0, 'first'),
          prompt(0, `My key is ${TOKEN}, keep it`, 'p1'),
          message(1, `${LONG}${TOKEN}`, 'm1'),
          update(5, {
            sessionUpdate: 'tool_call',
            toolCallId: 'call',
            title: `curl ${TOKEN}`,
            rawInput: { deep: [{ text: `${LONG}${TOKEN}` }], [TOKEN]: true },
            locations: [{ path: `/w/${TOKEN}.txt` }],
          }),
          change(10, '/w/.env', { op: 'create', after: `A=1\nKEY=${TOKEN}\n`, toolCallId: 'call' }),
          change(20, '/w/.env', {
            before: `A=1\nKEY=${TOKEN}\n`,
            after: `A=2\nKEY=${TOKEN}\n`,
            toolCallId: 'call',
          }),
          toolResult(20, 'call', [
            { type: '_reprise/change', sourceId: 'change-10' },
            { type: '_reprise/read', path: '/w/.env', text: `A=2\nKEY=${TOKEN}`, startLine: 1 },
            {
              type: 'content',
              content: {
                type: 'resource_link',
                uri: `data:text/plain;base64,${toBase64(new TextEncoder().encode(`key: ${TOKEN}`))}`,
              },
            },
          ]),
          output(30, `echo ${TOKEN}\r\n`, 'shell'),
          { type: 'chapter', time: 40, title: `About ${TOKEN}` },
          update(60, { sessionUpdate: '_reprise/unknown', value: { odd: `is ${TOKEN}` } }),
          report(),
        ),
      ],
      { fallbackTitle: TOKEN },
    );

    expect(await entriesWith(TOKEN, bytes)).to.deep.equal([]);
    expect((await validateArchive(new BytesSource(bytes))).findings).to.deep.equal([]);
    expect(manifest.title).to.equal('Use [github-token-1]');
    expect(manifest.redactions).to.deep.equal([{ class: 'github-token', count: 1, rules: '1' }]);
    const [second] = (await eventsOf<'changes'>(reader, 'changes/main.ndjson')).slice(1);
    expect(second).to.include({ additions: 1, deletions: 1 }).and.to.have.property('patch');
    expect(second!.patch).to.include(' KEY=[github-token-1]');
    const [shell] = await eventsOf<'terminal'>(reader, 'terminal/shell.cast');
    // The placeholder has the cells of the value, so that columns stay.
    expect(shell!.data).to.match(/^echo \[github-token-1\]\*+\r\n$/);
    expect(shell!.data.length).to.equal(`echo ${TOKEN}\r\n`.length);
  });

  it('masks what is only found out later to be a secret', async () => {
    const { bytes, reader } = await masked([
      source(
        session(),
        turn(0),
        message(1, `I take ${PASSWORD} for it.`, 'm1'),
        prompt(2, `DB_PASSWORD=${PASSWORD}`, 'p'),
      ),
    ]);

    expect(await entriesWith(PASSWORD, bytes)).to.deep.equal([]);
    const [, first] = await eventsOf<'transcript'>(reader, 'transcript/main.ndjson');
    expect(first).to.have.nested.property('content.text', 'I take [password-1] for it.');
  });

  it('finds a secret that a terminal was given in pieces, in colours and over other tracks', async () => {
    const pieces = [
      `key: ${TOKEN.slice(0, 9)}`,
      `\x1b[31m${TOKEN.slice(9, 20)}\x1b[0m`,
      TOKEN.slice(20),
      '\r\nok\r\n',
    ];
    const events: SessionEvent[] = [session(), terminalTrack('shell'), turn(0)];
    for (const [at, piece] of pieces.entries()) {
      events.push(output(10 * at, piece, 'shell'), message(10 * at + 5, `said ${at}`, `m${at}`));
    }
    const { reader } = await masked([source(...events)]);

    const written = await eventsOf<'terminal'>(reader, 'terminal/shell.cast');
    const text = written.map(({ data }) => data).join('');
    expect(text.replaceAll(/\x1b\[\d+m/g, '')).to.match(/^key: \[github-token-1\]\**\r\nok\r\n$/);
    // Nothing has changed its time or its order.
    const said = await eventsOf<'transcript'>(reader, 'transcript/main.ndjson');
    expect(said.slice(1).map(({ t }) => t)).to.deep.equal([5, 15, 25, 35]);
    expect(written.at(-1)!.t).to.equal(30);
  });

  it('finds a secret in the middle of what a program wrote at once, however much that is', async () => {
    const noise = '🙂 nothing to see\r\n'.repeat(20_000);
    const written = `${noise}key: ${TOKEN}\r\n${noise}`;
    const { reader } = await masked([
      source(session(), terminalTrack('shell'), turn(0), output(5, written, 'shell')),
    ]);

    const events = await eventsOf<'terminal'>(reader, 'terminal/shell.cast');
    const text = events.map(({ data }) => data).join('');
    expect(text.length).to.equal(written.length);
    expect(text).to.equal(written.replace(TOKEN, '[github-token-1]'.padEnd(TOKEN.length, '*')));
  });

  it('keeps the lines of a key of many lines, so that a patch of it applies', async () => {
    const body = Array.from(
      { length: 12 },
      (_, at) =>
        `${'MIIEvQIBADANBgkqhkiG9w0BAQEFAASC'.slice(at)}${'Zq8vN3kLp0WxT7rYb2Hd5MfJc4Gs6Ea1'.slice(0, 32 + at)}`,
    );
    const key = [
      '-----BEGIN PRIVATE',
      ' KEY-----\n',
      body.join('\n'),
      '\n-----END PRIVATE',
      ' KEY-----',
    ].join('');
    const { reader } = await masked([
      source(
        session({ workspace: { root: '/w' } }),
        turn(0),
        change(10, '/w/key.pem', { op: 'create', after: `${key}\n` }),
        change(20, '/w/key.pem', { before: `${key}\n`, after: `${key}\nend\n` }),
        change(30, '/w/other.pem', {
          hunks: [
            {
              oldStart: 1,
              oldLines: 0,
              newStart: 1,
              newLines: 14,
              lines: key.split('\n').map((line) => `+${line}`),
            },
          ],
        }),
      ),
    ]);

    const [created, added, patched] = await eventsOf<'changes'>(reader, 'changes/main.ndjson');
    expect(created!.text!.split('\n').length).to.equal(15);
    expect(created!.text).to.not.include('MIIE');
    expect(added).to.include({ additions: 1, deletions: 0 });
    expect(patched!.patch).to.not.include('MIIE');
    expect(patched!.patch!.match(/^\+\[private-key-1\]$/gm)).to.have.length(14);
  });

  it('leaves what the author keeps, and counts it; lists what may be a secret', async () => {
    const { manifest, masked: values } = await masked(
      [source(session({ title: 'Keep' }), turn(0), prompt(0, `${TOKEN} and DB_PASSWORD=${PASSWORD}`, 'p'))],
      { masking: { keep: [TOKEN] } },
    );

    expect(values.map(({ value }) => value)).to.deep.equal([PASSWORD]);
    expect(manifest.masking).to.include({ kept: 1 });
    expect(manifest.redactions).to.deep.equal([{ class: 'password', count: 1, rules: '1' }]);
  });

  it('counts as undecided what may be a secret, until the author has it masked', async () => {
    const may = ['C4tVacdvYZ0j8w1xHxdZ5b', 'vbRfn3P9Gt00P9AU_nyfU='].join('');
    const sources = [source(session(), turn(0), prompt(0, may, 'p'))];
    const undecided = await masked(sources);
    const decided = await masked(sources, { masking: { seeds: [{ value: may, type: 'key' }] } });

    expect(undecided.manifest.masking).to.include({ uncertain: 1 });
    expect(decided.findings).to.deep.equal([]);
    expect(decided.manifest.masking).not.to.have.property('uncertain');
    expect(await entriesWith(may, decided.bytes)).to.deep.equal([]);
  });

  it('says what it has not searched', async () => {
    const { manifest } = await masked([
      source(
        session(),
        turn(0),
        update(1, {
          sessionUpdate: 'user_message_chunk',
          content: { type: 'image', mimeType: 'image/png', data: 'iVBORw0KGgo=' },
        }),
      ),
    ]);

    expect(manifest.redactions).to.deep.equal([]);
    expect(manifest.masking).to.deep.equal({ rules: '1', unsearched: { images: 1 } });
  });

  it('is not written where there should be no secret', async () => {
    const sink = new BytesSink();
    const session_ = source(session(), turn(0), prompt(0, TOKEN, 'p'));
    const failure: unknown = await masked([session_], { sink, failsOnSecret: true }).catch(
      (error: unknown) => error,
    );

    expect(failure).to.include({ name: 'MaskingError', code: 'secrets-found' });
    expect((failure as Error).message)
      .to.include('[github-token-1]')
      .and.not.to.include(TOKEN);
    expect(sink.bytes().length).to.equal(0);
  });

  it('is not written where a value stands in it after all', async () => {
    const sink = new BytesSink();
    // What is put into the archive behind the back of masking.
    const bytes = new TextEncoder().encode(`left: ${TOKEN}`);
    async function* entries() {
      yield { path: 'future.txt', chunks: () => [bytes] as unknown as AsyncIterable<Uint8Array> };
    }
    const failure: unknown = await masked([source(session(), turn(0), prompt(0, TOKEN, 'p'))], {
      sink,
      entries,
    }).catch((error: unknown) => error);

    expect(failure).to.include({ name: 'MaskingError', code: 'masking-incomplete' });
    expect((failure as Error).message)
      .to.include('[github-token-1] in future.txt')
      .and.not.to.include(TOKEN);
    expect(sink.bytes().length).to.equal(0);
  });

  it('gives equal bytes for equal input, and frees what it held', async () => {
    let open = 0;
    class CountedSpool extends MemorySpool {
      constructor() {
        super();
        open += 1;
      }
      override close(): void {
        open -= 1;
        super.close();
      }
    }
    const make = () =>
      masked(
        [source(session(), turn(0), message(1, PASSWORD, 'm'), prompt(2, `password=${PASSWORD}`, 'p'))],
        {
          createSpool: () => new CountedSpool(),
        },
      );
    const [once, again] = [await make(), await make()];

    expect(once.bytes).to.deep.equal(again.bytes);
    expect(open).to.equal(0);
  });
});
