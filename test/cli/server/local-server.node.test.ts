import { mkdirSync, symlinkSync } from 'node:fs';
import { after, before, describe, expect, it } from '#test';
import { MAX_ACTION_BYTES, RequestError } from '#src/cli/server/actions.ts';
import { ACTION_TOKEN_PATH, startServer, type LocalServer } from '#src/cli/server/local-server.ts';
import { TempFolder } from '../cli.ts';
import { rawRequest, type RawAnswer } from './raw-request.ts';

type Headers = Readonly<Record<string, string>>;

describe('startServer', () => {
  const folder = new TempFolder();
  const done: unknown[] = [];
  let server: LocalServer;
  let port: number;
  let cookie: string;
  before(async () => {
    folder.file('page.html', '<title>page</title>');
    folder.file('part.js', 'export {};');
    folder.file('empty.cast', '');
    folder.file('.env', 'secret');
    folder.file('.hidden.reprise', '0123456789');
    folder.file('a session.reprise', '0123456789');
    mkdirSync(folder.join('sub'));
    symlinkSync(folder.join('page.html'), folder.join('inward'));
    symlinkSync('/etc/passwd', folder.join('outward'));
    server = await startServer({
      mounts: {
        '/': folder.path,
        '/archive/one%20session': folder.join('a session.reprise'),
        '/archive/.hidden.reprise': folder.join('.hidden.reprise'),
      },
      actions: {
        '/keep': (input) => {
          done.push(input);
          return { kept: done.length };
        },
        '/fail': () => Promise.reject(new Error('/home/somebody is full')),
        '/refuse': () => {
          throw new RequestError('there is no such finding', 404);
        },
      },
    });
    port = Number(new URL(server.address).port);
    cookie = await cookieOf(server);
  });
  after(async () => {
    await server.close();
    folder.remove();
  });

  const ask = (line: string, headers: Headers = {}, options = {}): Promise<RawAnswer> =>
    rawRequest(
      port,
      line.includes('HTTP/') ? line : `${line} HTTP/1.1`,
      Object.entries({ Host: `localhost:${port}`, ...headers }),
      options,
    );
  const get = (path: string, headers: Headers = {}): Promise<RawAnswer> =>
    ask(`GET ${path}`, { Cookie: cookie, ...headers });

  describe('lets in', () => {
    it('a browser with the start address, which is then led to the same without the token', async () => {
      const { pathname, search } = new URL(server.startAddress('page.html?src=%2Fa%20b&t=3'));
      const { status, headers } = await ask(`GET ${pathname}${search}`);

      expect(search).to.match(/token=[\w-]{22}/);
      expect([status, headers['location']]).to.deep.equal([302, '/page.html?src=%2Fa+b&t=3']);
      expect(headers['set-cookie']).to.match(
        new RegExp(`^reprise-${port}=[\\w-]{22}; HttpOnly; SameSite=Strict; Path=/$`),
      );
    });

    it('one browser, once, with an address that says nothing of where it leads', async () => {
      const { pathname, search } = new URL(server.onceAddress('page.html?src=%2Fa%20b#k=key'));
      const enter = (method: string): Promise<RawAnswer> => ask(`${method} ${pathname}${search}`);

      expect(pathname + search).to.match(/^\/\?token=[\w-]{22}$/);
      expect((await enter('HEAD')).status).to.equal(401);
      const { status, headers } = await enter('GET');
      expect([status, headers['location']]).to.deep.equal([302, '/page.html?src=%2Fa%20b#k=key']);
      expect(headers['set-cookie']).to.include(cookie);
      expect((await enter('GET')).status).to.equal(401);
    });

    it('the same address again, and a browser that has its cookie among others', async () => {
      expect(await cookieOf(server)).to.equal(cookie);
      expect((await get('/page.html', { Cookie: `a=1; ${cookie}; reprise-1=x` })).status).to.equal(200);
    });

    it('nobody who has none, a wrong one, or that of another server', async () => {
      const other = await startServer({ mounts: {} });
      const cookies = [
        '',
        `${cookie}x`,
        cookie.slice(0, -1),
        `reprise-${port}=`,
        cookie.replace(/=.*/, (await cookieOf(other)).replace(/.*=/, '=')),
      ];
      await other.close();
      for (const wrong of cookies) {
        const { status, body } = await get('/page.html', { Cookie: wrong });

        expect(status, wrong).to.equal(401);
        expect(body).to.include('open the address that reprise has printed');
      }
      expect((await ask('GET /page.html?token=x')).status).to.equal(401);
    });

    it('a browser to each of two servers: their cookies have different names', async () => {
      const other = await startServer({ mounts: { '/': folder.path } });
      const both = `${cookie}; ${await cookieOf(other)}`;
      const answers = [
        await get('/page.html', { Cookie: both }),
        await rawRequest(Number(new URL(other.address).port), 'GET /page.html HTTP/1.1', [
          ['Host', new URL(other.address).host],
          ['Cookie', both],
        ]),
      ];
      await other.close();

      expect(answers.map(({ status }) => status)).to.deep.equal([200, 200]);
    });
  });

  describe('gives files', () => {
    it('with their types', async () => {
      const { status, headers, body } = await get('/part.js');

      expect([status, body]).to.deep.equal([200, 'export {};']);
      expect(headers['content-type']).to.match(/^text\/javascript/);
      expect((await get('/a%20session.reprise')).headers['content-type']).to.equal(
        'application/vnd.reprise+zip',
      );
    });

    it('under the path that each is mounted at, a hidden one too', async () => {
      for (const path of ['/archive/one%20session', '/archive/.hidden.reprise']) {
        const { status, headers, body } = await get(path);

        expect([status, body]).to.deep.equal([200, '0123456789']);
        expect(headers['accept-ranges']).to.equal('bytes');
        expect(headers['etag']).to.be.a('string');
      }
    });

    it('by ranges, exactly, and none that lies outside', async () => {
      const part = await get('/archive/one%20session', { Range: 'bytes=2-5' });

      expect([part.status, part.body]).to.deep.equal([206, '2345']);
      expect(part.headers['content-range']).to.equal('bytes 2-5/10');
      for (const range of ['bytes=20-25', 'bytes=-0', 'bytes=5-1']) {
        const outside = await get('/archive/one%20session', { Range: range });

        expect(outside.status, range).to.equal(416);
        expect(outside.headers['content-range']).to.equal('bytes */10');
      }
    });

    it('once to who asks for many ranges', async () => {
      const ranges = `bytes=${Array.from({ length: 200 }, () => '0-9').join(',')}`;
      const { status, body } = await get('/archive/one%20session', { Range: ranges });

      expect([status, body]).to.deep.equal([200, '0123456789']);
    });

    it('that are empty whole: no range lies in them', async () => {
      const { status, body } = await get('/empty.cast', { Range: 'bytes=0-99' });

      expect([status, body]).to.deep.equal([200, '']);
    });

    it('to HEAD without a body', async () => {
      const { status, headers, body } = await ask('HEAD /archive/one%20session', { Cookie: cookie });

      expect([status, body, headers['content-length']]).to.deep.equal([200, '', '10']);
    });

    it('that a link inside of the folder leads to, and none outside of it', async () => {
      expect((await get('/inward')).status).to.equal(200);
      expect((await get('/outward')).status).to.equal(404);
    });

    it('and leads from a folder to its slash on this host', async () => {
      const { status, headers } = await get('/sub');

      expect([status, headers['location']]).to.deep.equal([302, '/sub/']);
      expect((await get('/sub/')).status).to.equal(404);
    });
  });

  describe('refuses', () => {
    const own = `localhost:PORT`;
    /** What is asked, with which headers beside the cookie, and how it is answered. */
    const TABLE: readonly (readonly [string, Headers, number])[] = [
      ['GET /page.html', { Host: '127.0.0.1:PORT' }, 200],
      ['GET /page.html', { Host: '[::1]:PORT' }, 200],
      ['GET /page.html', { Host: 'LOCALHOST:PORT' }, 200],
      ['GET /page.html', { Host: own, 'X-Forwarded-Host': 'evil.example' }, 200],
      ['GET /page.html', { Host: 'evil.example' }, 403],
      ['GET /page.html', { Host: 'evil.example:PORT' }, 403],
      ['GET /page.html', { Host: 'localhost.evil.example:PORT' }, 403],
      ['GET /page.html', { Host: '127.0.0.1' }, 403],
      ['GET /page.html', { Host: '127.0.0.1:1' }, 403],
      ['GET /page.html', { Host: own, host: 'evil.example' }, 403],
      ['GET /page.html', { Origin: 'http://localhost:PORT' }, 200],
      ['GET /page.html', { Origin: 'http://127.0.0.1:PORT' }, 403],
      ['GET /page.html', { Origin: 'https://evil.example' }, 403],
      ['GET /page.html', { Origin: 'http://localhost:1' }, 403],
      ['GET /page.html', { Origin: 'null' }, 403],
      ['GET /page.html', { 'Sec-Fetch-Site': 'same-origin', 'Sec-Fetch-Dest': 'script' }, 200],
      ['GET /page.html', { 'Sec-Fetch-Site': 'none', 'Sec-Fetch-Mode': 'navigate' }, 200],
      ['GET /page.html', { 'Sec-Fetch-Site': 'same-site' }, 403],
      ['GET /page.html', { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Dest': 'iframe' }, 403],
      ['GET /page.html', { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate' }, 403],
      ['GET /page.html', { 'Sec-Fetch-Dest': 'script', 'Sec-Fetch-Mode': 'no-cors' }, 403],
      ['POST /page.html', { 'Content-Type': 'text/plain' }, 415],
      ['POST /keep', { 'Content-Type': 'application/x-www-form-urlencoded' }, 415],
      ['POST /keep', { 'Content-Type': 'application/json' }, 401],
      ['POST /keep', { 'Content-Type': 'text/plain', Origin: 'https://evil.example' }, 403],
      ['OPTIONS /keep', { 'Access-Control-Request-Private-Network': 'true' }, 405],
      ['OPTIONS /keep', { Origin: 'https://evil.example' }, 403],
      ['TRACE /', {}, 405],
      ['DELETE /page.html', {}, 405],
      ['GET /socket', { Upgrade: 'websocket', Connection: 'Upgrade', Cookie: '' }, 401],
      ['GET /socket', { Upgrade: 'websocket', Origin: 'https://evil.example' }, 403],
      ['GET /../../../../etc/passwd', {}, 404],
      ['GET /%2e%2e/%2e%2e/etc/passwd', {}, 404],
      ['GET /%252e%252e/etc/passwd', {}, 404],
      ['GET /..%2f..%2fetc/passwd', {}, 404],
      ['GET /..%5c..%5cetc/passwd', {}, 404],
      ['GET /page.html%00.js', {}, 404],
      ['GET /%ff', {}, 404],
      ['GET /.env', {}, 404],
      ['GET /%2eenv', {}, 404],
      ['GET //evil.example/', {}, 404],
      ['GET /\\evil.example/', {}, 404],
      ['GET /none', {}, 404],
      ['GET /', {}, 404],
      ['GET http://evil.example/', {}, 400],
      ['GET *', {}, 400],
      ['GET /page.html', { X: 'a'.repeat(17_000) }, 431],
    ];
    for (const [line, headers, status] of TABLE) {
      it(`or answers ${line} ${JSON.stringify(headers).slice(0, 80)} with ${status}`, async () => {
        const filled = Object.entries({ Cookie: cookie, ...headers }).map(
          ([name, value]): [string, string] => [name, value.replace('PORT', String(port))],
        );
        if (!('Host' in headers)) filled.unshift(['Host', `localhost:${port}`]);
        const answer = await rawRequest(port, `${line} HTTP/1.1`, filled);

        expect(answer.status).to.equal(status);
        expect(answer.body).not.to.match(/root:|secret/);
        expect(answer.headers).not.to.have.property('location');
        expect(Object.keys(answer.headers).filter((name) => /^access-control/.test(name))).to.deep.equal([]);
      });
    }

    it('a request that names no host', async () => {
      const { status } = await rawRequest(port, 'GET /page.html HTTP/1.0', [['Cookie', cookie]]);

      expect(status).to.equal(403);
    });

    it('to lead to another host when the token is taken away', async () => {
      const { search } = new URL(server.startAddress(''));
      const { status, headers } = await ask(`GET //evil.example/${search}`);

      expect(status).to.equal(404);
      expect(headers).not.to.have.property('location');
    });

    it('in words to a person, and in JSON to a program', async () => {
      const page = await get('/none', { Accept: 'text/html,*/*' });
      const data = await get('/none');

      expect([page.headers['content-type'], page.body]).to.deep.equal([
        'text/plain; charset=utf-8',
        'nothing here\n',
      ]);
      expect([data.headers['content-type'], JSON.parse(data.body)]).to.deep.equal([
        'application/json',
        { error: 'nothing here' },
      ]);
    });
  });

  it('says the same to browsers with every answer', async () => {
    for (const answer of [await get('/page.html'), await get('/none'), await get('/', { Host: 'x' })]) {
      expect(answer.headers).to.include({
        'cache-control': 'no-store',
        'cross-origin-resource-policy': 'same-origin',
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
      });
      expect(answer.headers['content-security-policy'])
        .to.include("default-src 'none'")
        .and.include("frame-ancestors 'none'")
        .and.include("connect-src 'self';");
    }
  });

  describe('does what a POST asks for', () => {
    const post = (path: string, body: string, headers: Headers): Promise<RawAnswer> =>
      ask(
        `POST ${path}`,
        { 'Content-Type': 'application/json', 'Content-Length': String(body.length), ...headers },
        { body },
      );
    const keys = async (): Promise<Headers> => {
      const { token } = JSON.parse((await get(ACTION_TOKEN_PATH)).body) as { token: string };
      return { Cookie: cookie, 'Reprise-Token': token };
    };

    it('with the token of actions, which only a page of this server reads', async () => {
      const { status, body } = await post('/keep', '{"finding":3}', await keys());

      expect([status, JSON.parse(body)]).to.deep.equal([200, { kept: 1 }]);
      expect(done).to.deep.equal([{ finding: 3 }]);
      expect((await ask(`GET ${ACTION_TOKEN_PATH}`)).status).to.equal(401);
    });

    it('and nothing without one of the two tokens', async () => {
      const all = await keys();
      const before = done.length;
      const wrong: readonly Headers[] = [
        {},
        { Cookie: cookie },
        { 'Reprise-Token': all['Reprise-Token']! },
        { ...all, 'Reprise-Token': cookie.replace(/.*=/, '') },
      ];
      for (const headers of wrong) expect((await post('/keep', '{}', headers)).status).to.equal(401);
      expect((await get('/keep')).status).to.equal(404);
      expect(done.length).to.equal(before);
    });

    it('and tells what it cannot do, and of faults of its own nothing', async () => {
      const headers = await keys();
      const said = async (path: string, body: string): Promise<[number, string]> => {
        const answer = await post(path, body, headers);
        return [answer.status, (JSON.parse(answer.body) as { error: string }).error];
      };

      expect(await said('/refuse', '{}')).to.deep.equal([404, 'there is no such finding']);
      expect(await said('/fail', '{}')).to.deep.equal([500, 'the request cannot be answered']);
      expect(await said('/keep', '{')).to.deep.equal([400, 'what was sent is no JSON']);
      expect(await said('/keep', ' '.repeat(MAX_ACTION_BYTES + 1))).to.deep.equal([413, 'too much was sent']);
      expect(await said('/page.html', '{}')).to.deep.equal([405, 'nothing here takes a POST']);
    });
  });

  it('answers on the loopback address of IPv6 as well', async (context) => {
    const answer = await ask('GET /page.html', { Cookie: cookie }, { host: '::1' }).catch(() => undefined);
    if (!answer) {
      context.skip('there is no IPv6 here');
      return;
    }

    expect(answer.status).to.equal(200);
  });

  it('says that a port is taken', async () => {
    const error = await startServer({ mounts: {}, port }).catch((reason: unknown) => reason);

    expect(error).to.have.property('code', 'output-unwritable');
    expect(error).to.have.property('message').that.includes('the port is in use');
  });
});

/** The cookie that a browser has after it was at the start address. */
async function cookieOf(server: LocalServer): Promise<string> {
  const { host, port, search } = new URL(server.startAddress(''));
  const { headers } = await rawRequest(Number(port), `GET /${search} HTTP/1.1`, [['Host', host]]);
  return headers['set-cookie']!.split(';')[0]!;
}
