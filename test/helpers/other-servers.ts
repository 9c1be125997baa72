import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A server of somebody else that serves a folder. */
export interface OtherServer {
  /** `http://127.0.0.1:<port>`, no slash at the end. */
  readonly origin: string;
  close(): Promise<void>;
}

/** Why a test is skipped, where a program is not installed. */
export function missing(program: string): string | false {
  const folders = [...(process.env['PATH'] ?? '').split(':'), '/usr/sbin', '/usr/local/sbin'];
  return folders.some((folder) => existsSync(join(folder, program))) ? false : `${program} is not installed`;
}

/** Python's own server, which knows no ranges. */
export async function startPython(folder: string): Promise<OtherServer> {
  const port = await freePort();
  const options = ['-m', 'http.server', '--bind', '127.0.0.1', '--directory', folder, String(port)];
  return started(spawn('python3', options, { stdio: 'ignore' }), port);
}

/** nginx as packages of distributions have it, without rights and with all that it writes in a folder of its own. */
export async function startNginx(folder: string): Promise<OtherServer> {
  const port = await freePort();
  const own = mkdtempSync(join(tmpdir(), 'reprise-nginx-'));
  const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${join(own, name)};`,
  );
  const config = `
    daemon off; master_process off; worker_processes 1; pid ${join(own, 'nginx.pid')};
    error_log ${join(own, 'error.log')};
    events { worker_connections 64; }
    http {
      access_log off; ${paths.join(' ')}
      types { text/html html; text/javascript js; text/css css; }
      default_type application/octet-stream;
      server { listen 127.0.0.1:${port}; root ${folder}; }
    }`;
  writeFileSync(join(own, 'nginx.conf'), config);
  const program = ['/usr/sbin/nginx', '/usr/local/sbin/nginx'].find(existsSync) ?? 'nginx';
  const options = ['-p', own, '-e', join(own, 'error.log'), '-c', join(own, 'nginx.conf')];
  const server = await started(spawn(program, options, { stdio: 'ignore' }), port);
  return {
    origin: server.origin,
    close: async () => {
      await server.close();
      rmSync(own, { recursive: true });
    },
  };
}

/** Whether python3 has its server: minimal systems have one without it. */
export function missingPython(): string | false {
  try {
    execFileSync('python3', ['-c', 'import http.server'], { stdio: 'ignore' });
    return false;
  } catch {
    return 'python3 with http.server is not installed';
  }
}

/** Waits until a server answers, or has ended without. */
async function started(child: ChildProcess, port: number): Promise<OtherServer> {
  const origin = `http://127.0.0.1:${port}`;
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  for (let answers = false; !answers;) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}`);
    answers = await fetch(origin).then(
      () => true,
      () => false,
    );
    // Others have a turn, the server among them.
    if (!answers) await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return {
    origin,
    close: async () => {
      child.kill();
      await ended;
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
