import { describe, expect, it } from '#test';
import { safeName } from '#src/elements/changes/download.ts';

describe('safeName', () => {
  it('is the name of the file', () => {
    expect(safeName('src/a b.ts')).to.equal('a b.ts');
    expect(safeName('Übung.md')).to.equal('Übung.md');
  });

  it('leads nowhere else and hides nothing', () => {
    expect(safeName('C:\\windows\\a.ts')).to.equal('C__windows_a.ts');
    expect(safeName('..')).to.equal('_');
    expect(safeName('a\u202etxt.exe')).to.equal('a_txt.exe');
    expect(safeName('.bashrc')).to.equal('_bashrc');
    expect(safeName('con. ')).to.equal('con_');
    expect(safeName('src/')).to.equal('file');
    expect(safeName(`${'x'.repeat(500)}.ts`)).to.match(/^x{197}\.ts$/);
  });
});
