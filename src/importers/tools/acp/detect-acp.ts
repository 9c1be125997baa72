import { headLines } from '../../sources/head-lines.ts';
import { isObject } from '../../sources/json-value.ts';
import { readMessage, withParsedMessage } from './acp-message.ts';
import type { AcpMessage } from './acp-message.ts';

/** Lines that are looked at: a recorder's log may begin with lines of its own. */
const LINES = 20;

const METHODS =
  /^(?:session\/(?:new|load|resume|prompt|update|request_permission|cancel|list|set_\w+)|fs\/(?:read|write)_text_file|terminal\/(?:create|output|wait_for_exit|release|kill))$/;

const UPDATES = new Set([
  'user_message_chunk',
  'agent_message_chunk',
  'agent_thought_chunk',
  'tool_call',
  'tool_call_update',
  'plan',
  'available_commands_update',
  'current_mode_update',
  'config_option_update',
  'session_info_update',
  'usage_update',
]);

/** How sure it is that lines are messages of the protocol, bare or within what a recorder adds. */
export function detectAcp(head: Uint8Array): number {
  const records = headLines(head, LINES).filter(isObject);
  const messages = records.map((record) => readMessage(withParsedMessage(record)));
  const known = messages.filter((message) => message !== undefined && isOfProtocol(message)).length;
  if (known === 0) return 0;
  return known * 4 >= records.length ? 0.93 : 0.55;
}

function isOfProtocol({ method, params, update }: AcpMessage): boolean {
  if (update) return UPDATES.has(String(update['sessionUpdate']));
  if (method === undefined) return false;
  // Others speak JSON-RPC too, and begin with `initialize`: only this one counts its versions.
  return METHODS.test(method) || (method === 'initialize' && typeof params['protocolVersion'] === 'number');
}
