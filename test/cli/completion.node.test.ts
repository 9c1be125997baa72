import { spawnSync } from 'node:child_process';
import { after, before, describe, expect, it } from '#test';
import { runCli, TempFolder } from './cli.ts';

/** Asks real shells what they make of the scripts; one that is not on this machine is skipped. */
describe('reprise completion', () => {
  const folder = new TempFolder();
  before(async () => {
    for (const shell of ['bash', 'zsh', 'fish']) {
      const { code, text } = await runCli(['completion', shell], { cwd: folder.path });
      expect(code, shell).to.equal(0);
      folder.file(`completion.${shell}`, text);
    }
  });
  after(() => folder.remove());

  const without = (shell: string): string | false =>
    spawnSync(shell, ['-c', ':']).status !== 0 && `there is no ${shell} here`;
  const inShell = (shell: string, parameters: readonly string[]): readonly string[] => {
    const { stdout, stderr } = spawnSync(shell, parameters, { cwd: folder.path, encoding: 'utf8' });
    expect(stderr).to.equal('');
    return stdout.split(/\s+/).filter((word) => word !== '');
  };
  const bash = (...words: readonly string[]) =>
    inShell('bash', [
      '-c',
      'source completion.bash; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _reprise; echo "${COMPREPLY[@]}"',
      'bash',
      'reprise',
      ...words,
    ]);

  it(
    'completes commands, options and tools in bash, and else leaves the word to names of files',
    { skip: without('bash') },
    () => {
      expect(bash('')).to.include.members(['pack', 'list', 'completion']);
      expect(bash('val')).to.deep.equal(['validate']);
      expect(bash('pack', '--keep')).to.deep.equal(['--keep-input', '--keep-source']);
      expect(bash('list', '--tool', 'codex')).to.deep.equal(['codex-cli']);
      expect(bash('list', '--sort', 's')).to.deep.equal(['start', 'size']);
      expect(bash('list', '--un')).to.deep.equal(['--unkept']);
      expect(bash('completion', '')).to.deep.equal(['bash', 'zsh', 'fish']);
      expect(bash('pack', '')).to.deep.equal([]);
    },
  );

  it('completes the same in fish', { skip: without('fish') }, () => {
    const fish = (line: string) =>
      inShell('fish', ['--no-config', '-c', `source completion.fish; complete -C '${line}'`]);

    expect(fish('reprise val')[0]).to.equal('validate');
    expect(fish('reprise pack --keep-i')[0]).to.equal('--keep-input');
    expect(fish('reprise list --tool codex')[0]).to.equal('codex-cli');
    expect(fish('reprise completion ')).to.deep.equal(['bash', 'fish', 'zsh']);
  });

  it('is a script that zsh understands', { skip: without('zsh') }, () => {
    const script =
      'compdef() { print -r -- "$@" }; _arguments() { print -r -- "$words[1]" "$@" }; source completion.zsh; words=(reprise list --t) CURRENT=3; _reprise';

    const told = inShell('zsh', ['-f', '-c', script]);

    expect(told.slice(0, 3)).to.deep.equal(['_reprise', 'reprise', 'list']);
    expect(told.join(' ')).to.match(
      /\*--tool\[only sessions of this tool \(repeatable\)\]:value:\(claude-code codex-cli/,
    );
  });

  it('names the shells there are for another one', async () => {
    const { code, stderr } = await runCli(['completion', 'csh'], { cwd: folder.path });

    expect(code).to.equal(2);
    expect(stderr).to.include('bash, zsh, fish');
  });
});
