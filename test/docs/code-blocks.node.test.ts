import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import { describe, expect, it } from '#test';
import { loadCommands } from '#src/cli/run.ts';
import { ProcessOutput } from '#src/cli/output.ts';
import { projectPath } from '../helpers/project-path.ts';
import { blocksOf, codeBlocks, type CodeBlock } from './code-blocks.ts';
import { faultsOfCss, faultsOfHtml } from './markup-blocks.ts';
import { faultsOfScripts, faultsOfSyntax } from './script-blocks.ts';
import { commandsOf, parametersOf } from './shell-lines.ts';

/** Languages that no test here reads, and why. */
const UNCHECKED: Readonly<Record<string, string>> = {
  text: 'what a program prints, and values of headers; the help of the commands is compared by test/cli/help',
  yaml: 'workflows of other hosts, whose grammar the project has no parser for',
  md: 'Markdown: every text is some',
  python: 'the project has no Python',
  vue: 'a template of Vue: test/package/frameworks has one that is compiled',
  svelte: 'a template of Svelte: test/package/frameworks has one that is compiled',
  markdown: 'Markdown: every text is some; test/package/sites builds pages of it',
  mdx: 'Markdown of Docusaurus, which is no dependency',
  astro: 'a component of Astro, which is no dependency',
  'go-html-template': 'a shortcode of Hugo: test/package/sites builds a page with it',
  headers: 'the file _headers of Netlify and Cloudflare',
};

/** Programs of others in examples of command lines. */
const PROGRAMS = new Set([
  'aws',
  'cat',
  'curl',
  'jq',
  'npm',
  'npx',
  'node',
  'cp',
  'mkdir',
  'git',
  'unzip',
  'source',
]);

const blocks = codeBlocks();
const of = (...languages: string[]): CodeBlock[] =>
  blocks.filter(({ language }) => languages.includes(language));

/** Fails with the place of each block that has a fault. */
function expectSound(some: readonly CodeBlock[], faultsOf: (text: string) => readonly string[]): void {
  expect(some.length).to.be.greaterThan(0);
  expect(
    some.flatMap(({ place, text }) => faultsOf(text).map((fault) => `${place}: ${fault}`)),
  ).to.deep.equal([]);
}

describe('the examples of the documentation', () => {
  it('are of a language that is checked here, or not for a reason', () => {
    const checked = [
      'js',
      'ts',
      'tsx',
      'javascript',
      'typescript',
      'jsx',
      'html',
      'css',
      'json',
      'sh',
      'nginx',
    ];
    const others = blocks.filter(({ language }) => !checked.includes(language) && !(language in UNCHECKED));

    expect(others.map(({ place, language }) => `${place}: ${language || 'no language'}`)).to.deep.equal([]);
  });

  it('in TypeScript and JavaScript have the types of the package', { timeout: 120_000 }, () => {
    const scripts = of('js', 'ts', 'tsx');

    const faults = faultsOfScripts(scripts);

    expect(scripts.length).to.be.greaterThan(0);
    expect(
      scripts.flatMap(({ place }, index) => faults[index]!.map((fault) => `${place}: ${fault}`)),
    ).to.deep.equal([]);
  });

  it('for tools that are no dependencies are JavaScript, TypeScript and JSX', () =>
    expectSound(of('javascript', 'typescript', 'jsx'), faultsOfSyntax));

  it('in HTML have elements and attributes that there are', () => expectSound(of('html'), faultsOfHtml));

  it('in CSS have custom properties and parts that there are', () => expectSound(of('css'), faultsOfCss));

  it('in JSON can be parsed', () => expectSound(of('json'), (text) => faultOf(() => JSON.parse(text))));

  it('of command lines have commands, arguments and options that there are', async () => {
    const faults = await Promise.all(
      of('sh').map(async ({ place, text }) =>
        (await Promise.all(commandsOf(text).map(faultsOfCommand)))
          .flat()
          .map((fault) => `${place}: ${fault}`),
      ),
    );

    expect(faults.flat()).to.deep.equal([]);
  });

  it(
    'of nginx are a configuration',
    { skip: spawnSync('nginx', ['-v']).error && 'nginx is not installed' },
    () => expectSound(of('nginx'), faultsOfNginx),
  );
});

describe('the checks of examples', () => {
  it('see what is wrong', async () => {
    const script = {
      place: '',
      language: 'ts',
      text: `import { openNothing } from 'reprise';\nplayer.leap(3);`,
    };

    expect(faultsOfScripts([script])[0]).to.have.length(2);
    expect(faultsOfSyntax('const a = ;')).to.have.length(1);
    expect(faultsOfHtml('<reprise-player source="x"></reprise-player>')).to.deep.equal([
      '<reprise-player> has no attribute source',
    ]);
    expect(faultsOfHtml('<reprise-plaier></reprise-plaier>')).to.deep.equal(['there is no <reprise-plaier>']);
    expect(faultsOfHtml('<div><reprise-player></div>')).to.have.length(2);
    expect(faultsOfCss('reprise-player { --reprise-colour: red; }')).to.have.length(1);
    expect(faultsOfCss('reprise-player::part(nose) { color: red; }')).to.have.length(1);
    expect(faultsOfCss('reprise-player { color: red;')).to.have.length(1);
    expect(await faultsOfCommand(['reprise', 'pack', '--no-such'])).to.have.length(1);
    expect(await faultsOfCommand(['npx', 'reprise', 'info'])).to.have.length(1);
    expect(await faultsOfCommand(['reprise', 'bake'])).to.have.length(1);
    expect(await faultsOfCommand(['npm', 'run', 'nothing'])).to.have.length(1);
    expect(await faultsOfCommand(['sudo', 'reboot'])).to.have.length(1);
  });

  it('read command lines as a shell does', () => {
    const text = `cat a | reprise pack - -o - > b.reprise   # comment\n$ reprise edit 'a b' \\\n  --title "x y" && npm ci\n`;

    expect(commandsOf(text)).to.deep.equal([
      ['cat', 'a'],
      ['reprise', 'pack', '-', '-o', '-'],
      ['reprise', 'edit', 'a b', '--title', 'x y'],
      ['npm', 'ci'],
    ]);
  });

  it('find blocks where they are', () => {
    const page = 'a\n\n```js\nx();\n```\n\n- b\n  ```\n  c\n  ```\n````md\n```js\n```\n````\n';

    expect(blocksOf('p.md', page)).to.deep.equal([
      { place: 'p.md:3', language: 'js', text: 'x();\n' },
      { place: 'p.md:8', language: '', text: 'c\n' },
      { place: 'p.md:11', language: 'md', text: '```js\n```\n' },
    ]);
  });
});

function faultOf(action: () => unknown): string[] {
  try {
    action();
    return [];
  } catch (error) {
    return [(error as Error).message.trim()];
  }
}

/** What is wrong with one command: its program, and of `reprise` and `npm run` what they are given. */
async function faultsOfCommand(words: readonly string[]): Promise<string[]> {
  const parameters = parametersOf(words);
  if (parameters) return await faultsOfReprise(parameters);
  const [program = '', verb, script = ''] = words;
  if (!PROGRAMS.has(program)) return [`${program} is no program that the examples are known to use`];
  if (program !== 'npm' || verb !== 'run') return [];
  const { scripts } = JSON.parse(readFileSync(projectPath('package.json'), 'utf8')) as { scripts: object };
  return script in scripts ? [] : [`there is no npm run ${script}`];
}

/** Parses a command line with the definitions of the commands, and runs nothing. */
async function faultsOfReprise([name = '', ...parameters]: readonly string[]): Promise<string[]> {
  if (name === 'help') return [];
  const context = { output: new ProcessOutput(), signal: new AbortController().signal, exitCode: 0 };
  const command = (await loadCommands(context)).find((each: Command) => each.name() === name);
  if (!command) return [`there is no command ${name}`];
  command
    .exitOverride()
    .configureOutput({ writeErr: () => {} })
    .action(() => {});
  return faultOf(() => command.parse(parameters, { from: 'user' }));
}

/** What nginx says of a `server`, as a file of its own. */
function faultsOfNginx(text: string): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'reprise-nginx-'));
  const file = join(folder, 'nginx.conf');
  writeFileSync(file, `pid ${folder}/pid;\nevents { }\nhttp {\naccess_log off;\n${text}}\n`);
  try {
    execFileSync('nginx', ['-t', '-q', '-e', join(folder, 'error.log'), '-c', file], { stdio: 'pipe' });
    return [];
  } catch (error) {
    return [(error as { stderr: Buffer }).stderr.toString()];
  } finally {
    rmSync(folder, { recursive: true });
  }
}
