import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { askDecisions } from '#src/cli/review/ask-decisions.ts';
import type { ReviewDraft } from '#src/cli/review/review-draft.ts';
import type { Review, ReviewItem } from '#src/encode/index.ts';
import { afterEach, beforeEach, describe, expect, it } from '#test';
import { projectPath } from '../helpers/project-path.ts';
import { logText, runCli, startCli, TempFolder } from './cli.ts';

const TOKEN = ['ghp', 'Zq8vN3kLp0WxT7rYb2Hd5MfJc4Gs6Ea1Uo9K'].join('_');

const item = (more: Partial<ReviewItem>): ReviewItem => ({
  id: 'f1',
  type: 'password',
  rule: 'named',
  why: 'a value behind a name',
  state: 'uncertain',
  value: 'open sesame',
  count: 1,
  places: [{ time: 61_000, kind: 'output', label: 'cat\n.env', before: 'PASSWORD=', after: '\nHOST=db' }],
  ...more,
});

const ITEMS = [
  item({}),
  item({ id: 'f2', value: 'friend', count: 7 }),
  item({ id: 'f3', state: 'masked', placeholder: '[password-1]', value: 'mellon' }),
];

async function answer(...answers: readonly string[]) {
  const told: string[] = [];
  const given = [...answers];
  const draft = { review: { title: 'A', items: ITEMS, unsearched: {} } } as unknown as ReviewDraft;
  const decisions = await askDecisions(draft, {
    tell: (line) => void told.push(line),
    ask: async () => given.shift(),
  });
  return { decisions, told: told.join('\n') };
}

describe('a review on the terminal', () => {
  it('asks about each value, in context and without telling it', async () => {
    const { decisions, told } = await answer('y', 'n', 'y');

    expect(decisions).to.deep.equal({ keep: ['friend'], mask: [{ value: 'open sesame', type: 'password' }] });
    expect(told).to.include('1 of 3: password, may be a secret, in 1 place');
    expect(told).to.include('1 min 1 s, output of "cat .env": …PASSWORD=••• (11) HOST=db…');
    expect(told).to.include('… and 6 more places');
    expect(told).to.include('3 of 3: password, masked as [password-1]');
    for (const { value } of ITEMS) expect(told).to.not.include(value);
  });

  it('shows a value when it is asked to, and masks all that is left', async () => {
    const { decisions, told } = await answer('v', 'what?', 'm');

    expect(told).to.include('"open sesame"').and.include('answer y, n, v, m or q');
    expect(decisions!.mask.map(({ value }) => value)).to.deep.equal(['open sesame', 'friend']);
  });

  it('decides nothing when the person leaves, or the input ends', async () => {
    expect((await answer('y', 'q')).decisions).to.equal(undefined);
    expect((await answer('y')).decisions).to.equal(undefined);
  });
});

const skip = existsSync(projectPath('dist/bundle/reprise.js'))
  ? false
  : 'the viewer page is not built: run "npm run build"';

describe('reprise review', () => {
  let folder: TempFolder;
  beforeEach(() => {
    folder = new TempFolder();
  });
  afterEach(() => folder.remove());

  const secretLog = (): string => logText().replaceAll('token', `token ${TOKEN}`);
  const unzipped = (name: string): string => spawnSync('unzip', ['-p', folder.join(name)]).stdout.toString();

  /** Lets a browser in, and gives what asks the server as that browser does. */
  async function browserOf(address: string) {
    const first = await fetch(address, { redirect: 'manual' });
    const cookie = first.headers.getSetCookie()[0]!.split(';')[0]!;
    const { origin } = new URL(address);
    const get = (path: string): Promise<Response> => fetch(`${origin}${path}`, { headers: { cookie } });
    const { token } = (await (await get('/action-token')).json()) as { token: string };
    const post = (path: string, body: unknown): Promise<Response> =>
      fetch(`${origin}${path}`, {
        method: 'POST',
        headers: { cookie, 'Content-Type': 'application/json', 'Reprise-Token': token },
        body: JSON.stringify(body),
      });
    return { get, post };
  }

  it('writes the archive that the page has decided about, and none before', { skip }, async () => {
    folder.file('fix.jsonl', secretLog());
    const review = startCli(['review', 'fix.jsonl', '--no-browser'], { cwd: folder.path });
    try {
      const { get, post } = await browserOf((await review.said(/http:\/\/127\.0\.0\.1:\d+\/\S*/))[0]);
      const { items } = (await (await get('/review/items.json')).json()) as Review;
      expect(items.map(({ state, value }) => [state, value])).to.deep.equal([['masked', TOKEN]]);
      expect(items[0]!.places.map(({ kind }) => kind)).to.include('prompt');
      expect(folder.names).to.deep.equal(['fix.jsonl']);

      const nonsense = await post('/review/decisions', { keep: 'all' });
      const saved = await post('/review/decisions', {
        keep: [],
        mask: [{ value: 'refresh fail', type: 'text' }],
      });

      expect(nonsense.status).to.equal(400);
      expect(await saved.json()).to.include({ file: 'fix.reprise' });
      expect(unzipped('fix.reprise')).to.include('[text-1]').and.not.to.include('refresh fail');
      const again = await post('/review/decisions', { keep: [], mask: [] });
      expect(again.status).to.equal(409);
      expect(await again.text()).to.include('exists');
    } finally {
      review.kill('SIGINT');
      expect((await review.result).code).to.equal(0);
    }
  });

  it('keeps an archive as it is, and writes a masked copy', { skip }, async () => {
    folder.file('fix.jsonl', secretLog());
    await runCli(['pack', 'fix.jsonl', '--no-mask'], { cwd: folder.path });
    const before = readFileSync(folder.join('fix.reprise'));
    const review = startCli(['review', 'fix.reprise', '--no-browser'], { cwd: folder.path });
    try {
      const { post } = await browserOf((await review.said(/http:\/\/127\.0\.0\.1:\d+\/\S*/))[0]);
      const saved = await post('/review/decisions', { keep: [], mask: [] });

      expect(await saved.json()).to.include({ file: 'fix.masked.reprise' });
      expect(unzipped('fix.masked.reprise')).to.include('[github-token-1]').and.not.to.include(TOKEN);
      expect(readFileSync(folder.join('fix.reprise'))).to.deep.equal(before);
    } finally {
      review.kill('SIGINT');
      expect((await review.result).code).to.equal(0);
    }
  });

  it('cuts what the page leaves out, with the placeholders that it showed', { skip }, async () => {
    const other = ['ghp', 'Yq8vN3kLp0WxT7rYb2Hd5MfJc4Gs6Ea1Uo9K'].join('_');
    const line = (content: string, index: number) => ({
      type: 'user',
      timestamp: `2026-01-02T10:00:0${index}.000Z`,
      message: { role: 'user', content },
      ...{ sessionId: 'a', uuid: `a${index}`, cwd: '/w', version: '2.1.0' },
    });
    const lines = [`First ${TOKEN}`, `Then ${other}`, 'At the lighthouse'].map(line);
    folder.file('fix.jsonl', lines.map((each) => `${JSON.stringify(each)}\n`).join(''));
    const review = startCli(['review', 'fix.jsonl', '--no-browser'], { cwd: folder.path });
    try {
      const { get, post } = await browserOf((await review.said(/http:\/\/127\.0\.0\.1:\d+\/\S*/))[0]);
      const { outline } = (await (await get('/review/items.json')).json()) as Review;
      expect(outline.turns.map(({ title }) => title)).to.include('At the lighthouse');
      const nonsense = { keep: [], mask: [], cut: { turns: ['all'] } };
      expect((await post('/review/decisions', nonsense)).status).to.equal(400);
      expect((await post('/review/decisions', { keep: [], mask: [], cut: { turns: [9] } })).status).to.equal(
        409,
      );
      expect(folder.names).to.deep.equal(['fix.jsonl']);

      const saved = await post('/review/decisions', { keep: [], mask: [], cut: { turns: [1] } });

      expect(await saved.json()).to.include({ file: 'fix.reprise' });
      expect(unzipped('fix.reprise')).to.include('Then [github-token-2]');
      expect(unzipped('fix.reprise')).to.not.include('[github-token-1]');
    } finally {
      review.kill('SIGINT');
      expect((await review.result).code).to.equal(0);
    }
  });

  it('needs a terminal to ask on', async () => {
    folder.file('fix.jsonl', logText());

    const { code, stderr } = await runCli(['review', 'fix.jsonl', '--ask'], { cwd: folder.path });

    expect(code).to.equal(2);
    expect(stderr).to.include('no terminal to ask');
  });
});
