import { join } from 'node:path';
import ts from 'typescript';
import { projectPath } from '../helpers/project-path.ts';
import type { CodeBlock } from './code-blocks.ts';

/** What the text around an example says is there. */
const AROUND = `
  import type { ReprisePlayer, Translation } from 'reprise/elements';
  declare global {
    const player: ReprisePlayer;
    const passphrase: string;
    const others: Omit<Translation['sections'], 'code'>;
  }
`;

const OPTIONS: ts.CompilerOptions = {
  ...{ strict: true, noEmit: true, allowJs: true, checkJs: true, skipLibCheck: true, types: ['node'] },
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  jsx: ts.JsxEmit.ReactJSX,
  lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
};

/**
 * Type-checks examples against the built package, each as a module of its own.
 *
 * @returns what the compiler says of each block, in order
 */
export function faultsOfScripts(blocks: readonly CodeBlock[]): string[][] {
  const folder = projectPath('test/docs');
  const around = join(folder, 'around.d.ts');
  const pathOf = (index: number): string => join(folder, `example-${index}.${blocks[index]!.language}`);
  const texts = new Map<string, string>([[around, AROUND]]);
  blocks.forEach(({ text }, index) => texts.set(pathOf(index), `${text}\nexport {};\n`));

  const host = ts.createCompilerHost(OPTIONS);
  const fileExists = host.fileExists.bind(host);
  const getSourceFile = host.getSourceFile.bind(host);
  host.fileExists = (path) => texts.has(path) || fileExists(path);
  host.getSourceFile = (path, ...rest) => {
    const text = texts.get(path);
    return text === undefined
      ? getSourceFile(path, ...rest)
      : ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
  };
  const program = ts.createProgram([...texts.keys()], OPTIONS, host);
  return blocks.map((_, index) => {
    const file = program.getSourceFile(pathOf(index));
    return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map(
      ({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '),
    );
  });
}

/** What is wrong with the grammar of an example whose types are those of a tool that is not installed. */
export function faultsOfSyntax(text: string): string[] {
  const { diagnostics = [] } = ts.transpileModule(text, {
    fileName: 'example.tsx',
    reportDiagnostics: true,
    compilerOptions: OPTIONS,
  });
  return diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
}
