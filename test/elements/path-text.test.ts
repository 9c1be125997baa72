import { describe, expect, it } from '#test';
import { splitPath } from '#src/elements/path-text.ts';

describe('splitPath', () => {
  it('parts the name from its folder', () => {
    expect(splitPath('src/a/b.ts')).to.deep.equal({ folder: 'src/a/', name: 'b.ts' });
    expect(splitPath('b.ts')).to.deep.equal({ folder: '', name: 'b.ts' });
    expect(splitPath('C:\\src\\b.ts')).to.deep.equal({ folder: 'C:\\src\\', name: 'b.ts' });
    expect(splitPath('src/a\\b.ts')).to.deep.equal({ folder: 'src/', name: 'a\\b.ts' });
  });

  it('tells what lies in the workspace from there', () => {
    expect(splitPath('/home/ada/app/src/b.ts', '/home/ada/app')).to.deep.equal({
      folder: 'src/',
      name: 'b.ts',
    });
    expect(splitPath('/home/ada/app/b.ts', '/home/ada/app/').folder).to.equal('');
    expect(splitPath('/home/ada/application/b.ts', '/home/ada/app').folder).to.equal(
      '/home/ada/application/',
    );
    expect(splitPath('D:\\app\\src\\b.ts', 'D:\\app')).to.deep.equal({ folder: 'src\\', name: 'b.ts' });
    expect(splitPath('/etc/hosts', '/')).to.deep.equal({ folder: '/etc/', name: 'hosts' });
  });
});
