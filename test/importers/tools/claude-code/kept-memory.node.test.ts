import { spawnSync } from 'node:child_process';
import { describe, expect, it } from '#test';
import { projectUrl } from '../../../helpers/project-path.ts';

/** MiB of heap, and of the prompts that pass through it. */
const [HEAP, PROMPTS] = [48, 160];

describe('a log with long prompts', () => {
  it('leaves nothing of them in memory but what is asked for later', () => {
    // What the facts of a session keep of a prompt must not be a view of the whole prompt.
    const program = `
      const { promptStart } = await import(${JSON.stringify(projectUrl('dist/importers/tools/claude-code/session-facts.js').href)});
      const kept = new Set();
      for (let index = 0; index < ${PROMPTS * 16}; index += 1)
        kept.add(promptStart(JSON.parse(JSON.stringify(index + ' ' + String.fromCharCode(97 + index % 26).repeat(65_536)))));
      process.stdout.write(String(kept.size));`;
    const { stdout, signal } = spawnSync(
      process.execPath,
      [`--max-old-space-size=${HEAP}`, '--input-type=module', '--eval', program],
      { encoding: 'utf8' },
    );

    expect(signal).to.equal(null);
    expect(stdout).to.equal(String(PROMPTS * 16));
  });
});
