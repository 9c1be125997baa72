import type { IncomingMessage, ServerResponse } from 'node:http';

/**
 * Content of the header `Content-Security-Policy`: the page runs its own scripts and asks this server only, and no
 * other page shows it in a frame.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types lit-html',
].join('; ');

const HEADERS: Readonly<Record<string, string>> = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': POLICY,
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};

/** Puts on an answer what every answer has, refusals too. */
export function secure(response: ServerResponse): void {
  for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
}

/** Why a request is not answered, as a status of HTTP and a sentence. */
export interface Refusal {
  readonly status: number;
  readonly reason: string;
}

/** What is said about everything that is not there, or not to be seen. */
export const NOTHING_HERE: Refusal = { status: 404, reason: 'nothing here' };

/** Refuses a request: a page that was gone to reads the sentence, a program gets it as JSON. */
export function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  { status, reason }: Refusal,
): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response.statusCode = status;
  if (request.headers.accept?.includes('text/html')) {
    response.setHeader('Content-Type', 'text/plain; charset=utf-8');
    response.end(`${reason}\n`);
  } else {
    answerJson(response, { error: reason });
  }
}

/** Answers with a value as JSON; `undefined` as `null`. */
export function answerJson(response: ServerResponse, value: unknown): void {
  response.setHeader('Content-Type', 'application/json');
  response.end(`${JSON.stringify(value ?? null)}\n`);
}

/** Leads to a path of this server. */
export function redirect(response: ServerResponse, path: string): void {
  // A path that starts with two slashes would lead to another host.
  response.writeHead(302, { Location: path.replace(/^[/\\]+/, '/') }).end();
}
