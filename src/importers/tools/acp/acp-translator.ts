import type { SessionInfo } from '../../../format/index.ts';
import { asJson, compact, asCount, asNumber, isObject, asList, asText } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import type { RecordTranslator, SourceRecord } from '../../records/record-importer.ts';
import type { SessionWriter } from '../../records/session-writer.ts';
import { AcpCalls } from './acp-calls.ts';
import { AcpFiles } from './acp-files.ts';
import type { FileRequest } from './acp-files.ts';
import { AcpMessages, modelAmong } from './acp-messages.ts';
import { dataOf, LABELS, planEntry, STOPS } from './acp-notices.ts';
import { refusedCall, writePermission, writePermissionRequest } from './acp-permissions.ts';
import { AcpTerminals } from './acp-terminals.ts';
import { readMessage } from './acp-message.ts';
import type { AcpMessage } from './acp-message.ts';
import { RecentTexts } from '../../kept/recent-texts.ts';
import { RequestLedger } from './request-ledger.ts';
import { SessionFacts } from './session-facts.ts';

interface OpenRequest extends AcpMessage {
  readonly number: number;
  file?: FileRequest | undefined;
}

/** What the messages of a session mean. */
export class AcpTranslator implements RecordTranslator {
  readonly #writer: SessionWriter;
  readonly #facts: SessionFacts;
  readonly #messages: AcpMessages;
  readonly #terminals: AcpTerminals;
  readonly #calls: AcpCalls;
  readonly #files: AcpFiles;
  readonly #surveyed = new RequestLedger<OpenRequest>();
  readonly #open = new RequestLedger<OpenRequest>();
  /** Numbers of the requests that are answered. */
  readonly #answered = new Set<number>();
  /** What was said between the client and its neighbour: what other proxies pass on is a copy of it. */
  readonly #said = new RecentTexts();
  #isCancelled = false;

  constructor(writer: SessionWriter, session: string | undefined) {
    this.#writer = writer;
    this.#facts = new SessionFacts(session);
    this.#messages = new AcpMessages(writer);
    this.#terminals = new AcpTerminals(writer);
    this.#calls = new AcpCalls(writer, this.#terminals);
    this.#files = new AcpFiles(writer, this.#calls);
  }

  // ------------------------------------------------------------------------------------- first pass

  survey(record: LogRecord, { number }: SourceRecord): void {
    const message = readMessage(record);
    if (!message || message.isCopy) return;
    if (typeof record['from'] === 'string') this.#said.addAll(record);
    if (message.kind === 'request') this.#surveyed.request({ ...message, number });
    const request = message.kind === 'response' ? this.#surveyed.answer(message) : undefined;
    if (request) this.#answered.add(request.number);
    this.#facts.add(message, request);
    if (message.update) this.#calls.survey(message.update);
    if (message.method === 'session/request_permission' && isObject(message.params['toolCall'])) {
      this.#calls.survey({ ...message.params['toolCall'], status: undefined });
    }
    const refused = request && refusedCall(request.params, message.result);
    if (refused !== undefined) this.#calls.surveyRefusal(refused);
    const terminal = isObject(message.result) ? asText(message.result['terminalId']) : undefined;
    if (request?.method === 'terminal/create' && terminal !== undefined) {
      this.#terminals.add(terminal, request.params);
    }
  }

  info(): Omit<SessionInfo, 'type' | 'startedAt'> {
    return this.#facts.info();
  }

  // ------------------------------------------------------------------------------------ second pass

  translate(record: LogRecord, { number }: SourceRecord): boolean {
    const message = readMessage(record);
    if (!message) return false;
    if (message.isCopy) {
      this.#coverCopies(record);
      return true;
    }
    if (message.id !== undefined) this.#writer.cover(JSON.parse(message.id));
    if (message.kind === 'response') return this.#response(message);
    if (message.kind !== 'request') return this.#notification(message);
    const request: OpenRequest = { ...message, number };
    this.#open.request(request);
    return this.#request(request);
  }

  #coverCopies(value: unknown): void {
    if (typeof value === 'string' && this.#said.has(value)) this.#writer.cover(value);
    if (typeof value !== 'object' || value === null) return;
    for (const child of Object.values(value)) this.#coverCopies(child);
  }

  finish(): void {
    this.#terminals.finish();
    this.#calls.finish();
  }

  #notification({ method, params, update }: AcpMessage): boolean {
    if (update) return this.#update(update);
    switch (method) {
      case 'session/cancel':
        this.#isCancelled = true;
        this.#writer.interruptCalls();
        this.#writer.notice('interruption', 'Cancelled by the user');
        return true;
      case 'elicitation/complete':
      case '$/cancel_request':
        return this.#tell(method, params);
      default:
        return false;
    }
  }

  #update(update: LogRecord): boolean {
    switch (update['sessionUpdate']) {
      case 'user_message_chunk':
      case 'agent_message_chunk':
      case 'agent_thought_chunk':
        return this.#messages.chunk(update);
      case 'tool_call':
      case 'tool_call_update':
        this.#messages.close();
        return this.#calls.translate(update);
      case 'plan':
        return this.#plan(update['entries']);
      case 'available_commands_update':
        return this.#tell('available_commands_update', { availableCommands: update['availableCommands'] });
      case 'current_mode_update':
        return this.#mode(update['currentModeId']);
      case 'config_option_update':
        this.#messages.model = modelAmong(update) ?? this.#messages.model;
        return this.#tell('config_option_update', { configOptions: update['configOptions'] });
      case 'session_info_update': {
        const title = asText(update['title']);
        this.#writer.update({ sessionUpdate: 'session_info_update', ...(title !== undefined && { title }) });
        return true;
      }
      case 'usage_update':
        return this.#usage(update);
      default:
        return false;
    }
  }

  #request(request: OpenRequest): boolean {
    const { method = '', params, number } = request;
    switch (method) {
      case 'session/prompt':
        this.#isCancelled = false;
        return this.#messages.prompt(params);
      case 'session/request_permission':
        this.#messages.close();
        return writePermissionRequest(this.#writer, this.#calls, params);
      case 'fs/read_text_file':
      case 'fs/write_text_file':
        request.file = this.#files.asked(method, params, `request-${number}`, this.#answered.has(number));
        return request.file !== undefined;
      case 'terminal/create':
        this.#terminals.asked(params);
        return true;
      case 'terminal/release':
        this.#terminals.released(asText(params['terminalId']) ?? '');
        return true;
      case 'terminal/output':
      case 'terminal/wait_for_exit':
        return true;
      case 'terminal/kill':
        this.#writer.notice('progress', 'Kill the command in the terminal');
        return true;
      case 'session/set_mode':
        return this.#mode(params['modeId']);
      case 'initialize':
      case 'authenticate':
      case 'logout':
      case 'session/new':
      case 'session/load':
      case 'session/resume':
      case 'session/list':
      case 'session/close':
      case 'session/delete':
      case 'session/set_model':
      case 'session/set_config_option':
        this.#messages.close();
        return this.#tell(method, params);
      case 'elicitation/create':
        this.#messages.close();
        this.#writer.notice('permission', asText(params['message']), { data: dataOf(method, params) });
        return true;
      default:
        return false;
    }
  }

  #response(message: AcpMessage): boolean {
    const request = this.#open.answer(message);
    if (!request) return message.error ? this.#error(undefined, message.error) : false;
    if (request.method === 'session/prompt') this.#messages.answered();
    if (message.error) return this.#error(request, message.error);
    const { method = '', params, file } = request;
    const result = isObject(message.result) ? message.result : {};
    switch (method) {
      case 'session/prompt':
        return this.#stop(result);
      case 'session/request_permission':
        return writePermission(this.#writer, this.#calls, { params, result });
      case 'fs/read_text_file':
        if (!file || typeof result['content'] !== 'string') return false;
        this.#files.read(file, params, result['content']);
        return true;
      case 'fs/write_text_file':
        if (file) this.#files.written(file, params);
        return file !== undefined;
      case 'terminal/create':
        this.#terminals.started(asText(result['terminalId']) ?? '');
        return true;
      case 'terminal/output':
        return this.#terminals.told(asText(params['terminalId']) ?? '', result, false);
      case 'terminal/wait_for_exit':
        return this.#terminals.told(asText(params['terminalId']) ?? '', result, true);
      case 'elicitation/create':
        this.#writer.notice('permission', asText(result['action']), { data: dataOf(method, result) });
        return true;
      case 'session/new':
      case 'session/load':
      case 'session/resume':
        return this.#begin(method, result);
      default:
        return Object.keys(result).length === 0 ? true : this.#tell(`${method} (answer)`, result);
    }
  }

  #begin(method: string, result: LogRecord): boolean {
    this.#messages.close();
    this.#messages.model = modelAmong(result) ?? this.#messages.model;
    const modes = isObject(result['modes']) ? result['modes'] : {};
    if (asText(modes['currentModeId']) !== undefined) this.#mode(modes['currentModeId']);
    const isEmpty = Object.keys(result).every((key) => key === 'sessionId');
    return isEmpty ? true : this.#tell(`${method} (answer)`, result);
  }

  /** How a turn ended. The end that the agent itself comes to needs no words. */
  #stop(result: LogRecord): boolean {
    const { stopReason, ...rest } = result;
    if (stopReason === 'cancelled') {
      this.#writer.interruptCalls();
      if (!this.#isCancelled) this.#writer.notice('interruption', 'Cancelled');
      this.#isCancelled = false;
    } else if (STOPS.has(stopReason)) {
      this.#writer.notice('error', STOPS.get(stopReason), { data: { stopReason: asJson(stopReason) } });
    } else if (stopReason !== 'end_turn') {
      return this.#tell('session/prompt (answer)', result);
    }
    if (Object.keys(rest).length > 0) this.#tell('session/prompt (answer)', rest);
    return true;
  }

  #error(request: OpenRequest | undefined, error: LogRecord): boolean {
    const message = asText(error['message']) ?? 'Error';
    if (request?.file) {
      this.#files.failed(request.file, message);
      return true;
    }
    if (request?.method === 'session/prompt') this.#writer.interruptCalls();
    const data = compact([
      ['code', asJson(error['code'])],
      ['method', request?.method],
      ['data', asJson(error['data'])],
    ]);
    this.#writer.notice('error', message, { data });
    return true;
  }

  #plan(entries: unknown): boolean {
    if (!Array.isArray(entries)) return false;
    this.#writer.plan(asList(entries).flatMap(planEntry));
    return true;
  }

  #mode(mode: unknown): boolean {
    const currentModeId = asText(mode);
    if (currentModeId === undefined) return false;
    this.#writer.update({ sessionUpdate: 'current_mode_update', currentModeId });
    return true;
  }

  #usage(update: LogRecord): boolean {
    const used = asCount(update['used']);
    if (used === undefined) return false;
    const size = asCount(update['size']);
    const cost = isObject(update['cost']) ? update['cost'] : {};
    const amount = asNumber(cost['amount']);
    const currency = asText(cost['currency']);
    this.#writer.update({
      sessionUpdate: 'usage_update',
      used,
      ...(size !== undefined && { size }),
      ...(amount !== undefined && currency !== undefined && { cost: { amount, currency } }),
    });
    return true;
  }

  /** Writes what is of no conversation: who speaks with whom, what may be chosen. */
  #tell(kind: string, params: LogRecord): boolean {
    this.#writer.notice('system', LABELS.get(kind) ?? kind, { data: dataOf(kind, params) });
    return true;
  }
}
