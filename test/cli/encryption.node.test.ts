import { PassThrough } from 'node:stream';
import { after, before, describe, expect, it } from '#test';
import { readFileSync } from 'node:fs';
import { askSecret } from '#src/cli/encryption/ask-secret.ts';
import { logText, runCli, TempFolder, type CliResult } from './cli.ts';

const PASSPHRASE = 'correct horse battery staple';

describe('encrypted archives on the command line', () => {
  const folder = new TempFolder();
  const run = (...parameters: string[]): Promise<CliResult> => runCli(parameters, { cwd: folder.path });
  let fragment = '';
  before(async () => {
    folder.file('fix.jsonl', logText());
    folder.file('secret.txt', `${PASSPHRASE}\n`);
    folder.file('wrong.txt', 'a passphrase of somebody else');
    await run('pack', 'fix.jsonl', '-o', 'plain.reprise');
    await run('encrypt', 'plain.reprise', '--passphrase-file', 'secret.txt', '-o', 'passphrase.reprise');
    const { text } = await run('pack', 'fix.jsonl', '--random-key', '-o', 'key.reprise');
    fragment = /#k=[\w-]{43}$/m.exec(text)![0];
    folder.file('key.txt', `https://example.org/key.reprise${fragment}\n`);
  });
  after(() => folder.remove());

  it('hold nothing that tells what they are about, whichever way they are made', () => {
    for (const name of ['passphrase.reprise', 'key.reprise']) {
      const text = readFileSync(folder.join(name), 'latin1');

      expect(text).to.match(/^\x89REPR\r\n\x1a/);
      expect(text).not.to.match(/manifest|mimetype|PK\x03\x04/);
    }
  });

  for (const [name, option, file] of [
    ['passphrase.reprise', '--passphrase-file', 'secret.txt'],
    ['key.reprise', '--key-file', 'key.txt'],
  ] as const) {
    it(`are told of, checked and unpacked like others: ${name}`, async () => {
      const info = await run('info', name, option, file);
      const validation = await run('validate', name, option, file);
      const unpacked = await run('unpack', name, option, file, '-o', `${name}.d`);

      expect(info.text).to.match(/^Why does the token refresh fail/);
      expect([validation.code, validation.stderr]).to.deep.equal([0, `${name} is valid\n`]);
      expect(unpacked.code).to.equal(0);
      expect(readFileSync(folder.join(`${name}.d`, 'mimetype'), 'utf8')).to.equal(
        'application/vnd.reprise+zip',
      );
    });

    it(`become what they were: ${name}`, async () => {
      const { code } = await run('decrypt', name, option, file, '-o', `${name}.plain`, '--force');

      expect(code).to.equal(0);
      expect(readFileSync(folder.join(`${name}.plain`))).to.deep.equal(
        readFileSync(folder.join('plain.reprise')),
      );
    });
  }

  it('say what they need, and leave nothing behind where they do not get it', async () => {
    const cases = [
      [['info', 'passphrase.reprise'], 2, 'there is no terminal to ask'],
      [['info', 'passphrase.reprise', '--passphrase-file', 'wrong.txt'], 1, 'wrong-passphrase'],
      [['info', 'passphrase.reprise', '--key-file', 'key.txt'], 1, 'passphrase-needed'],
      [['info', 'key.reprise', '--passphrase-file', 'secret.txt'], 1, 'key-needed'],
      [['info', 'key.reprise', '--key-file', 'secret.txt'], 2, 'holds no key'],
      [['info', 'plain.reprise', '--key-file', 'key.txt'], 1, 'not-encrypted'],
      [['decrypt', 'plain.reprise', '--key-file', 'key.txt'], 2, 'is not encrypted'],
      [['decrypt', 'key.reprise', '--passphrase-file', 'wrong.txt', '-o', 'none'], 1, 'key-needed'],
      [['encrypt', 'key.reprise', '--random-key'], 2, 'is encrypted already'],
      [['encrypt', 'fix.jsonl', '--random-key'], 1, 'not-an-archive'],
      [['encrypt', 'plain.reprise'], 2, 'there is no terminal to ask'],
      [['encrypt', 'plain.reprise', '--random-key', '--passphrase-file', 'secret.txt'], 2, 'one of them'],
      [['repair', 'key.reprise', '-o', 'none'], 2, 'is encrypted'],
      [['pack', 'fix.jsonl', '--encrypt', '-o', 'none'], 2, 'there is no terminal to ask'],
    ] as const;
    for (const [parameters, exitCode, words] of cases) {
      const { code, stderr } = await run(...parameters);

      expect(stderr, parameters.join(' ')).to.include(words);
      expect(code, parameters.join(' ')).to.equal(exitCode);
    }
    expect(folder.names).not.to.include('none');
  });

  it('are damaged by the smallest change, and say where', async () => {
    const bytes = readFileSync(folder.join('key.reprise'));
    bytes[bytes.length - 100]! ^= 1;
    folder.file('damaged.reprise', bytes);
    folder.file('cut.reprise', bytes.subarray(0, bytes.length - 1));

    expect((await run('info', 'damaged.reprise', '--key-file', 'key.txt')).stderr).to.match(
      /piece \d+ of \d+ is not what was encrypted \(corrupt-encryption\)/,
    );
    expect((await run('info', 'cut.reprise', '--key-file', 'key.txt')).stderr).to.include(
      '(truncated-archive)',
    );
  });

  it('tell size, digest and key of the file as it is when they are packed', async () => {
    const { text } = await run('pack', 'fix.jsonl', '--random-key', '-o', 'told.reprise', '--json');
    const told = JSON.parse(text) as { size: number; fragment: string };

    expect(told.size).to.equal(readFileSync(folder.join('told.reprise')).length);
    expect(told.fragment).to.match(/^#k=[\w-]{43}$/);
    expect(told.fragment).not.to.equal(fragment);
  });

  it('warn of a passphrase that is soon guessed', async () => {
    folder.file('short.txt', 'secret');
    const { stderr } = await run('encrypt', 'plain.reprise', '--passphrase-file', 'short.txt', '-o', 's');

    expect(stderr).to.include('soon guessed');
  });
});

describe('askSecret', () => {
  const { signal } = new AbortController();
  function terminal() {
    const input = Object.assign(new PassThrough(), { isTTY: true });
    const output = new PassThrough();
    return { input, output, shown: () => String(output.read() ?? '') };
  }

  it('takes what is typed, corrected, and shows none of it', async () => {
    const { input, output, shown } = terminal();
    const answer = askSecret('passphrase: ', signal, { input, output });
    input.write('Zürichx\x7f!\r');

    expect(await answer).to.equal('Zürich!');
    expect(shown()).to.equal('passphrase: \n');
  });

  it('ends when the terminal or the command does', async () => {
    const closed = terminal();
    const nothing = askSecret('?', signal, closed);
    closed.input.end();
    const stopped = terminal();
    const controller = new AbortController();
    const aborted = askSecret('?', controller.signal, stopped).catch((error: unknown) => error);
    controller.abort();

    expect(await nothing).to.equal('');
    expect(await aborted).to.have.property('name', 'AbortError');
  });
});
