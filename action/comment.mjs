/**
 * Says at the job, and on the pull request it runs for, where the sessions are: one comment a name, which is written anew
 * by the next run.
 */
import { appendFileSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { annotate, isOn, main, variable } from './runner.mjs';

/** Characters that GitHub takes in a comment, less than which is used. */
const MAX_COMMENT = 65_000;
/** Pages of a hundred comments in which the one of the last run is looked for. */
const MAX_PAGES = 20;
const ROBOT = 'github-actions[bot]';

await main(async () => {
  const name = variable('INPUT_NAME');
  if (!/^[\w. -]{1,100}$/.test(name))
    throw new Error('the input "name" has letters, digits, spaces, ".", "_" and "-" only');
  const text = commentText(name, webAddress(variable('REPRISE_ARTIFACT_URL')));
  if (process.env.GITHUB_STEP_SUMMARY) appendFileSync(process.env.GITHUB_STEP_SUMMARY, text);
  if (!isOn('INPUT_COMMENT')) return;
  const number = pullRequest();
  if (number === undefined) console.log('this run is of no pull request: nothing is said on one');
  else await comment(number, name, text);
});

function markerOf(name) {
  return `<!-- reprise-session: ${name} -->`;
}

/** The reports of all sessions, as far as there is room; they are harmless as `reprise report` writes them. */
function commentText(name, address) {
  const folder = variable('REPRISE_FOLDER');
  const head = `${markerOf(name)}\n**Recorded session**: [download](${address}) and open it with \`npx reprise open\`.\n`;
  let text = head;
  let left = 0;
  for (const file of readdirSync(folder)
    .filter((each) => each.endsWith('.md'))
    .sort()) {
    const report = readFileSync(join(folder, file), 'utf8');
    const part = `\n<details>\n<summary>${file.slice(0, -3)}</summary>\n\n${report}\n</details>\n`;
    if (text.length + part.length > MAX_COMMENT) left += 1;
    else text += part;
  }
  return left === 0 ? text : `${text}\n${left} more in the download.\n`;
}

function webAddress(text) {
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.hostname !== '127.0.0.1')
    throw new Error('the artifact has no address of a page');
  return url.href.replaceAll('(', '%28').replaceAll(')', '%29');
}

/** Number of the pull request that the run is for. */
function pullRequest() {
  const event = JSON.parse(readFileSync(variable('GITHUB_EVENT_PATH'), 'utf8'));
  const number = event.pull_request?.number ?? event.workflow_run?.pull_requests?.[0]?.number;
  return Number.isSafeInteger(number) && number > 0 ? number : undefined;
}

async function comment(number, name, body) {
  const known = await knownComment(number, name);
  const done =
    known === undefined
      ? await request('POST', `issues/${number}/comments`, { body })
      : await request('PATCH', `issues/comments/${known}`, { body });
  if (done.ok) return;
  // A pull request of a fork has a token that may not write.
  if (done.status === 403 || done.status === 404) {
    annotate(
      'warning',
      `the pull request could not be commented on (${done.status}): the job needs "pull-requests: write", which forks do not get`,
    );
    return;
  }
  throw new Error(`GitHub answered ${done.status} to the comment`);
}

/** Id of the comment of an earlier run: one that this robot wrote, whoever else repeats its marker. */
async function knownComment(number, name) {
  for (let page = 1; page <= MAX_PAGES; page += 1) {
    const answer = await request('GET', `issues/${number}/comments?per_page=100&page=${page}`);
    if (!answer.ok) return undefined;
    const comments = await answer.json();
    const found = comments.find(
      ({ body, user }) => user?.login === ROBOT && body?.startsWith(markerOf(name)),
    );
    if (found) return found.id;
    if (comments.length < 100) return undefined;
  }
  return undefined;
}

function request(method, path, body) {
  const repository = variable('GITHUB_REPOSITORY');
  if (!/^[\w.-]+\/[\w.-]+$/.test(repository)) throw new Error('GITHUB_REPOSITORY names no repository');
  return fetch(`${variable('GITHUB_API_URL')}/repos/${repository}/${path}`, {
    method,
    redirect: 'error',
    headers: {
      accept: 'application/vnd.github+json',
      authorization: `Bearer ${variable('INPUT_TOKEN')}`,
      'content-type': 'application/json',
      'user-agent': 'reprise-action',
      'x-github-api-version': '2022-11-28',
    },
    ...(body && { body: JSON.stringify(body) }),
  });
}
