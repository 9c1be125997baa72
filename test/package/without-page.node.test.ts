import { execFileSync } from 'node:child_process';
import { describe, expect, it } from '#test';
import { projectPath } from '../helpers/project-path.ts';

const root = projectPath('');

/** What a Node program prints that imports a file of the build. */
function run(path: string, then: string): string {
  const program = `const module = await import('./dist/${path}'); console.log(${then});`;
  return execFileSync(process.execPath, ['--input-type=module', '--eval', program], {
    cwd: root,
    encoding: 'utf8',
  }).trim();
}

describe('on a server, where there is no page', () => {
  it('the classes of the elements can be imported', () => {
    expect(run('elements/index.js', 'typeof module.ReprisePlayer')).to.equal('function');
  });

  it('registering them does nothing', () => {
    expect(run('elements/define.js', 'Object.keys(module).length')).to.equal('0');
    expect(run('bundle/reprise.js', 'typeof globalThis.customElements, typeof globalThis.document')).to.equal(
      'undefined undefined',
    );
  });

  it('what can register there is told of them', () => {
    const registry = 'globalThis.customElements = { get() {}, define: (tag) => console.log(tag) };';
    const program = `${registry} await import('./dist/bundle/reprise.js');`;
    const tags = execFileSync(process.execPath, ['--input-type=module', '--eval', program], {
      cwd: root,
      encoding: 'utf8',
    });

    expect(tags.trim().split('\n')).to.include('reprise-player');
  });
});
