import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { after, before, describe, expect, it } from '#test';
import { jsonText } from '#src/cli/output.ts';
import { alterEntry, rawEntries } from '../helpers/altered-archive.ts';
import { buildArchive, joinBytes } from '../helpers/archive-builder.ts';
import { manySegments } from '../helpers/many-segments.ts';
import { buildZip, type ZipEntryInput } from '../helpers/zip-builder.ts';
import { runCli, TempFolder } from './cli.ts';

const LOG = 'source/log.jsonl';
// Printable, as they stand in this file; in an archive they are the characters themselves.
const SPOOFS = '\u009b31m\u202egpj.exe\u2066\u200b\ufeff\u{e0041}\u007f é ü 漢 \u{1f600}';

describe('commands on archives from strangers', () => {
  const folder = new TempFolder();
  let sound: Uint8Array<ArrayBuffer>;
  before(async () => {
    const entries = { ...manySegments.entries, [LOG]: 'a log\n'.repeat(100) };
    const manifest = { ...manySegments.manifest, title: SPOOFS };
    sound = (await buildArchive({ ...manySegments, entries, manifest })).bytes;
    folder.file('sound.reprise', sound);
  });
  after(() => folder.remove());

  const run = (...parameters: string[]) => runCli(parameters, { cwd: folder.path });

  it('unpack writes what is sound, names what is not, and fails', async () => {
    const damaged = await alterEntry(sound, LOG, ({ raw, ...entry }) => ({
      ...entry,
      raw: { ...raw, crc32: raw.crc32 ^ 1 },
    }));
    folder.file('damaged.reprise', damaged);

    const { code, text, stderr } = await run('unpack', 'damaged.reprise', '-o', 'part');

    expect(code).to.equal(1);
    expect(stderr).to.match(/error: "source\/log.jsonl" does not match its CRC-32/);
    expect(stderr).to.match(/1 of 10 files of damaged.reprise could not be unpacked; "reprise repair"/);
    expect(text).to.match(/^part {2}9 files/);
    expect(readdirSync(folder.join('part/source'))).to.deep.equal([]);
    expect(readFileSync(folder.join('part/future.bin'), 'utf8')).to.equal('unknown to us');
  });

  it('unpack goes on where it was ended', async () => {
    await run('unpack', 'sound.reprise', '-o', 'again');
    const refused = await run('unpack', 'sound.reprise', '-o', 'again');
    const { code } = await run('unpack', 'sound.reprise', '-o', 'again', '--force');

    expect(refused.code).to.equal(1);
    expect(code).to.equal(0);
    expect(statSync(folder.join('again', LOG)).mode & 0o777).to.equal(0o644);
  });

  it('unpack ends with a sentence where no folder can be made', async () => {
    folder.file('file', 'x');
    for (const [output, reason] of [
      ['/proc/reprise', /^reprise: cannot write into \/proc\/reprise: [a-z ]+$/],
      ['', /^reprise: the name of the folder is empty$/],
      ['file', /^reprise: cannot write into file: there is something else of that name$/],
      ['file/below', /^reprise: cannot write into file\/below: .*(file|folder|something else)/],
    ] as const) {
      const { code, stderr } = await run('unpack', 'sound.reprise', '-o', output);

      expect(code, output).to.equal(1);
      expect(stderr.trimEnd(), output).to.match(reason);
    }
  });

  it('no command has an empty name for a file', async () => {
    expect((await run('info', '')).stderr).to.equal('reprise: the name of the file is empty\n');
    expect((await run('repair', 'sound.reprise', '-o', '')).stderr).to.equal(
      'reprise: the name of the output is empty\n',
    );
  });

  it('keep says that a file is no folder of archives', async () => {
    const { code, stderr } = await run('keep', 'file', '--dry-run');

    expect(code).to.equal(2);
    expect(stderr).to.match(/file is a file: keep takes the folder of the archives/);
  });

  it('validate ends with 3 for errors only', async () => {
    const dated = (await rawEntries(sound)).map((entry) => ({ ...entry, date: 7 }));
    folder.file('dated.reprise', buildZip({ entries: dated }));
    const tolerated = await run('validate', 'dated.reprise');
    const damaged = await run('validate', 'damaged.reprise');

    expect(tolerated.code).to.equal(0);
    expect(tolerated.text).to.match(/^warning entry-date: /);
    expect(tolerated.stderr).to.match(/^dated.reprise is valid, with \d+ finding/);
    expect(damaged.code).to.equal(3);
    expect(damaged.stderr).to.match(/^damaged.reprise is not valid: /);
  });

  it('repair says how much was saved', async () => {
    const { stderr } = await run('repair', 'damaged.reprise', '-o', 'repaired.reprise');

    expect(stderr).to.match(/^saved: \d entries whole, 1 in part$/m);
  });

  it('repair brings no deleted entry back, and lists it', async () => {
    const deleted: ZipEntryInput = { path: 'source/deleted.jsonl', content: 'a password', hidden: true };
    folder.file('hidden.reprise', buildZip({ entries: [...(await rawEntries(sound)), deleted] }));

    const { code, stderr } = await run('repair', 'hidden.reprise', '-o', 'clean.reprise');
    await run('unpack', 'clean.reprise', '-o', 'clean');

    expect(code).to.equal(0);
    expect(stderr).to.match(/warning: "source\/deleted.jsonl" at byte \d+ is no entry of the archive/);
    expect(readdirSync(folder.join('clean/source'))).to.deep.equal(['log.jsonl']);
    expect((await run('validate', 'clean.reprise')).code).to.equal(0);
  });

  it('print nothing that steers a terminal, as JSON neither, which stays the same JSON', async () => {
    const plain = await run('info', 'sound.reprise');
    const json = await run('info', 'sound.reprise', '--json');

    for (const text of [plain.text, json.text]) {
      expect(text).to.not.match(
        /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202e\u2066\u200b\ufeff]|\u{e0041}/u,
      );
      expect(text).to.include('é ü 漢 \u{1f600}');
    }
    expect((JSON.parse(json.text) as { manifest: { title: string } }).manifest.title).to.equal(SPOOFS);
    expect(JSON.parse(jsonText({ [SPOOFS]: [SPOOFS] }))).to.deep.equal({ [SPOOFS]: [SPOOFS] });
  });

  describe('unpack writes nothing of an archive with', () => {
    const names: Readonly<Record<string, ZipEntryInput>> = {
      'a path upwards': { path: '../planted.txt' },
      'a path upwards within': { path: 'a/../../planted.txt' },
      'an absolute path': { path: '/tmp/reprise-planted.txt' },
      'a drive letter': { path: 'C:\\planted.txt' },
      backslashes: { path: '..\\planted.txt' },
      'a server': { path: '\\\\server\\planted.txt' },
      'a NUL': { path: 'a\0.txt' },
      'a dot part': { path: './a.txt' },
      'an empty part': { path: 'a//b.txt' },
      'an empty name': { path: '' },
      escapes: { path: 'a\x1b[31m.txt' },
      'a line end': { path: 'a\nb.txt' },
      'a bidirectional control': { path: 'a\u202eb.txt' },
      HTML: { path: '<img src=x>.txt' },
      'a home folder': { path: '~/planted.txt' },
      'percent signs': { path: '%2e%2e/planted.txt' },
      'a stream of Windows': { path: 'a.txt:stream' },
      'a trailing space': { path: 'a ' },
      'a symbolic link': { path: 'link', content: '/etc', attributes: 0xa1ff0000 },
      'a name twice': { path: 'MIMETYPE' },
      'a file where a folder is': { path: 'terminal' },
      'a very long name': { path: 'a'.repeat(60_000) },
    };
    for (const [what, entry] of Object.entries(names)) {
      it(what, async () => {
        mkdirSync(folder.join('inside'), { recursive: true });
        folder.file('names.reprise', buildZip({ entries: [...(await rawEntries(sound)), entry] }));
        const before = folder.names;

        const { code, stderr } = await run('unpack', 'names.reprise', '-o', 'inside/out');

        expect(code).to.equal(1);
        expect(stderr).to.match(/\(ambiguous-archive\)\n$/);
        expect(stderr).to.not.match(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
        expect(stderr.length).to.be.below(500);
        expect(readdirSync(folder.join('inside'))).to.deep.equal([]);
        expect(folder.names).to.deep.equal([...new Set([...before, 'names.reprise'])].sort());
      });
    }
  });

  it('unpack sets no modes of the archive', async () => {
    const entries = (await rawEntries(sound)).map((entry) => ({ ...entry, attributes: 0x89ff0000 }));
    folder.file('modes.reprise', buildZip({ entries }));

    expect((await run('unpack', 'modes.reprise', '-o', 'modes')).code).to.equal(0);
    expect(statSync(folder.join('modes', 'mimetype')).mode & 0o7777).to.equal(0o644);
  });

  it('opening says what stands around an archive', async () => {
    const junk = new Uint8Array(70_000).fill(0x41);
    for (const [bytes, words] of [
      [joinBytes([sound, junk]), '70000 bytes after its end record (ambiguous-archive)'],
      [joinBytes([junk, sound]), 'bytes before its first entry (ambiguous-archive)'],
      [joinBytes([sound, sound]), '(ambiguous-archive)'],
    ] as const) {
      folder.file('around.reprise', bytes);
      const { code, stderr } = await run('info', 'around.reprise');

      expect(code).to.equal(1);
      expect(stderr).to.include(words);
    }
  });
});
