import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { after, describe, expect, it } from '#test';
import { projectUrl } from '../helpers/project-path.ts';
import { TempFolder } from './cli.ts';

const ROOT = projectUrl('');
const MAIN = fileURLToPath(new URL('dist/cli/main.js', ROOT));

/** Writes the address of each module that is loaded to stderr. */
const HOOK = `import { writeSync } from 'node:fs';
export async function load(url, context, next) {
  writeSync(2, 'loaded ' + url + '\\n');
  return next(url, context);
}`;
const REGISTER = `import { register } from 'node:module'; register(${JSON.stringify(dataUrl(HOOK))});`;

/** What the command loads of this program, from below `dist`, and of packages, by name. */
function modulesOf(parameters: readonly string[], home: string) {
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--import', dataUrl(REGISTER), MAIN, ...parameters],
    { cwd: home, encoding: 'utf8', env: { PATH: process.env['PATH'], HOME: home, USERPROFILE: home } },
  );
  const urls = [...stderr.matchAll(/^loaded (file:.+)$/gm)].map(([, url]) => url!);
  const dist = new URL('dist/', ROOT).href;
  return {
    status,
    own: urls.filter((url) => url.startsWith(dist)).map((url) => url.slice(dist.length)),
    packages: new Set(urls.flatMap((url) => /\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1] ?? [])),
  };
}

function dataUrl(code: string): string {
  return `data:text/javascript,${encodeURIComponent(code)}`;
}

/** Ids of the tools whose importers are among modules. */
function importersAmong(modules: readonly string[]): readonly string[] {
  return modules.flatMap((path) => /^importers\/tools\/([^/]+)\/importer\.js$/.exec(path)?.[1] ?? []);
}

describe('what the command line loads', () => {
  const folder = new TempFolder();
  after(() => folder.remove());

  it('for the version: five modules and the package that reads command lines', () => {
    const { status, own, packages } = modulesOf(['--version'], folder.path);

    expect(status).to.equal(0);
    expect(own.toSorted()).to.deep.equal([
      'cli/errors.js',
      'cli/main.js',
      'cli/output.js',
      'cli/run.js',
      'node/package-version.js',
    ]);
    expect([...packages]).to.deep.equal(['commander']);
  });

  it('for a command: nothing of the others', () => {
    const { status, own } = modulesOf(['info', '--help'], folder.path);

    expect(status).to.equal(0);
    expect(own.filter((path) => path.startsWith('cli/commands/'))).to.deep.equal(['cli/commands/info.js']);
    expect(own.filter((path) => /^(?:importers|encode|elements)\//.test(path))).to.deep.equal([]);
  });

  it('for a list: no importer', () => {
    mkdirSync(folder.join('.codex/sessions'), { recursive: true });
    folder.file('.codex/sessions/rollout-2026-01-05T08-00-00-1.jsonl', CODEX_LOG);

    const { status, own } = modulesOf(['list'], folder.path);

    expect(status).to.equal(0);
    expect(own).to.include('importers/tools/codex-cli/detect-codex.js');
    expect(importersAmong(own)).to.deep.equal([]);
  });

  it('for packing a log: the importer of its tool alone', () => {
    folder.file('log.jsonl', CODEX_LOG);

    const { status, own } = modulesOf(['pack', 'log.jsonl', '-o', 'log.reprise'], folder.path);

    expect(status).to.equal(0);
    expect(importersAmong(own)).to.deep.equal(['codex-cli']);
  });
});

const CODEX_LOG = [
  { type: 'session_meta', payload: { id: 'a', cwd: '/home/ada/shop', cli_version: '0.140.0' } },
  { type: 'event_msg', payload: { type: 'user_message', message: 'Why does the refresh fail?' } },
  { type: 'event_msg', payload: { type: 'agent_message', message: 'It starts too late.' } },
]
  .map((record) => `${JSON.stringify({ timestamp: '2026-01-05T08:00:00.000Z', ...record })}\n`)
  .join('');
