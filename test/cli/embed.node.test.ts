import { existsSync, readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { after, before, describe, expect, it } from '#test';
import { frameCode } from '#src/cli/embed/embed-code.ts';
import { runCli, TempFolder } from './cli.ts';
import { projectPath } from '../helpers/project-path.ts';

/** What oEmbed 1.0 asks of an answer of the type `rich`, section 2.3.4. */
const RICH = {
  type: 'object',
  required: ['version', 'type', 'html', 'width', 'height'],
  properties: {
    version: { const: '1.0' },
    type: { const: 'rich' },
    title: { type: 'string' },
    provider_name: { type: 'string' },
    html: { type: 'string', minLength: 1 },
    width: { type: 'integer', minimum: 1 },
    height: { type: 'integer', minimum: 1 },
    thumbnail_url: { type: 'string', pattern: '^https?://' },
    thumbnail_width: { type: 'integer', minimum: 1 },
    thumbnail_height: { type: 'integer', minimum: 1 },
  },
  dependentRequired: {
    thumbnail_url: ['thumbnail_width', 'thumbnail_height'],
    thumbnail_width: ['thumbnail_url'],
    thumbnail_height: ['thumbnail_url'],
  },
  additionalProperties: false,
};

const FRAME =
  '<iframe src="https://you.example/reprise/demo/embed.html?src=https%3A%2F%2Fyou.example%2Fs%2Ffix.reprise#t=60" title="Access tokens expire mid-session (scripted sample)" width="800" height="640" sandbox="allow-scripts" allow="fullscreen" loading="lazy" style="border: 0; max-width: 100%"></iframe>';

describe('reprise embed', () => {
  const folder = new TempFolder();
  before(async () => {
    await runCli(['pack', projectPath('demo/sessions/refresh-once.jsonl'), '-o', 'fix.reprise'], {
      cwd: folder.path,
    });
  });
  after(() => folder.remove());
  const embed = (...options: readonly string[]) =>
    runCli(
      [
        'embed',
        'fix.reprise',
        '--url',
        'https://you.example/s/fix.reprise#t=60',
        '--page',
        'https://you.example/reprise/demo/embed.html',
        ...options,
      ],
      { cwd: folder.path },
    );

  it('prints the frame that shows the archive', async () => {
    const { code, text } = await embed();

    expect(code).to.equal(0);
    expect(text).to.equal(`${FRAME}\n`);
  });

  it('writes an oEmbed answer, and prints the link by which it is found', async () => {
    const { text } = await embed('--oembed', 'oembed.json');
    expect(text).to.include(
      '<link rel="alternate" type="application/json+oembed" href="https://you.example/s/oembed.json" title="Access tokens',
    );

    const picture = ['--thumbnail', 'https://you.example/s/fix.png', '--thumbnail-size', '1200x630'];
    await embed('--oembed', 'pictured.json', ...picture);
    const isRich = new Ajv({ strict: false }).compile(RICH);
    for (const name of ['oembed.json', 'pictured.json']) {
      const answer = JSON.parse(readFileSync(folder.join(name), 'utf8')) as { html: string };
      expect(isRich(answer), JSON.stringify(isRich.errors)).to.equal(true);
      expect(answer.html).to.equal(FRAME);
    }
  });

  it('refuses what is no address, and a picture without its size', async () => {
    expect((await embed('--page', 'javascript:alert(1)')).code).to.equal(2);
    expect((await embed('--oembed', 'other.json', '--thumbnail', 'https://you.example/x.png')).code).to.equal(
      2,
    );
    expect(existsSync(folder.join('other.json'))).to.equal(false);
  });

  it('lets no title out of its attribute', () => {
    const code = frameCode({
      title: '"><script>alert(1)</script>\n\u202e&amp;',
      archive: new URL('https://you.example/a.reprise'),
      page: new URL('https://you.example/embed.html'),
    });

    expect(code).to.include('title="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt; &amp;amp;"');
  });
});
