import { readFileSync } from 'node:fs';
import { describe, expect, it } from '#test';
import { RULES } from '#src/masking/index.ts';
import { projectPath } from '../helpers/project-path.ts';

describe('the page about masking', () => {
  it('lists every rule of the table, and no other', () => {
    const page = readFileSync(projectPath('docs/masking.md'), 'utf8');
    const listed = [
      ...page.matchAll(/^\| `[^`]+` \| .+ \| (?:masked|to be reviewed) \| `([^`]+)` \|$/gm),
    ].map((row) => row[1]!);

    expect(listed.sort()).to.deep.equal(RULES.map(({ id }) => id).sort());
  });
});
