import { readdirSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { describe, expect, it } from '#test';
import { projectPath } from '../helpers/project-path.ts';

const source = projectPath('src/');

const layers = readdirSync(source);

describe('what a file exports', () => {
  for (const layer of layers) {
    it(`has a docstring: ${layer}`, () => {
      const files = readdirSync(source + layer, { recursive: true, encoding: 'utf8' })
        .map((path) => `${layer}/${path.replaceAll('\\', '/')}`)
        .filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts'));

      expect(files.flatMap((path) => undocumented(path, readFileSync(source + path, 'utf8')))).to.deep.equal(
        [],
      );
    });
  }

  it('is found to lack one', () => {
    const text =
      '/** Said. */\nexport const a = 1;\n// Not said.\nexport function b() {}\nexport interface C {}\nconst d = 1;';

    expect(undocumented('x.ts', text)).to.deep.equal(['x.ts: b', 'x.ts: C']);
  });
});

/** Names of a file's exported declarations without a docstring; re-exports are documented where they are declared. */
function undocumented(path: string, text: string): string[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, true);
  return file.statements
    .filter((node) => ts.canHaveModifiers(node) && isExported(node))
    .filter((node) => !ts.getJSDocCommentsAndTags(node).some(ts.isJSDoc))
    .flatMap((node) => namesOf(node).map((name) => `${path}: ${name}`));
}

function isExported(node: ts.HasModifiers): boolean {
  return ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false;
}

function namesOf(node: ts.Statement): string[] {
  if (ts.isVariableStatement(node))
    return node.declarationList.declarations.map(({ name }) => name.getText());
  return [(node as ts.DeclarationStatement).name?.getText() ?? 'default'];
}
