import { isoTime, startOf } from '../wall-time.ts';

/** Writes the messages of a stream, one a line: as a recorder does, with the time of each. */
export class AcpStream {
  readonly #startedAt: number | undefined;
  #requests = 0;

  constructor(manifest: { readonly startedAt?: string }) {
    this.#startedAt = startOf(manifest);
  }

  /** A request of the client; its answer takes the id. */
  request(time: number, method: string, params: object): { readonly id: number; readonly line: string } {
    const id = this.#requests;
    this.#requests += 1;
    return { id, line: this.#line(time, { id, method, params }) };
  }

  response(time: number, id: number, result: object): string {
    return this.#line(time, { id, result });
  }

  notification(time: number, method: string, params: object): string {
    return this.#line(time, { method, params });
  }

  /** What the agent tells the client of a session. */
  update(time: number, sessionId: string, update: object): string {
    return this.notification(time, 'session/update', { sessionId, update });
  }

  #line(time: number, message: object): string {
    const timestamp = this.#startedAt === undefined ? undefined : isoTime(this.#startedAt + time);
    return `${JSON.stringify({ ...(timestamp !== undefined && { timestamp }), jsonrpc: '2.0', ...message })}\n`;
  }
}
