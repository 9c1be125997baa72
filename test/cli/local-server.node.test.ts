import { request, type IncomingHttpHeaders } from 'node:http';
import { mkdirSync, symlinkSync } from 'node:fs';
import { after, before, describe, expect, it } from '#test';
import { startServer, type LocalServer } from '#src/cli/local-server.ts';
import { TempFolder } from './cli.ts';

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

describe('startServer', () => {
  const folder = new TempFolder();
  let server: LocalServer;
  let port: number;
  before(async () => {
    folder.file('page.html', '<title>page</title>');
    folder.file('part.js', 'export {};');
    folder.file('.hidden', 'secret');
    folder.file('a session.reprise', '0123456789');
    mkdirSync(folder.join('sub'));
    server = await startServer({
      mounts: { '/files/': folder.path, '/archive/one%20session': folder.join('a session.reprise') },
      start: '/files/page.html',
    });
    port = Number(new URL(server.address).port);
  });
  after(async () => {
    await server.close();
    folder.remove();
  });

  function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const call = request({ host: '127.0.0.1', port, path, method, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks).toString(),
          }),
        );
      });
      call.on('error', reject);
      call.end();
    });
  }

  it('serves files with their types, unstored and unsniffed', async () => {
    const { status, headers, body } = await get('/files/part.js');

    expect([status, body]).to.deep.equal([200, 'export {};']);
    expect(headers['content-type']).to.match(/^text\/javascript/);
    expect(headers['x-content-type-options']).to.equal('nosniff');
    expect(headers['cache-control']).to.equal('no-store');
    expect(headers['cross-origin-resource-policy']).to.equal('same-origin');
    expect(headers).not.to.have.property('access-control-allow-origin');
  });

  it('serves a single file under the path it is mounted at, as an archive', async () => {
    const { status, headers, body } = await get('/archive/one%20session');

    expect([status, body]).to.deep.equal([200, '0123456789']);
    expect((await get('/files/a%20session.reprise')).headers['content-type']).to.equal(
      'application/vnd.reprise+zip',
    );
    expect(headers['accept-ranges']).to.equal('bytes');
    expect(headers.etag).to.be.a('string');
  });

  it('answers ranges exactly, and none that lies outside', async () => {
    const part = await get('/archive/one%20session', { Range: 'bytes=2-5' });
    const outside = await get('/archive/one%20session', { Range: 'bytes=20-25' });

    expect([part.status, part.body]).to.deep.equal([206, '2345']);
    expect(part.headers['content-range']).to.equal('bytes 2-5/10');
    expect(outside.status).to.equal(416);
    expect(outside.headers['content-range']).to.equal('bytes */10');
  });

  it('answers HEAD without a body, and no other method', async () => {
    const head = await get('/archive/one%20session', {}, 'HEAD');

    expect([head.status, head.body, head.headers['content-length']]).to.deep.equal([200, '', '10']);
    expect((await get('/files/page.html', {}, 'POST')).status).to.equal(405);
    expect((await get('/files/page.html', {}, 'OPTIONS')).status).to.equal(405);
  });

  it('leads from / to its start', async () => {
    const { status, headers } = await get('/');

    expect([status, headers.location]).to.deep.equal([302, '/files/page.html']);
  });

  it('serves only requests that name this computer as their host', async () => {
    for (const host of [`127.0.0.1:${port}`, `localhost:${port}`, `LOCALHOST:${port}`]) {
      expect((await get('/files/page.html', { Host: host })).status, host).to.equal(200);
    }
    for (const host of [
      'evil.example',
      `evil.example:${port}`,
      '127.0.0.1',
      `127.0.0.1:${port + 1}`,
      `127.0.0.1.evil.example:${port}`,
    ]) {
      expect((await get('/files/page.html', { Host: host })).status, host).to.equal(403);
    }
  });

  it('serves nothing to other sites', async () => {
    const foreign = [
      { Origin: 'https://evil.example' },
      { Origin: 'null' },
      { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'no-cors', 'Sec-Fetch-Dest': 'script' },
      { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Dest': 'iframe' },
      { 'Sec-Fetch-Site': 'same-site', 'Sec-Fetch-Mode': 'cors', 'Sec-Fetch-Dest': 'empty' },
    ];
    for (const headers of foreign) expect((await get('/files/page.html', headers)).status).to.equal(403);
    const own = [
      { Origin: `http://127.0.0.1:${port}` },
      { 'Sec-Fetch-Site': 'same-origin' },
      { 'Sec-Fetch-Site': 'none', 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Dest': 'document' },
      { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Dest': 'document' },
    ];
    for (const headers of own) expect((await get('/files/page.html', headers)).status).to.equal(200);
  });

  it('serves nothing outside of what is mounted', async () => {
    const paths = [
      '/',
      '/files',
      '/files/',
      '/files/sub/',
      '/files/.hidden',
      '/files/../package.json',
      '/files/%2e%2e/%2e%2e/etc/passwd',
      '/files/..%2f..%2fetc/passwd',
      '/files//etc/passwd',
      '/files/page.html%00.js',
      '/files/%ff',
      '/archive/',
      '/archive/one session',
      '/etc/passwd',
    ];
    for (const path of paths.slice(1)) {
      const { status, body } = await get(path.replace(' ', '%2520'));

      expect(status, path).to.be.oneOf([400, 404, 403]);
      expect(body, path).not.to.include('root:');
    }
  });

  it('redirects a folder to its slash on this host only', async () => {
    symlinkSync(folder.join('sub'), folder.join('link'));

    const { status, headers } = await get('/files/sub');

    expect([status, headers.location]).to.deep.equal([302, '/files/sub/']);
  });

  it('says that a port is taken', async () => {
    const error = await startServer({ mounts: {}, port }).catch((reason: unknown) => reason);

    expect(error).to.have.property('code', 'output-unwritable');
    expect(error).to.have.property('message').that.includes('the port is in use');
  });
});
