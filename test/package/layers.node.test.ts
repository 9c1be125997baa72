import { join } from 'node:path';
import { ESLint } from 'eslint';
import ts from 'typescript';
import { describe, expect, it } from '#test';
import { projectPath } from '../helpers/project-path.ts';

const root = projectPath('');

/** What each layer must not reach, by a line that would compile or lint cleanly if nothing held it back. */
const FORBIDDEN_LAYERS: readonly (readonly [layer: string, line: string])[] = [
  ['format', `import '../state/index.ts';`],
  ['format', `document.title;`],
  ['masking', `import '../state/index.ts';`],
  ['masking', `import '../encode/index.ts';`],
  ['masking', `document.title;`],
  ['state', `import '../masking/index.ts';`],
  ['importers', `import '../masking/index.ts';`],
  ['reading', `import '../masking/index.ts';`],
  ['state', `import '../encode/index.ts';`],
  ['state', `import '../player/index.ts';`],
  ['importers', `import '../state/index.ts';`],
  ['encode', `import '../importers/index.ts';`],
  ['encode', `import '../player/index.ts';`],
  ['state', `import '../reading/index.ts';`],
  ['encode', `import '../reading/index.ts';`],
  ['reading', `import '../player/index.ts';`],
  ['reading', `import '../encode/index.ts';`],
  ['reading', `document.title;`],
  ['reading', `import '../exports/index.ts';`],
  ['exports', `import '../encode/index.ts';`],
  ['exports', `import '../player/index.ts';`],
  ['exports', `document.title;`],
  ['player', `import '../elements/index.ts';`],
  ['player', `import '../encode/index.ts';`],
  ['player', `document.title;`],
  ['elements', `import '../importers/index.ts';`],
  ['elements', `import '../cli/main.ts';`],
  ['frame', `import '../player/index.ts';`],
  ['frame', `import '../format/index.ts';`],
  ['elements', `import '../react/index.ts';`],
  ['react', `import '../cli/main.ts';`],
  ['node', `import '../cli/main.ts';`],
  ['node', `import '../player/index.ts';`],
  ['node', `document.title;`],
  ['cli', `import '../player/index.ts';`],
  ['cli', `document.title;`],
];

/** "Not in the file list of the project" and "cannot find name 'document'". */
const NOT_IN_LAYER = /TS(6307|2584)/;

const FORBIDDEN_PACKAGES: readonly (readonly [layer: string, name: string])[] = [
  ['format', 'lit'],
  ['format', 'node:fs'],
  ['masking', 'fflate'],
  ['masking', 'node:crypto'],
  ['state', 'lit'],
  ['state', 'fflate'],
  ['importers', 'pako'],
  ['importers', 'node:fs'],
  ['encode', '@xterm/headless'],
  ['encode', 'node:zlib'],
  ['reading', 'fflate'],
  ['reading', 'node:fs'],
  ['exports', 'lit'],
  ['exports', 'node:fs'],
  ['player', 'lit'],
  ['elements', 'fflate'],
  ['elements', 'node:path'],
  ['frame', 'lit'],
  ['elements', 'react'],
  ['react', 'lit'],
  ['node', 'commander'],
  ['cli', 'lit'],
];

describe('the layers', () => {
  it('do not compile when one imports what lies beside or above it', () => {
    const compiles = FORBIDDEN_LAYERS.filter(
      ([layer, line]) => !NOT_IN_LAYER.test(compileInLayer(layer, line)),
    );

    expect(compiles).to.deep.equal([]);
  });

  it('compile when one imports what lies below it', () => {
    expect(compileInLayer('state', `import '../format/index.ts';`)).to.equal('');
    expect(compileInLayer('masking', `import '../format/index.ts';`)).to.equal('');
    expect(compileInLayer('encode', `import '../masking/index.ts';`)).to.equal('');
    expect(compileInLayer('node', `import '../masking/index.ts';`)).to.equal('');
    expect(compileInLayer('cli', `import '../masking/index.ts';`)).to.equal('');
    expect(compileInLayer('reading', `import '../state/index.ts';`)).to.equal('');
    expect(compileInLayer('exports', `import '../reading/index.ts';`)).to.equal('');
    expect(compileInLayer('cli', `import '../exports/index.ts';`)).to.equal('');
    expect(compileInLayer('player', `import '../reading/index.ts';`)).to.equal('');
    expect(compileInLayer('cli', `import '../reading/index.ts';`)).to.equal('');
  });

  it('fail lint when one imports a package of another layer', async () => {
    const eslint = new ESLint({
      cwd: root,
      overrideConfigFile: join(root, 'eslint.config.mjs'),
      // Where CI is set the parser would read the file from the disk in place of the text it is given.
      overrideConfig: { languageOptions: { parserOptions: { disallowAutomaticSingleRunInference: true } } },
    });

    for (const [layer, name] of FORBIDDEN_PACKAGES) {
      expect(await importIsRefused(eslint, layer, name), `${layer} imports ${name}`).to.equal(true);
    }
    expect(await importIsRefused(eslint, 'elements', 'lit')).to.equal(false);
    expect(await importIsRefused(eslint, 'node', 'node:fs')).to.equal(false);
  });
});

/**
 * Messages of the compiler for one more file in a layer, under the settings and references of its project;
 * empty when it compiles. Needs the referenced layers built.
 */
function compileInLayer(layer: string, line: string): string {
  const configPath = join(root, 'src', layer, 'tsconfig.json');
  const config = ts.getParsedCommandLineOfConfigFile(
    configPath,
    {},
    {
      ...ts.sys,
      onUnRecoverableConfigFileDiagnostic: (diagnostic) => {
        throw new Error(text(diagnostic));
      },
    },
  );
  if (!config) throw new Error(`no ${configPath}`);
  const probe = join(root, 'src', layer, 'probe.ts');
  const host = ts.createCompilerHost(config.options);
  const fileExists = host.fileExists.bind(host);
  const getSourceFile = host.getSourceFile.bind(host);
  host.fileExists = (path) => path === probe || fileExists(path);
  host.getSourceFile = (path, ...rest) =>
    path === probe
      ? ts.createSourceFile(path, `${line}\nexport {};\n`, ts.ScriptTarget.ES2022)
      : getSourceFile(path, ...rest);
  const program = ts.createProgram({
    rootNames: [probe],
    options: config.options,
    projectReferences: config.projectReferences ?? [],
    host,
  });
  return [
    ...program.getOptionsDiagnostics(),
    ...program.getGlobalDiagnostics(),
    ...program.getSemanticDiagnostics(program.getSourceFile(probe)),
  ]
    .map(text)
    .join('\n');
}

function text(diagnostic: ts.Diagnostic): string {
  return `TS${diagnostic.code}: ${ts.flattenDiagnosticMessageText(diagnostic.messageText, ' ')}`;
}

/** Lints a file of one line in a layer and tells whether the restriction on imports fires. */
async function importIsRefused(eslint: ESLint, layer: string, name: string): Promise<boolean> {
  const [result] = await eslint.lintText(`import '${name}';\n`, {
    filePath: join(root, 'src', layer, layer === 'cli' ? 'main.ts' : 'index.ts'),
  });
  return result?.messages.some(({ ruleId }) => ruleId === 'no-restricted-imports') ?? false;
}
