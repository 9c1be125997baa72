import { readFileSync } from 'node:fs';
import { describe, expect, it } from '#test';
import { FAULTS } from '#scripts/faults/faults.mjs';
import { KINDS } from '#scripts/fuzz/kinds.mjs';
import { testSources } from '#scripts/test-files.mjs';
import { CHECKS } from '#scripts/trust/checks.mjs';
import { projectUrl } from '../helpers/project-path.ts';

describe('the figures of SECURITY.md', () => {
  const [, section = ''] =
    /<!-- trust:begin -->([^]*)<!-- trust:end -->/.exec(readFileSync(projectUrl('SECURITY.md'), 'utf8')) ??
    [];
  const rows = section
    .split('\n')
    .filter((line) => /^\| (?!-)/.test(line))
    .slice(1)
    .map((line) => line.split('|').map((cell) => cell.trim()));

  it('are of each check, and of no other', () => {
    expect(rows.map(([, name]) => name)).to.deep.equal(CHECKS.map(({ name }) => name));
  });

  it('miss nothing that they have measured', () => {
    expect(rows.filter(([, , , , verdict]) => verdict === 'MISSED').map(([, name]) => name)).to.deep.equal(
      [],
    );
  });

  it('rest on faults, kinds of fuzzing and tests that there are', () => {
    const ids = [...FAULTS.map(({ id }) => id), ...KINDS.map(({ id }) => id)];
    for (const { fault, fuzz } of CHECKS) for (const id of [fault, fuzz]) if (id) expect(ids).to.include(id);
    const parts = [...FAULTS, ...CHECKS].flatMap(({ tests = [] }) => tests);
    for (const part of parts) expect(testSources('.browser.test.ts', [part]), part).not.to.deep.equal([]);
  });
});
