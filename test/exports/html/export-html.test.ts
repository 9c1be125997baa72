import { describe, expect, it } from '#test';
import { exportFormat, type PageParts } from '#src/exports/index.ts';
import { BytesSource, findPageArchive, sha256Hex, toBase64 } from '#src/format/index.ts';
import { openSession } from '#src/reading/index.ts';
import { archiveOfHostileText } from '../../helpers/hostile-text.ts';
import { sampleArchive } from '../../helpers/sample-archive.ts';

const PARTS: PageParts = {
  loader: 'start()',
  player: { sha256: 'UExBWUVS', code: 'cGxheWVy' },
  grammars: [
    { words: ['typescript', 'ts'], sha256: 'VFM=', code: 'dHM=' },
    { words: ['html'], sha256: 'SFRNTA==', code: 'aHRtbA==' },
    { words: ['cobol'], sha256: 'Q09CT0w=', code: 'Y29ib2w=' },
  ],
};

async function pageOf(bytes: Uint8Array): Promise<string> {
  const source = new BytesSource(bytes, 'a.reprise');
  const write = await exportFormat('html')!.load();
  let page = '';
  const pieces = write(
    { session: await openSession(source), source },
    { pageParts: () => Promise.resolve(PARTS) },
  );
  for await (const piece of pieces) page += piece as string;
  return page;
}

const policyOf = (page: string): string => /Content-Security-Policy" content="([^"]*)"/.exec(page)![1]!;
const hashOf = (text: string): string =>
  `'sha256-${toBase64(Uint8Array.from(sha256Hex(text).match(/../g)!, (pair) => Number.parseInt(pair, 16)))}'`;

describe('a session as one page', () => {
  it('holds its archive, byte for byte', async () => {
    const bytes = await sampleArchive();
    const page = new BytesSource(new TextEncoder().encode(await pageOf(bytes)), 'a.html');
    const archive = await findPageArchive(page);
    expect(await archive!.read(0, bytes.length)).to.deep.equal(new Uint8Array(bytes));
    expect(await archive!.size()).to.equal(bytes.length);
  });

  it('is the same each time', async () => {
    const bytes = await sampleArchive();
    expect(await pageOf(bytes)).to.equal(await pageOf(bytes));
  });

  it('tells the story without a script', async () => {
    const page = await pageOf(await sampleArchive());
    expect(page).to.contain('<title>Login fails after an hour</title>');
    expect(page).to.contain('<h1 dir="auto">Login fails after an hour</h1>');
    expect(page).to.contain('<meta property="og:title" content="Login fails after an hour">');
    expect(page).to.contain('<blockquote>\n<p dir="auto">Why does the login fail?</p>\n</blockquote>');
    expect(page).to.contain('<p dir="auto">The token is **never refreshed**.</p>');
    expect(page).to.contain('<code>src/queue.ts</code>');
    expect(page).to.contain('<a href="#turn-2">Fix it.</a>');
  });

  it('lets only its own scripts and style run, by their hashes, and names no other address', async () => {
    const page = await pageOf(await sampleArchive());
    const policy = policyOf(page);
    const style = /<style>([^]*?)<\/style>/.exec(page)![1]!;
    expect(policy).to.contain("default-src 'none'");
    expect(policy).to.contain(`script-src ${hashOf(PARTS.loader)} 'sha256-UExBWUVS' `);
    expect(policy).to.contain(`style-src ${hashOf(style)};`);
    expect(policy).not.to.match(/unsafe|strict-dynamic|blob: [^d]|https?:|\*/);
    expect(page).not.to.match(/https?:\/\//);
  });

  it('has the grammars of the code in it, and no others', async () => {
    const sample = await pageOf(await sampleArchive());
    expect(sample).to.contain('code">dHM=<').and.not.to.contain('Y29ib2w=');
    expect(sample).not.to.contain('aHRtbA==');
    expect(await pageOf(await archiveOfHostileText())).to.contain('aHRtbA==');
  });

  it('takes no text of the session for a part of the page', async () => {
    const bytes = await archiveOfHostileText();
    const page = await pageOf(bytes);
    for (const tag of ['title', 'style', 'main', 'body'])
      expect(page.match(new RegExp(`</${tag}>`, 'g')), tag).to.have.length(1);
    expect(page).not.to.match(/<img|<!--|window\.hacked=1<\/script>|[\0\u202E\u2066\uD800]/);
    expect(page.match(/<div hidden id/g)).to.have.length(1);
    expect(page).to.contain('[U+202E]gnp.exe[U+202C]').and.to.contain('&amp;lt;b&amp;gt;');
    const archive = await findPageArchive(new BytesSource(new TextEncoder().encode(page), 'a.html'));
    expect(await archive!.read(0, bytes.length)).to.deep.equal(new Uint8Array(bytes));
  });
});
