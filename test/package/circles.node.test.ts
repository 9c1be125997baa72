import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from '#test';
import { projectPath } from '../helpers/project-path.ts';

const source = projectPath('src/');

/** File → files it imports, relative to `src`. */
type Imports = ReadonlyMap<string, readonly string[]>;

describe('the files of src', () => {
  it('import each other in no circle, types included', () => {
    expect(circlesOf(importsOf(source))).to.deep.equal([]);
  });
});

describe('circlesOf', () => {
  it('finds files that import each other, over others or at once', () => {
    const imports = new Map([
      ['a', ['b', 'e']],
      ['b', ['c']],
      ['c', ['a', 'd']],
      ['d', []],
      ['e', ['e']],
    ]);

    expect(circlesOf(imports)).to.deep.equal([['a', 'b', 'c'], ['e']]);
  });
});

/** Every import, re-export and `import()` of a file in the folder, of values or of types. */
function importsOf(folder: string): Imports {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts'))
    .sort();
  return new Map(
    files.map((file) => {
      const { importedFiles } = ts.preProcessFile(readFileSync(folder + file, 'utf8'));
      const targets = importedFiles
        .filter(({ fileName }) => fileName.startsWith('.'))
        .map(({ fileName }) => posix.join(posix.dirname(file), fileName))
        .filter((path) => !path.endsWith('.d.ts'));
      const missing = targets.filter((path) => !files.includes(path));
      if (missing.length > 0) throw new Error(`${file} imports ${missing.join(', ')}, which is not there`);
      return [file, targets];
    }),
  );
}

/** Files that reach themselves by their imports, those of one circle together, all in the order of their names. */
function circlesOf(imports: Imports): string[][] {
  const reached = new Map([...imports.keys()].map((file) => [file, reachedFrom(file, imports)]));
  const circles = new Map<string, string[]>();
  for (const [file, others] of reached) {
    if (!others.has(file)) continue;
    const circle = [...others].filter((other) => reached.get(other)?.has(file)).sort();
    circles.set(circle.join(), circle);
  }
  return [...circles.values()];
}

function reachedFrom(start: string, imports: Imports): Set<string> {
  const reached = new Set<string>();
  const open = [...(imports.get(start) ?? [])];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (reached.has(file)) continue;
    reached.add(file);
    open.push(...(imports.get(file) ?? []));
  }
  return reached;
}
