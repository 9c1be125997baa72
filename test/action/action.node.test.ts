import { spawn } from 'node:child_process';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '#test';
import { BytesSource, validateArchive } from '#src/format/index.ts';
import { projectPath } from '../helpers/project-path.ts';

const ACTION = projectPath('action');
const LOG = projectPath('test/fixtures/importers/claude-code/read-edit-run-commit.jsonl');
const SECRET = 'ghp_aB3dE5fG7hJ9kL1mN3pQ5rS7tU9vW1xY3zA5';

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: { readonly body?: string };
}

/** GitHub's API as far as the action uses it. */
class FakeApi {
  readonly asked: Asked[] = [];
  comments: readonly object[] = [];
  status = 201;
  readonly #server: Server = createServer(
    (request, response) =>
      void this.#answer(request).then(([status, value]) => {
        response.writeHead(status, { 'content-type': 'application/json' });
        response.end(JSON.stringify(value));
      }),
  );

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  async #answer(request: IncomingMessage): Promise<[number, unknown]> {
    let text = '';
    for await (const chunk of request) text += String(chunk);
    const { method = '', url: path = '', headers } = request;
    const body = (text === '' ? {} : JSON.parse(text)) as Asked['body'];
    this.asked.push({ method, path, authorization: headers.authorization, body });
    return method === 'GET' ? [200, this.comments] : [this.status, {}];
  }
}

describe('the action', () => {
  let folder = '';
  let workspace = '';
  let api: FakeApi;
  let env: Record<string, string> = {};

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'reprise-action-'));
    workspace = join(folder, 'workspace');
    mkdirSync(join(workspace, 'logs'), { recursive: true });
    mkdirSync(join(folder, 'bin'));
    api = new FakeApi();
    // As npx runs the package of a version: this one.
    const npx = `#!/bin/sh\necho "$2" >> "$RUNNER_TEMP/versions"\nenv > "$RUNNER_TEMP/env"\nshift 2\nexec "${process.execPath}" "${projectPath('dist/cli/main.js')}" "$@"\n`;
    writeFileSync(join(folder, 'bin/npx'), npx);
    chmodSync(join(folder, 'bin/npx'), 0o755);
    env = {
      PATH: `${join(folder, 'bin')}${delimiter}${process.env['PATH'] ?? ''}`,
      HOME: folder,
      RUNNER_TEMP: folder,
      GITHUB_WORKSPACE: workspace,
      GITHUB_OUTPUT: join(folder, 'output'),
      GITHUB_STEP_SUMMARY: join(folder, 'summary'),
      GITHUB_REPOSITORY: 'octo/example',
      GITHUB_API_URL: await api.start(),
      GITHUB_EVENT_PATH: projectPath('test/fixtures/action/pull-request.json'),
      GITHUB_TOKEN: 'token-of-the-job',
      INPUT_VERSION: '0.1.0',
      INPUT_PATH: 'logs/*.jsonl',
      INPUT_MASK_PATHS: 'true',
      INPUT_MASK_NAMES: 'false',
      INPUT_MASK_EMAILS: 'true',
      INPUT_FAIL_ON_SECRET: 'false',
      INPUT_MAX_SIZE: '25MB',
      INPUT_NAME: 'reprise-session',
      INPUT_COMMENT: 'true',
      INPUT_TOKEN: 'token-of-the-job',
      REPRISE_ARTIFACT_URL: 'https://github.com/octo/example/actions/runs/1/artifacts/2',
    };
  });
  afterEach(() => {
    api.stop();
    rmSync(folder, { recursive: true });
  });

  const run = async (
    script: string,
    more: Record<string, string> = {},
  ): Promise<{ code: number | null; text: string }> => {
    const child = spawn(process.execPath, [join(ACTION, script)], {
      env: { ...env, ...more },
      cwd: workspace,
    });
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
    const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
    return { code, text };
  };
  const outputs = (): Record<string, string> =>
    Object.fromEntries(
      readFileSync(join(folder, 'output'), 'utf8')
        .trim()
        .split('\n')
        .map((line) => line.split('=') as [string, string]),
    );
  const addLog = (name: string, from = LOG): void => copyFileSync(from, join(workspace, 'logs', name));

  it('packs what matches, masks it, and makes a report of each', async () => {
    writeFileSync(
      join(workspace, 'logs/a.jsonl'),
      readFileSync(LOG, 'utf8').replace('Please find out', `${SECRET} Please find out`),
    );
    addLog('b.jsonl');
    addLog('no.txt');

    const { code, text } = await run('pack.mjs');

    expect(code, text).to.equal(0);
    expect(outputs()['count']).to.equal('2');
    const made = outputs()['folder']!;
    expect(readdirSync(made).sort()).to.deep.equal(
      ['a', 'b'].flatMap((name) => [`${name}.md`, `${name}.reprise.zip`, `${name}.svg`]),
    );
    const archive = readFileSync(join(made, 'a.reprise.zip'));
    expect((await validateArchive(new BytesSource(archive))).findings).to.deep.equal([]);
    expect(readFileSync(join(made, 'a.md'), 'utf8'))
      .to.contain('[github-token-1]'.replaceAll(/[[\]]/g, ''))
      .and.not.to.contain(SECRET);
    expect(text).not.to.contain(SECRET);
  });

  it('runs the version that is named, without the token', async () => {
    addLog('a.jsonl');

    await run('pack.mjs');

    expect(readFileSync(join(folder, 'versions'), 'utf8')).to.equal('reprise@0.1.0\nreprise@0.1.0\n');
    expect(readFileSync(join(folder, 'env'), 'utf8')).not.to.contain('token-of-the-job');
  });

  it('runs nothing that a name or an input says', async () => {
    addLog('$(touch hacked)`touch hacked`;touch hacked #.jsonl');
    addLog('--force.jsonl');

    const { code, text } = await run('pack.mjs');
    const bad = await run('pack.mjs', { INPUT_VERSION: '0.1.0; touch hacked' });

    expect(code, text).to.equal(0);
    expect(outputs()['count']).to.equal('2');
    expect(bad.code).to.equal(1);
    expect(bad.text).to.match(/^::error::the input "version" is a version/m);
    expect(readdirSync(workspace)).to.deep.equal(['logs']);
  });

  it('fails on a secret when it is told to, and leaves nothing to upload', async () => {
    writeFileSync(
      join(workspace, 'logs/a.jsonl'),
      readFileSync(LOG, 'utf8').replace('Please find out', `${SECRET} Please`),
    );

    const { code, text } = await run('pack.mjs', { INPUT_FAIL_ON_SECRET: 'true' });

    expect(code).to.equal(1);
    expect(text)
      .to.match(/::error::reprise pack failed/)
      .and.not.to.contain(SECRET);
  });

  it('warns when there is nothing to pack', async () => {
    const { code, text } = await run('pack.mjs');

    expect(code).to.equal(0);
    expect(text).to.match(/^::warning::no session was found/m);
    expect(outputs()['count']).to.equal('0');
  });

  describe('on a pull request', () => {
    beforeEach(() => {
      mkdirSync(join(folder, 'made'));
      writeFileSync(join(folder, 'made/a.md'), '**A title**\n');
      env['REPRISE_FOLDER'] = join(folder, 'made');
    });

    it('comments with the link and the report', async () => {
      const { code, text } = await run('comment.mjs');

      expect(code, text).to.equal(0);
      expect(api.asked.map(({ method, path }) => `${method} ${path}`)).to.deep.equal([
        'GET /repos/octo/example/issues/7/comments?per_page=100&page=1',
        'POST /repos/octo/example/issues/7/comments',
      ]);
      const { body, authorization } = api.asked[1]!;
      expect(authorization).to.equal('Bearer token-of-the-job');
      expect(body.body)
        .to.contain('https://github.com/octo/example/actions/runs/1/artifacts/2')
        .and.to.contain('**A title**');
      expect(readFileSync(join(folder, 'summary'), 'utf8')).to.equal(body.body);
    });

    it('writes its own comment anew, not the one of somebody who repeats its marker', async () => {
      const body = '<!-- reprise-session: reprise-session -->\nold';
      api.comments = [
        { id: 1, user: { login: 'somebody' }, body },
        { id: 2, user: { login: 'github-actions[bot]' }, body },
      ];

      await run('comment.mjs');

      expect(api.asked[1]).to.deep.include({
        method: 'PATCH',
        path: '/repos/octo/example/issues/comments/2',
      });
    });

    it('warns where it may not comment, and the job goes on', async () => {
      api.status = 403;

      const { code, text } = await run('comment.mjs');

      expect(code).to.equal(0);
      expect(text).to.match(/^::warning::the pull request could not be commented on/m);
    });

    it('tells as much as a comment takes', async () => {
      for (const name of ['b', 'c', 'd']) writeFileSync(join(folder, `made/${name}.md`), 'x'.repeat(30_000));

      await run('comment.mjs');

      const text = api.asked[1]!.body.body!;
      expect(text.length).to.be.lessThan(65_536);
      expect(text).to.match(/1 more in the download\.\n$/);
    });

    it('says nothing where there is no pull request', async () => {
      writeFileSync(join(folder, 'push.json'), '{"ref":"refs/heads/main"}');

      const { code } = await run('comment.mjs', { GITHUB_EVENT_PATH: join(folder, 'push.json') });

      expect(code).to.equal(0);
      expect(api.asked).to.deep.equal([]);
    });
  });

  it('puts no expression into a script, and pins what it uses by commit', () => {
    const text = readFileSync(join(ACTION, 'action.yml'), 'utf8');
    const scripts = text.match(/^\s*run:.*$/gm)!;
    const uses = text.match(/uses:.*$/gm)!;

    expect(scripts).to.have.length(2);
    expect(scripts.filter((line) => line.includes('${{') || line.trim().endsWith('|'))).to.deep.equal([]);
    for (const line of uses) expect(line).to.match(/@[0-9a-f]{40} # v/);
  });
});
