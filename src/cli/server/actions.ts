import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerJson, refuse } from './answers.ts';

/** The most that a page may send with an action, in bytes. */
export const MAX_ACTION_BYTES = 1024 * 1024;

/**
 * Does what a page asks for with a POST.
 *
 * @param input - what the page has sent: any JSON, not checked
 * @returns what is answered, as JSON
 * @throws {RequestError} when the page has asked for something that cannot be done; any other error is answered
 *   without its message
 */
export type Action = (input: unknown) => unknown;

/** What a page asked for is wrong. The message is shown to the person. */
export class RequestError extends Error {
  override readonly name = 'RequestError';
  /** Of HTTP, 400 to 499. */
  readonly status: number;

  constructor(message: string, status = 400) {
    super(message);
    this.status = status;
  }
}

/** Reads what an action is to work on, does it and answers. */
export async function answerAction(
  request: IncomingMessage,
  response: ServerResponse,
  action: Action,
): Promise<void> {
  try {
    answerJson(response, await action(await readJson(request)));
  } catch (error) {
    const refusal =
      error instanceof RequestError
        ? { status: error.status, reason: error.message }
        : { status: 500, reason: 'the request cannot be answered' };
    refuse(request, response, refusal);
  }
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_ACTION_BYTES) throw new RequestError('too much was sent', 413);
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString()) as unknown;
  } catch {
    throw new RequestError('what was sent is no JSON');
  }
}
