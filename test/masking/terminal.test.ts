import { describe, expect, it } from '#test';
import { Masker, replaceSpans } from '#src/masking/index.ts';
import { RandomValues } from './unseen/random-values.ts';

const random = new RandomValues(5);
const TOKEN = random.fill('ghp_{an:36}');
const HALF = 20;
const FIRST = TOKEN.slice(0, HALF);
const REST = TOKEN.slice(HALF);

describe('the output of a terminal', () => {
  it('keeps its columns: placeholders are padded or cut to the cells of the value', () => {
    const shown = masked([`${TOKEN}|\r\n`, 'password=hunter2x|\r\n']);

    expect(shown).to.equal(`[github-token-1]${'*'.repeat(TOKEN.length - 16)}|\r\npassword=[passwor|\r\n`);
  });

  it('measures values as the terminal does, emoji of several characters too', () => {
    const value = 'ключ-日本-👍🏽-⚠\ufe0f-ༀ';
    const shown = masked([`${value}|`], new Masker({ seeds: [{ value, type: 'project' }] }));

    // Hyphens and letters take one cell each, ideographs and pictures two.
    expect(shown).to.equal('[project-1]******|');
  });

  it('keeps escapes inside of a value where they are', () => {
    expect(masked([`\x1b[32m${FIRST}\x1b[0m\x1b[1m${REST}\x1b[0m`])).to.equal(
      `\x1b[32m[github-token-1]****\x1b[0m\x1b[1m${'*'.repeat(REST.length)}\x1b[0m`,
    );
  });

  const BROKEN: Readonly<Record<string, readonly string[]>> = {
    'over two writes': [FIRST, REST],
    'a character at a time': TOKEN.split(/(?:)/),
    'with a correction': [`${FIRST}Z\b \b${REST}`],
    'with a character without width': [`${FIRST}\u200b${REST}`],
    'over a move of the cursor': [`${FIRST}\x1b[1E${REST}`],
    'over the end of a row': [`KEY ${'-'.repeat(56)} ${FIRST}\r\n${REST} done\r\n`],
    'in a title': [`\x1b]0;${TOKEN}\x07`],
    'in the address of a link': [`\x1b]8;;https://u:${TOKEN}@h/\x07x\x1b]8;;\x07`],
  };
  for (const [how, writes] of Object.entries(BROKEN)) {
    it(`loses a secret that is written ${how}`, () => {
      const masker = new Masker();

      const output = masked(writes, masker);

      expect(output).not.to.contain(REST);
      expect(masker.survivors(output)).to.deep.equal([]);
      expect(masker.values[0]?.value).to.equal(TOKEN);
      expect(output.length).to.equal(writes.join('').length);
    });
  }

  it('tells copies apart that follow each other without a gap', () => {
    const masker = new Masker();

    expect(masked([TOKEN, TOKEN, TOKEN], masker)).to.equal(
      `[github-token-1]${'*'.repeat(TOKEN.length - 16)}`.repeat(3),
    );
    expect(masker.values.map(({ value, count }) => [value, count])).to.deep.equal([[TOKEN, 3]]);
  });

  it('knows what it has learned, also in titles', () => {
    const masker = new Masker({ seeds: [{ value: 'nightjar-77', type: 'project' }] });

    expect(masked(['\x1b]2;on nightjar-77\x07night\x1b[1mjar-77'], masker)).to.equal(
      '\x1b]2;on [project-1]\x07[proj\x1b[1mect-1]',
    );
  });

  it('keeps the lines of a key', () => {
    const line = random.fill('{b64:64}');
    const output = masked([
      `-----BEGIN RSA PRIVATE KEY-----\r\n${line}\r\n${line}\r\n-----END RSA PRIVATE KEY-----\r\n$ `,
    ]);

    expect(output.split('\r\n').map((row) => row.length)).to.deep.equal([31, 64, 64, 29, 2]);
    expect(output).not.to.match(/[A-Za-z]{16}/);
  });

  it('counts wide characters as two cells', () => {
    const masker = new Masker({ seeds: [{ value: '秘密の言葉です123', type: 'x' }] });

    expect(masked(['>秘密の言葉です123<'], masker)).to.equal(`>[x-1]${'*'.repeat(12)}<`);
  });
});

/** The output with its secrets masked. */
function masked(writes: readonly string[], masker = new Masker()): string {
  const ends: number[] = [];
  let end = 0;
  for (const write of writes) ends.push((end += write.length));
  const output = writes.join('');
  return replaceSpans(output, masker.terminalSpans(output, ends));
}
