import { readFileSync } from 'node:fs';
import { after, describe, expect, it } from '#test';
import { projectUrl } from '../helpers/project-path.ts';
import { runCli, TempFolder } from './cli.ts';

const COMMANDS = [
  'pack',
  'open',
  'list',
  'keep',
  'info',
  'validate',
  'unpack',
  'edit',
  'review',
  'export',
  'poster',
  'shot',
  'report',
  'repair',
  'encrypt',
  'decrypt',
  'completion',
];

describe('reprise --help', () => {
  const folder = new TempFolder();
  after(() => folder.remove());
  const run = (...parameters: string[]) => runCli(parameters, { cwd: folder.path });

  it('lists the commands', async () => {
    const { code, text } = await run('--help');

    expect(code).to.equal(0);
    expect(text).to.equal(`Usage: reprise [options] [command]

Packs a coding session (terminal, diffs, conversation) into one file and plays it back.

Options:
  -V, --version              print the version
  --debug                    show where in the program an error comes from
  -h, --help                 print this help

Commands:
  pack [options] [input...]  pack logs and recordings of one session into an archive
  open [options] <files...>  play archives, logs or recordings in the browser, served from this
                             computer to this computer
  list [options]             list the sessions that the tools on this computer have kept, the newest
                             first
  keep [options] [dir]       archive every session on this computer that is not archived yet, or has
                             gone on since
  info [options] <file>      tell what an archive holds
  validate [options] <file>  check an archive against the specification, every byte of it
  unpack [options] <file>    write the entries of an archive into a folder
  edit [options] <file>      take turns, times, files or tracks out of an archive, mask secrets in
                             it, or give it another title
  review [options] <file>    decide about every secret that is found in a session, then write the
                             archive to be shared
  export [options] <file>    write what other tools read: see --to
  poster [options] <file>    draw the cover of a session as a picture: title, agent, what came of
                             it, how long it took
  shot [options] <file>      draw a moment of a session as a picture: its terminal, or the changes
                             of a file
  report [options] <file>    write a bug report: a text to paste, a picture, and the archive in a
                             size that can be attached
  repair [options] <file>    write a valid archive from what a damaged one still holds
  encrypt [options] <file>   write an archive that opens only with a passphrase or key, for any
                             static server
  decrypt [options] <file>   write the archive that an encrypted one holds
  completion <shell>         print what makes a shell complete command lines of reprise
  help [command]             print this help, or that of a command
`);
  });

  it('is what docs/cli.md shows for every command', async () => {
    const docs = readFileSync(projectUrl('docs/cli.md'), 'utf8');
    for (const command of ['', ...COMMANDS]) {
      const { code, text } = await run(...[command].filter(Boolean), '--help');

      expect(code, command).to.equal(0);
      expect(docs, command).to.include(`\`\`\`text\n${text}\`\`\``);
    }
  });

  it('prints the version of the package', async () => {
    const { version } = JSON.parse(readFileSync(projectUrl('package.json'), 'utf8')) as {
      version: string;
    };

    const { code, text } = await run('--version');

    expect([code, text]).to.deep.equal([0, `${version}\n`]);
  });

  it('is what "help" prints, and the version what "version" prints', async () => {
    for (const [word, option] of [
      [['help'], ['--help']],
      [
        ['help', 'pack'],
        ['pack', '--help'],
      ],
      [['version'], ['--version']],
    ] as const) {
      const { code, text } = await run(...word);

      expect([code, text], word.join(' ')).to.deep.equal([0, (await run(...option)).text]);
    }
  });

  it('ends with 2 and a hint for a command that there is not', async () => {
    const { code, text, stderr } = await run('unpak', 'x');

    expect(code).to.equal(2);
    expect(text).to.equal('');
    expect(stderr).to.include('unpack');
  });

  it('ends with 2 and the help without a command', async () => {
    const { code, stderr } = await run();

    expect(code).to.equal(2);
    expect(stderr).to.include('Commands:');
  });
});
