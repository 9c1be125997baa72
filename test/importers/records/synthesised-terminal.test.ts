import { describe, expect, it } from '#test';
import type { TrackDeclaration } from '#src/format/index.ts';
import { SynthesisedTerminal } from '#src/importers/records/synthesised-terminal.ts';

describe('SynthesisedTerminal', () => {
  it('shows prompt, command, output and exit code, and says where they stand', () => {
    const { terminal, written, declared, clock } = createTerminal();

    terminal.start({ command: 'make\nmake test', cwd: '/work' }, 'c1');
    clock.now = 1500;
    const reference = terminal.finish({ text: 'failed', exitCode: 2 }, 'c1');

    expect(declared).to.have.length(1);
    expect(declared[0]).to.deep.include({ id: 'shell', synthesised: true });
    expect(written.join('')).to.equal(
      '\x1b[2m/work\x1b[0m\r\n$ make\r\n> make test\r\nfailed\r\n\x1b[31mError: Exit code 2\x1b[0m\r\n',
    );
    expect(reference._meta.reprise).to.deep.equal({ start: 0, end: 1500, exitCode: 2, excerpt: 'failed' });
  });

  it('names the folder only where it changes', () => {
    const { terminal, written } = createTerminal();

    for (const cwd of ['/a', '/a', '/b']) {
      terminal.start({ command: 'true', cwd }, 'c1');
      terminal.finish({ text: '' }, 'c1');
    }

    expect(written.join('').match(/\/[ab]/g)).to.deep.equal(['/a', '/b']);
  });

  it('puts the terminal right after an output that left it changed', () => {
    const { terminal, written } = createTerminal();

    terminal.start({ command: 'top' }, 'c1');
    terminal.finish({ text: '\x1b[?1049h\x1b[31mbusy' }, 'c1');

    expect(written.at(-1)).to.equal('\x1b[?1049h\x1b[31mbusy\r\n\x1b[?1049l\x1b[!p\x1b[0m');
  });

  it('shows the control characters of a command in place of obeying them', () => {
    const { terminal, written } = createTerminal();

    terminal.start({ command: 'printf "\x1b[2J\x07"' }, 'c1');

    expect(written.join('')).to.equal('$ printf "^[[2J^G"\r\n');
  });

  it('goes on with a command that runs, without a prompt, and names it when another was shown since', () => {
    const { terminal, written } = createTerminal();

    terminal.start({ command: 'npm run dev' }, 'c1');
    terminal.finish({ text: 'ready' }, 'c1');
    terminal.start({ command: '', continues: 'npm run dev' }, 'c1');
    terminal.finish({ text: 'built' }, 'c1');
    terminal.start({ command: 'ls' }, 'c1');
    terminal.finish({ text: 'a' }, 'c1');
    terminal.start({ command: 'q\n\x03', continues: 'npm run dev' }, 'c1');
    terminal.finish({ text: 'bye' }, 'c1');

    expect(written.join('').replaceAll('\r', '')).to.equal(
      '$ npm run dev\nready\nbuilt\n$ ls\na\n\x1b[2m… npm run dev\x1b[0m\nq\n^C\nbye\n',
    );
  });
});

function createTerminal() {
  const written: string[] = [];
  const declared: TrackDeclaration[] = [];
  const clock = { now: 0 };
  const terminal = new SynthesisedTerminal({
    time: () => clock.now,
    declare: (track) => declared.push(track),
    write: (data) => written.push(data),
  });
  return { terminal, written, declared, clock };
}
