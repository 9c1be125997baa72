import { describe, expect, it } from '#test';
import { DEFAULT_LIMITS, validateArchive, BytesSource } from '#src/format/index.ts';
import { claudeCode } from '#src/importers/tools/claude-code/importer.ts';
import { pack, eventsOf } from '../../encode/pack.ts';
import { sourceOf } from '../../helpers/import-sources.ts';

/** More than a line of an archive may have. */
const LARGE = DEFAULT_LIMITS.maxLineSize + 3 * 2 ** 20;

const record = (second: number, type: string, content: unknown) =>
  JSON.stringify({
    type,
    uuid: `u${second}`,
    parentUuid: second === 0 ? null : `u${second - 1}`,
    sessionId: 's',
    cwd: '/p',
    version: '2.1.0',
    timestamp: `2026-06-01T10:00:0${second}.000Z`,
    message: { role: type, content },
  });

describe('a record that is larger than a line of an archive', () => {
  it('is read whole: its text is kept, its picture is a blob', async () => {
    const picture = `iVBORw0KGgo${'A'.repeat(LARGE)}`.slice(0, LARGE - (LARGE % 4));
    const text = 'long '.repeat(LARGE / 5);
    const source = { type: 'base64', media_type: 'image/png', data: picture };
    const log = [
      record(0, 'user', [
        { type: 'text', text: 'look' },
        { type: 'image', source },
      ]),
      record(1, 'assistant', [{ type: 'text', text }]),
      record(2, 'assistant', [{ type: 'text', text: 'the end' }]),
    ];

    const { reader, bytes } = await pack([{ events: () => claudeCode.import(sourceOf(log.join('\n'))) }]);
    const chunks = (await eventsOf<'transcript'>(reader, 'transcript/main.ndjson')).flatMap((event) =>
      'content' in event ? [event.content] : [],
    );
    const sizes = [...(await reader.directory)].flatMap(([path, { size }]) =>
      path.startsWith('blobs/') ? [size] : [],
    );

    expect(chunks).to.have.length(4);
    expect(sizes.sort((a, b) => a - b)).to.deep.equal([(picture.length / 4) * 3, text.length]);
    expect((await validateArchive(new BytesSource(bytes))).findings).to.deep.equal([]);
  });
});
