import { describe, expect, it } from '#test';
import { fileReadIn } from '#src/importers/tools/opencode/file-reads.ts';

const PATH = '/work/a.txt';

/** The output of `read`, as the tool writes it. */
function output(lines: readonly string[], end: string, start = 1): string {
  const numbered = lines.map((line, index) => `${start + index}: ${line}`).join('\n');
  return `<path>${PATH}</path>\n<type>file</type>\n<content>${numbered}\n\n(${end})\n</content>`;
}

describe('a file that OpenCode has read', () => {
  it('is its lines, without numbers', () => {
    expect(fileReadIn(output(['one', '', '3: three'], 'End of file - total 3 lines'), PATH)).to.deep.equal({
      type: '_reprise/read',
      path: PATH,
      text: 'one\n\n3: three',
      startLine: 1,
      totalLines: 3,
    });
  });

  it('may be a part of one', () => {
    const end = 'Showing lines 5-6 of 90. Use offset=7 to continue.';
    expect(fileReadIn(output(['five', 'six'], end, 5), PATH)).to.deep.include({
      text: 'five\nsix',
      startLine: 5,
      totalLines: 90,
    });
  });

  it('is nothing where the output says anything else', () => {
    const whole = 'End of file - total 2 lines';
    const good = output(['one', 'two'], whole);
    expect(fileReadIn(good, PATH)).to.not.equal(undefined);
    const others = [
      good.replace('/work/a.txt', '/work/b.txt'),
      good.replace('>file<', '>directory<'),
      good.replace('2: two', '3: two'),
      good.replace('total 2', 'total 9'),
      `${good}\n<system-reminder>look</system-reminder>`,
      output(['one', 'x'.repeat(2000)], whole),
      output(['one', 'two'], 'Output capped at 50 KB. Showing lines 1-2. Use offset=3 to continue.'),
      output(['one', 'two'], 'Showing lines 1-3 of 9. Use offset=4 to continue.'),
    ];
    for (const other of others) expect(fileReadIn(other, PATH), other.slice(0, 120)).to.equal(undefined);
  });
});
