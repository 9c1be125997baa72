import { isObject } from '../../sources/json-value.ts';
import type { AcpMessage } from './acp-message.ts';

/** Requests without an answer that are remembered: the newest ones. */
const MAX_OPEN = 2000;

/** Field of its result that tells an answer to a method. */
const FIELDS: ReadonlyMap<string, readonly string[]> = new Map([
  ['initialize', ['protocolVersion']],
  ['session/new', ['sessionId']],
  ['session/prompt', ['stopReason']],
  ['session/list', ['sessions']],
  ['session/request_permission', ['outcome']],
  ['fs/read_text_file', ['content']],
  ['terminal/create', ['terminalId']],
  ['terminal/output', ['output']],
  ['terminal/wait_for_exit', ['exitCode', 'signal']],
  ['elicitation/create', ['action']],
]);

/**
 * Which request a response answers. Client and agent both count their requests from the same number, and a line does
 * not say who wrote it: of several open requests with an id, the one that the result fits is taken, else the newest.
 */
export class RequestLedger<Request extends AcpMessage = AcpMessage> {
  readonly #open: Request[] = [];

  request(request: Request): void {
    this.#open.push(request);
    if (this.#open.length > MAX_OPEN) this.#open.shift();
  }

  /** Takes the request that a response answers out of the open ones. */
  answer({ id, result }: AcpMessage): Request | undefined {
    const same = (request: Request): boolean => request.id === id;
    const fitting = this.#open.findLastIndex((request) => same(request) && fits(request, result));
    const index = fitting === -1 ? this.#open.findLastIndex(same) : fitting;
    return index === -1 ? undefined : this.#open.splice(index, 1)[0];
  }
}

function fits({ method = '' }: AcpMessage, result: unknown): boolean {
  if (!isObject(result)) return false;
  return (FIELDS.get(method) ?? []).some((field) => Object.hasOwn(result, field));
}
