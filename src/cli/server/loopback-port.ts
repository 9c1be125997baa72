import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { FileError, systemCode, systemReason } from '../../node/files.ts';

/** How often another free port is looked for when the one that was free in IPv4 is taken in IPv6. */
const MAX_ATTEMPTS = 10;

/**
 * A port of this computer that nobody else reaches: on `127.0.0.1` and, where there is IPv6, on `::1` too. A name like
 * `localhost` may mean either, so that both have to be the same server.
 */
export class LoopbackPort {
  readonly port: number;
  readonly #servers: readonly Server[];

  private constructor(port: number, servers: readonly Server[]) {
    this.port = port;
    this.#servers = servers;
  }

  /**
   * @param port - 0: any free one
   * @throws {FileError} `output-unwritable` when it cannot be had
   */
  static async open(port: number): Promise<LoopbackPort> {
    for (let attempt = 1; ; attempt += 1) {
      const first = await listen(port, '127.0.0.1');
      const taken = (first.address() as AddressInfo).port;
      try {
        const second = await listen(taken, '::1');
        return new LoopbackPort(taken, [first, second]);
      } catch (error) {
        if (!isTaken(error)) return new LoopbackPort(taken, [first]);
        await closed(first);
        if (port !== 0 || attempt === MAX_ATTEMPTS) throw error;
      }
    }
  }

  /** Answers the requests of both addresses. */
  serve(listener: RequestListener): void {
    for (const server of this.#servers) server.on('request', listener);
  }

  /** Ends every connection. */
  async close(): Promise<void> {
    await Promise.all(this.#servers.map(closed));
  }
}

function listen(port: number, host: string): Promise<Server> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', (cause) => {
      const message = `cannot listen on port ${port} of ${host}: ${systemReason(cause)}`;
      reject(new FileError('output-unwritable', message, { cause }));
    });
    server.listen(port, host, () => resolve(server));
  });
}

/** Rather than that there is no IPv6 here. */
function isTaken(error: unknown): boolean {
  return error instanceof FileError && systemCode(error.cause) === 'EADDRINUSE';
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
