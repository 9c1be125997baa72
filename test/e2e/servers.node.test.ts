import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import type { Browser } from 'puppeteer-core';
import { after, before, describe, expect, it } from '#test';
import type {} from '#src/elements/index.ts';
import { buildArchive, pakoDeflater } from '../helpers/archive-builder.ts';
import { chromiumOnly, newPage, openBrowser } from '../helpers/browser.ts';
import {
  missing,
  missingPython,
  startNginx,
  startPython,
  type OtherServer,
} from '../helpers/other-servers.ts';
import { projectPath } from '../helpers/project-path.ts';
import { sampleArchive } from '../helpers/sample-archive.ts';
import { startStaticServer } from '../helpers/static-server.ts';

/** Size of what lies in the large archive beside its session, bytes. */
const LARGE = 100e6;
/** What of an archive may be fetched before it is shown, bytes. */
const MOST = 150_000;

const PAGE =
  '<!doctype html><html lang="en"><title>A page</title><link rel="icon" href="data:,"><script type="module" src="bundle/reprise.js"></script><reprise-player></reprise-player></html>';

/** A session of a turn and an attachment that nobody looks at. */
async function largeArchive(): Promise<Uint8Array> {
  const deflater = {
    ...pakoDeflater,
    entry: (bytes: Uint8Array) => deflateRawSync(bytes, { level: bytes.length > 1e6 ? 0 : 9 }),
  };
  const { bytes } = await buildArchive({
    transcript: [
      {
        time: 0,
        keyframe: {},
        events: [
          { t: 0, id: 'p1', sessionUpdate: 'user_message_chunk', content: { type: 'text', text: 'Why?' } },
          {
            t: 900,
            id: 'm1',
            sessionUpdate: 'agent_message_chunk',
            content: { type: 'text', text: 'Because.' },
          },
        ],
      },
    ],
    blobs: [[new Uint8Array(LARGE), 'bin']],
    manifest: { title: 'A large session', duration: 1000 },
    index: { duration: 1000, activity: [{ start: 0, end: 1000 }] },
    writer: { deflater },
  });
  return bytes;
}

describe('servers that archives lie on', () => {
  let folder: string;
  let browser: Browser;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'reprise-servers-'));
    cpSync(projectPath('dist/bundle'), join(folder, 'bundle'), { recursive: true });
    writeFileSync(join(folder, 'index.html'), PAGE);
    writeFileSync(join(folder, 'small.reprise'), await sampleArchive());
    writeFileSync(join(folder, 'large.reprise'), await largeArchive());
    browser = await openBrowser();
  });
  after(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });

  /** Opens an archive and plays. @returns its title, and how much of the archive has come until then */
  async function open(
    origin: string,
    archive: string,
  ): Promise<{ title: string | undefined; bytes: number }> {
    const page = await newPage(browser);
    let bytes = 0;
    const client = await page.createCDPSession();
    await client.send('Network.enable');
    const requests = new Set<string>();
    client.on('Network.responseReceived', ({ requestId, response }) => {
      if (response.url.endsWith(archive)) requests.add(requestId);
    });
    client.on('Network.dataReceived', ({ requestId, dataLength }) => {
      if (requests.has(requestId)) bytes += dataLength;
    });
    await page.goto(`${origin}/index.html`);
    await page.evaluate((src) => (document.querySelector('reprise-player')!.src = src), archive);
    await page.waitForFunction(() => document.querySelector('reprise-player')!.readyState === 4);
    const title = await page.evaluate(
      () => document.querySelector('reprise-player')!.session.manifest?.title,
    );
    await page.close();
    return { title, bytes };
  }

  async function expectLittle(server: OtherServer): Promise<void> {
    try {
      const { title, bytes } = await open(server.origin, 'large.reprise');
      expect(title).to.equal('A large session');
      expect(bytes).to.be.greaterThan(0).and.at.most(MOST);
    } finally {
      await server.close();
    }
  }

  it('send little of a large one, by ranges', { skip: chromiumOnly }, async () => {
    await expectLittle(await startStaticServer({ '/': folder }));
  });

  it('send little of a large one: nginx', { skip: chromiumOnly || missing('nginx') }, async () => {
    await expectLittle(await startNginx(folder));
  });

  it("may know no ranges, as Python's does not", { skip: chromiumOnly || missingPython() }, async () => {
    const server = await startPython(folder);
    try {
      const { title } = await open(server.origin, 'small.reprise');
      expect(title).to.equal('Login fails after an hour');
    } finally {
      await server.close();
    }
  });
});
