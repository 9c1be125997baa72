import { describe, expect, it } from '#test';
import { detectImporter } from '#src/importers/index.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('detectImporter', () => {
  it('goes by content, past lines that are no messages', () => {
    const facts =
      '{"type":"summary","summary":"x","leafUuid":"u"}\n{"type":"mode","mode":"normal","sessionId":"s"}\n';

    expect(detectImporter(encode(`\ufeff${facts}`)).tool.id).to.equal('claude-code');
    expect(detectImporter(encode('{"version":2,"width":80,"height":24}\n')).tool.id).to.equal('asciicast');
    expect(detectImporter(encode('{\n  "version": 1,\n  "width": 80,\n  "stdout": [')).tool.id).to.equal(
      'asciicast',
    );
  });

  it('takes no log for a recording because its first record has a version', () => {
    const log = '{"id":"s","version":2,"cwd":"/w"}\n{"type":"message","id":"m"}\n';

    expect(() => detectImporter(encode(log)))
      .to.throw()
      .with.property('code', 'unknown-source');
  });

  it('recognises a log whose first line is larger than the head', () => {
    const line = `{"parentUuid":null,"sessionId":"s","message":{"content":"${'x'.repeat(1000)}`;

    expect(detectImporter(encode(line)).tool.id).to.equal('claude-code');
  });

  it('says what is wrong with an input that nobody knows', () => {
    const codes = {
      '': 'empty-source',
      ' \n\n': 'empty-source',
      'hello\n': 'unknown-source',
      '\0\x01\x02': 'unknown-source',
    };
    for (const [input, code] of Object.entries(codes)) {
      expect(() => detectImporter(encode(input)))
        .to.throw()
        .with.property('code', code);
    }
  });

  it('refuses to guess between two', () => {
    const sure = detectImporter(encode('{"version":2,"width":80,"height":24}\n')).tool;
    const twin = { ...sure, id: 'twin' };

    expect(() => detectImporter(encode('{"version":2,"width":80}\n'), [sure, twin]))
      .to.throw()
      .with.property('code', 'ambiguous-source');
  });
});
