/**
 * Makes the sample `refresh-once`: a real small bug (three concurrent 401s start three token refreshes), found
 * and fixed. A developer's terminal is recorded while a scripted agent works in the same folder; every command
 * of both is carried out for real, the words are the script's, and the title says so.
 *
 *     node scripts/samples/refresh-once.mjs
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ClaudeCodeLog } from './claude-code-log.mjs';
import { Recorder } from './recorder.mjs';

const TITLE = 'Access tokens expire mid-session (scripted sample)';
const FILES = {
  'package.json': `{
  "name": "tidy-fetch",
  "version": "1.4.0",
  "type": "module",
  "scripts": { "test": "node --test --test-reporter=spec test/" }
}
`,
  'src/session.js': `/**
 * Sends requests with an access token and gets a new token when the old one has expired.
 *
 * Refresh tokens are single-use: the server revokes the whole family when one is presented twice.
 */
export class Session {
  #token;
  #refresh;

  constructor({ token, refresh }) {
    this.#token = token;
    this.#refresh = refresh;
  }

  /** Calls \`send(token)\`; on a 401, refreshes the token and calls it once more. */
  async request(send) {
    const response = await send(this.#token);
    if (response.status !== 401) return response;

    this.#token = await this.#refresh();
    return send(this.#token);
  }
}
`,
  'test/session.test.js': `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Session } from '../src/session.js';

/** A server that knows one valid token and counts how often it was asked for a new one. */
function fakeServer() {
  const server = {
    valid: 'second',
    refreshes: 0,
    refresh: async () => {
      server.refreshes += 1;
      await new Promise((resolve) => setTimeout(resolve, 20));
      return 'second';
    },
    send: async (token) => ({ status: token === server.valid ? 200 : 401 }),
  };
  return server;
}

test('sends the token it has', async () => {
  const server = fakeServer();
  const session = new Session({ token: 'second', refresh: server.refresh });

  assert.equal((await session.request(server.send)).status, 200);
  assert.equal(server.refreshes, 0);
});

test('refreshes after a 401 and sends again', async () => {
  const server = fakeServer();
  const session = new Session({ token: 'first', refresh: server.refresh });

  assert.equal((await session.request(server.send)).status, 200);
  assert.equal(server.refreshes, 1);
});

test('refreshes once for concurrent 401s', async () => {
  const server = fakeServer();
  const session = new Session({ token: 'first', refresh: server.refresh });

  const responses = await Promise.all([1, 2, 3].map(() => session.request(server.send)));

  assert.deepEqual(responses.map(({ status }) => status), [200, 200, 200]);
  assert.equal(server.refreshes, 1, 'one refresh for three requests');
});
`,
};

const FAILED_REFRESH_TEST = `
test('tries again after a refresh that failed', async () => {
  const server = fakeServer();
  let failures = 1;
  const refresh = async () => {
    if (failures-- > 0) throw new Error('offline');
    return server.refresh();
  };
  const session = new Session({ token: 'first', refresh });

  await assert.rejects(session.request(server.send), /offline/);

  assert.equal((await session.request(server.send)).status, 200);
});
`;

const folder = '/tmp/tidy-fetch';
rmSync(folder, { recursive: true, force: true });
for (const [path, text] of Object.entries(FILES)) {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), text);
}
run(
  'git init -q -b main && git add -A && git commit -qm "Session: refresh expired tokens" && git switch -qc fix/refresh',
);

const terminal = new Recorder({
  command: 'bash --norc --noprofile -i',
  cols: 96,
  rows: 24,
  cwd: folder,
  env: {
    PATH: process.env.PATH,
    HOME: '/tmp',
    LANG: 'C.UTF-8',
    GIT_PAGER: 'cat',
    npm_config_progress: 'false',
    PS1: '\\[\\e[1;34m\\]~/tidy-fetch\\[\\e[0m\\] \\[\\e[35m\\]fix/refresh\\[\\e[0m\\] \\[\\e[1;32m\\]❯\\[\\e[0m\\] ',
  },
  startedAt: Date.UTC(2026, 10, 20, 9, 30, 0),
  title: TITLE,
  seed: 3,
});
const agent = new ClaudeCodeLog({
  folder,
  clock: terminal,
  branch: 'fix/refresh',
  title: TITLE,
  name: 'refresh-once',
});

await terminal.expect('❯');
terminal.pause(800);
await shell('npm test', 6000);

agent.prompt(
  "Access tokens aren't refreshing properly: users get a **401 after an hour**, and only when the page sends several requests at once. Trace the token from expiry to refresh and find where it goes wrong. The test for it fails already.",
);
agent.think(
  'The failing test says three concurrent 401s cause three refreshes. The doc comment says refresh tokens are single-use, so the second refresh would revoke the whole family: that is the 401 users see. Let me look at who calls refresh and whether anything guards it.',
  5200,
);
agent.say("I'll follow the token from the 401 to the refresh, then run the failing test to see the numbers.");
agent.grep('refresh');
agent.read('src/session.js');
agent.read('test/session.test.js');
agent.bash('npm test --silent', 'Run the tests');
agent.say(
  `Found it. \`request()\` starts **one refresh per failed request**:

\`\`\`js
this.#token = await this.#refresh();
\`\`\`

Three requests in flight means three 401s and three calls of \`#refresh()\`. Because refresh tokens are *single-use*, the second call presents a revoked token, and the server answers by revoking the family. The user is signed out although the first refresh succeeded.

| requests in flight | refreshes now | refreshes wanted |
|---|---|---|
| 1 | 1 | 1 |
| 3 | 3 | 1 |

All requests that fail while a refresh is under way should wait for that same refresh.`,
  6500,
);
agent.todos([
  ['Share one refresh between concurrent requests', 'in_progress'],
  ['Check what happens when the refresh itself fails', 'pending'],
  ['Run all tests', 'pending'],
]);
agent.edit(
  'src/session.js',
  `  #token;
  #refresh;
`,
  `  #token;
  #refresh;
  /** The refresh under way, shared by every request that waits for it. */
  #pending;
`,
);
agent.edit(
  'src/session.js',
  `    this.#token = await this.#refresh();
    return send(this.#token);
`,
  `    this.#pending ??= this.#refresh();
    this.#token = await this.#pending;
    return send(this.#token);
`,
);
agent.bash('npm test --silent', 'Run the tests');
agent.say('The concurrent case passes now: three requests, one refresh. All three tests are green.', 2600);
terminal.pause(2500);
await shell('git diff --stat', 3500);
await shell('npm test', 5000);

agent.prompt('Nice. But what if the refresh itself fails, say the laptop is offline for a moment?');
agent.think(
  '#pending is never cleared. After a rejected refresh every later request would await the same rejected promise: signed out until a reload. After a successful one, a token that expires again would never be refreshed a second time either. Write the test first to prove it.',
  4600,
);
agent.say(
  "Good question, and I believe the fix has exactly that hole: `#pending` is never cleared. I'll prove it with a test before I touch the code.",
);
agent.edit(
  'test/session.test.js',
  `  assert.equal(server.refreshes, 1, 'one refresh for three requests');\n});\n`,
  `  assert.equal(server.refreshes, 1, 'one refresh for three requests');\n});\n${FAILED_REFRESH_TEST}`,
);
agent.bash('npm test --silent', 'Run the tests');
agent.say(
  'Proved: after one failed refresh, the session stays broken for ever. The pending refresh has to be forgotten as soon as it settles, **whichever way it settles**.',
  4200,
);
agent.todos([
  ['Share one refresh between concurrent requests', 'completed'],
  ['Check what happens when the refresh itself fails', 'in_progress'],
  ['Run all tests', 'pending'],
]);
agent.edit(
  'src/session.js',
  `    this.#pending ??= this.#refresh();
`,
  `    this.#pending ??= this.#refresh().finally(() => {
      this.#pending = undefined;
    });
`,
);
agent.bash('npm test --silent', 'Run the tests');
agent.say(
  'Four of four. A refresh is shared while it runs and forgotten when it ends, so the next 401 starts a new one.',
  2600,
);
terminal.pause(1800);
await shell('npm test', 4200);
await shell('git diff src', 7000);

agent.prompt('That reads well. Commit it, with the why in the message.');
agent.bash(
  `git add -A && git commit -q -m "Session: share one refresh between concurrent requests" -m "Refresh tokens are single-use. Three 401s in flight started three refreshes, and the server revoked the family. Requests now wait for the refresh under way, which is forgotten once it settles." && git log --oneline -1`,
  'Commit the fix',
);
agent.todos([
  ['Share one refresh between concurrent requests', 'completed'],
  ['Check what happens when the refresh itself fails', 'completed'],
  ['Run all tests', 'completed'],
]);
agent.say(
  `Committed on \`fix/refresh\`.

- **Cause**: one refresh per failed request, with single-use refresh tokens.
- **Fix**: requests share the refresh under way (\`src/session.js\`, +6 −1).
- **Guard**: a failed refresh is forgotten, so going offline no longer signs people out. A test covers each.`,
  3400,
);
terminal.pause(2200);
await shell('git log --stat -1', 5000);
await terminal.type('exit');
terminal.press('\r');
await sleep(200);

const sessions = new URL('../../demo/sessions/', import.meta.url);
writeFileSync(new URL('refresh-once.cast', sessions), await terminal.stop());
writeFileSync(new URL('refresh-once.jsonl', sessions), agent.toString());
rmSync(folder, { recursive: true });

/** Types a command in the developer's terminal, waits for it, and lets the developer read for `ms`. */
async function shell(command, ms) {
  terminal.pause(900);
  await terminal.type(command);
  terminal.mark();
  terminal.press('\r');
  await terminal.expect('❯');
  terminal.pause(ms);
}

function run(command) {
  const identity = {
    GIT_AUTHOR_NAME: 'Sample',
    GIT_AUTHOR_EMAIL: 'sample@example.invalid',
    GIT_COMMITTER_NAME: 'Sample',
    GIT_COMMITTER_EMAIL: 'sample@example.invalid',
  };
  const date = '2026-11-20T09:31:00Z';
  Object.assign(process.env, identity, { GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date });
  const { status, stderr } = spawnSync('bash', ['-c', command], { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
}
