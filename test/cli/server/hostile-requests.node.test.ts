import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, expect, it } from '#test';
import { startServer, type LocalServer } from '#src/cli/server/local-server.ts';
import { hostileFolder } from '../../helpers/corpus.ts';
import { TempFolder } from '../cli.ts';
import { rawRequest } from './raw-request.ts';

interface HostileRequest {
  readonly id: string;
  readonly name: string;
  readonly request: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Statuses, and words: `403/421`, `404, no Location to another host`. */
  readonly must: string;
}

/** Those that are about a browser that was never let in. */
const WITHOUT_TOKEN = /no token|wrong token/;

const hostile = hostileFolder();
const requests = hostile === undefined ? [] : readRequests(join(hostile, 'web/live-server-requests.ndjson'));

describe('startServer, asked in hostile ways', () => {
  const folder = new TempFolder();
  let server: LocalServer;
  let port: string;
  let cookie: string;
  before(async () => {
    folder.file('index.html', '<title>page</title>');
    folder.file('a.zip', '0123456789');
    folder.file('.env', 'secret');
    mkdirSync(folder.join('api'));
    folder.file('api/sessions', 'secret');
    symlinkSync('/etc/passwd', folder.join('link-to-etc-passwd'));
    server = await startServer({ mounts: { '/': folder.path } });
    const start = new URL(server.startAddress(''));
    ({ port } = start);
    const { headers } = await rawRequest(Number(port), `GET /${start.search} HTTP/1.1`, [
      ['Host', start.host],
    ]);
    cookie = headers['set-cookie']!.split(';')[0]!;
  });
  after(async () => {
    await server.close();
    folder.remove();
  });

  it('is tried with the requests of the hostile folder', { skip: requests.length === 0 }, () => {
    expect(requests).to.have.length.of.at.least(37);
  });

  for (const { id, name, request, headers, must } of requests) {
    it(`${id}: ${name} ends with ${must}`, async () => {
      const line = / HTTP\/1\.\d$/.test(request) ? request : `${request} HTTP/1.1`;
      const lines = Object.entries(headers).map(([key, value]): [string, string] => [
        key,
        name === 'huge header' && key === 'X' ? value.repeat(200) : value.replace('PORT', port),
      ]);
      if (!WITHOUT_TOKEN.test(name)) lines.push(['Cookie', cookie]);
      const answer = await rawRequest(Number(port), line, lines);

      const statuses = must.match(/\b[2-5]\d\d\b/g)?.map(Number) ?? [200];
      expect(answer.status).to.be.oneOf(statuses);
      expect(answer.headers).not.to.have.property('location');
      expect(Object.keys(answer.headers).join()).not.to.include('access-control');
      expect(answer.body).not.to.match(/secret|root:/);
      expect(answer.body.length).to.be.lessThan(500);
      if (must.includes('application/json'))
        expect(answer.headers).to.include({
          'content-type': 'application/json',
          'x-content-type-options': 'nosniff',
        });
    });
  }
});

function readRequests(path: string): readonly HostileRequest[] {
  const lines = readFileSync(path, 'utf8').trim().split('\n');
  return lines.map((line) => JSON.parse(line) as HostileRequest);
}
