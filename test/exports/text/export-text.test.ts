import { describe, expect, it } from '#test';
import { archiveOf, ask, call, done, exported, say, told, turn } from '../exported.ts';

describe('the export to text', () => {
  it('tells the story as it is read, harmless to a terminal', async () => {
    const session = told(
      turn,
      ask('Run it\x1b[2J'),
      call('c1', { kind: 'execute', title: 'make', rawInput: { command: 'make\nmake test' } }),
      done('c1', 'error: no', { status: 'failed', rawOutput: { exitCode: 2 } }),
      say('It fails.'),
    );
    const archive = await archiveOf(session, { manifest: { title: 'Make', duration: 4000 } });

    expect(await exported(archive, 'text')).to.equal(`Make
====
4 s

[0:00] 1. Prompt
  Run it\ufffd[2J

[0:02] $ make
> make test
  (failed, exit code 2)
  error: no

[0:04] Agent
  It fails.
`);
  });
});
