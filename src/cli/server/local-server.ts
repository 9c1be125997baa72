import type { IncomingMessage, ServerResponse } from 'node:http';
import { AccessToken } from './access-token.ts';
import { answerAction, type Action } from './actions.ts';
import { answerJson, redirect, refuse, secure, type Refusal } from './answers.ts';
import { LoopbackPort } from './loopback-port.ts';
import { answerFile, type Mounts } from './mounted-files.ts';
import { foreignness, misshapenness } from './request-guard.ts';

/** Where a page that may do something reads what to put into the header `Reprise-Token`: `{ "token": "…" }`. */
export const ACTION_TOKEN_PATH = '/action-token';

/** What is served. */
export interface ServerOptions {
  /** What GET and HEAD give: files, and nothing is changed by it. */
  readonly mounts: Mounts;
  /** URL path → what a POST of JSON to it does; default: nothing. */
  readonly actions?: Readonly<Record<string, Action>>;
  /** Default 0: any free one. */
  readonly port?: number;
}

/** A server that runs. */
export interface LocalServer {
  /** `http://127.0.0.1:PORT/` */
  readonly address: string;
  /**
   * The address that lets a browser in, as often as it is opened.
   *
   * @param path - of the page, with its query, URL-encoded, without the slash at its start
   */
  startAddress(path: string): string;
  /**
   * Another address of the same page, that lets in one browser, once: it tells nothing to who reads it after that.
   *
   * @param path - as for `startAddress`, with its fragment
   */
  onceAddress(path: string): string;
  close(): Promise<void>;
}

/**
 * Serves files to the browser of one person on this computer: on the loopback addresses, for requests that name them as
 * their host and come from no other site, to who has had the start address; with Range, and without CORS.
 *
 * @throws {FileError} `output-unwritable` when the port cannot be had
 */
export async function startServer(options: ServerOptions): Promise<LocalServer> {
  const place = await LoopbackPort.open(options.port ?? 0);
  const token = new AccessToken(place.port);
  const address = `http://127.0.0.1:${place.port}/`;
  place.serve((request, response) => void answer(request, response, options, token));
  return {
    address,
    startAddress: (path) => token.addTo(`${address}${path}`),
    onceAddress: (path) => `${address}${token.once(`/${path}`)}`,
    close: () => place.close(),
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  options: ServerOptions,
  token: AccessToken,
): Promise<void> {
  secure(response);
  const [path = '', search = ''] = (request.url ?? '').split(/\?(.*)/s);
  const isNamed = Object.hasOwn(options.mounts, path);
  const refusal =
    foreignness(request) ?? methodRefusal(request) ?? (isNamed ? undefined : misshapenness(path));
  if (refusal) {
    refuse(request, response, refusal);
    return;
  }
  if (request.method === 'POST') return answerPost(request, response, path, options, token);

  // Who asks for the head only looks at where it leads, and must not use it up.
  const start = request.method === 'GET' ? token.takenFrom(path, search) : undefined;
  if (start !== undefined) {
    response.setHeader('Set-Cookie', token.cookie);
    redirect(response, start);
    return;
  }
  if (!token.isIn(request.headers)) {
    refuse(request, response, NO_TOKEN);
    return;
  }
  if (path === ACTION_TOKEN_PATH && options.actions) {
    answerJson(response, { token: token.ofActions });
    return;
  }
  return answerFile(request, response, path, options.mounts);
}

const NO_TOKEN: Refusal = {
  status: 401,
  reason: 'open the address that reprise has printed: it lets this browser in',
};

function methodRefusal({ method, headers }: IncomingMessage): Refusal | undefined {
  if (method === 'GET' || method === 'HEAD') return undefined;
  if (method !== 'POST') return { status: 405, reason: 'only GET, HEAD and POST' };
  // Of the types that a form of another site can send, none is JSON.
  const isJson = /^application\/json\s*(?:;|$)/i.test(headers['content-type'] ?? '');
  return isJson ? undefined : { status: 415, reason: 'only JSON is taken' };
}

async function answerPost(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  { actions = {} }: ServerOptions,
  token: AccessToken,
): Promise<void> {
  const action = Object.hasOwn(actions, path) ? actions[path] : undefined;
  if (!token.allowsAction(request.headers)) refuse(request, response, NO_TOKEN);
  else if (action) await answerAction(request, response, action);
  else refuse(request, response, { status: 405, reason: 'nothing here takes a POST' });
}
