import { asJson, compact, asCount, asText } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import type { SessionWriter } from '../../records/session-writer.ts';
import { oneLine } from '../../records/tool-calls.ts';
import { diffOf } from './acp-calls.ts';
import type { AcpCalls, CallState } from './acp-calls.ts';

/** Who a file request belongs to: a running call about that file, or itself. */
export interface FileRequest {
  readonly owner: CallState | undefined;
  /** Id of the call that it is itself. */
  readonly id: string;
}

/**
 * Files that the agent reads and writes through the client. A request in the course of a call about the same file is
 * part of it; any other is a call of its own.
 */
export class AcpFiles {
  readonly #writer: SessionWriter;
  readonly #calls: AcpCalls;

  constructor(writer: SessionWriter, calls: AcpCalls) {
    this.#writer = writer;
    this.#calls = calls;
  }

  /** Writes the request. */
  asked(method: string, params: LogRecord, id: string, isAnswered: boolean): FileRequest | undefined {
    const path = asText(params['path']);
    if (path === undefined) return undefined;
    const owner = isAnswered ? this.#calls.about(path) : undefined;
    const isWrite = method === 'fs/write_text_file';
    if (owner) {
      // Its text comes with the change that the answer confirms.
      this.#writer.cover(params);
      return { owner, id };
    }
    const content = isWrite ? params['content'] : undefined;
    const rawInput = compact([
      ['line', asCount(params['line'])],
      ['limit', asCount(params['limit'])],
      ['content', content === undefined ? undefined : asJson(content)],
    ]);
    this.#writer.survey.call(id, false);
    if (isAnswered) this.#writer.survey.result(id);
    this.#writer.call({
      id,
      name: method,
      input: params,
      inChange: isWrite ? ['content'] : [],
      description: {
        title: oneLine(`${isWrite ? 'Write' : 'Read'} ${path}`),
        kind: isWrite ? 'edit' : 'read',
        locations: [{ path }],
        ...(rawInput && { rawInput }),
      },
    });
    return { owner, id };
  }

  /** Writes what was read. */
  read({ owner, id }: FileRequest, params: LogRecord, content: string): void {
    const path = asText(params['path'])!;
    const isWhole = asCount(params['limit']) === undefined && (asCount(params['line']) ?? 0) <= 1;
    if (owner && isWhole) {
      this.#writer.change({ path, op: 'observe', after: content });
      return;
    }
    const lines = content.split('\n').length - (content.endsWith('\n') ? 1 : 0);
    const read = {
      type: '_reprise/read',
      path,
      text: content,
      startLine: Math.max(1, asCount(params['line']) ?? 1),
      ...(isWhole && { totalLines: lines }),
    } as const;
    if (!owner) this.#writer.result(id, { content: [read] });
    else {
      this.#writer.update({
        sessionUpdate: 'tool_call_update',
        toolCallId: owner.eventId,
        content: [read],
      });
    }
  }

  /** Writes that a file was written. */
  written({ owner, id }: FileRequest, params: LogRecord): void {
    const path = asText(params['path'])!;
    const { content } = params;
    if (typeof content !== 'string') {
      if (!owner) this.#writer.result(id, {});
      return;
    }
    const diff = owner && diffOf(owner, path);
    const before = diff?.['newText'] === content ? diff['oldText'] : undefined;
    const change = this.#writer.change({
      path,
      op: before === null ? 'create' : 'modify',
      ...(typeof before === 'string' && { before }),
      after: content,
      toolCallId: owner?.eventId ?? id,
    });
    if (!owner) this.#writer.result(id, { content: [change] });
    else if (change.type === '_reprise/change') {
      owner.writes.set(path, [...(owner.writes.get(path) ?? []), change.sourceId]);
    }
  }

  /** Writes that the client could not do it. */
  failed({ owner, id }: FileRequest, message: string): void {
    if (owner) this.#writer.notice('error', message, { toolCallId: owner.eventId });
    else this.#writer.result(id, { status: 'failed', text: message });
  }
}
