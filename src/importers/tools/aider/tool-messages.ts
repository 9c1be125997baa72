import type { JsonObject, TokenUsage } from '../../../format/index.ts';

/** What a message of the program is about. */
export type ToolMessage =
  | { readonly kind: 'applied'; readonly path: string }
  | { readonly kind: 'usage'; readonly usage: TokenUsage; readonly cost: number | undefined }
  | {
      readonly kind:
        'commit' | 'interruption' | 'error' | 'permission' | 'progress' | 'compaction' | 'system';
      readonly data?: JsonObject;
    };

const NUMBER = '([\\d.,]{1,15}[kM]?)';
const TOKENS = new RegExp(
  `^Tokens: ${NUMBER} sent(?:, ${NUMBER} cache write)?(?:, ${NUMBER} cache hit)?, ${NUMBER} received\\.`,
);
const COST = /\bCost: \$[\d.,]{1,15} message, \$([\d.,]{1,15}) session\./;
const QUESTION = /\(Y\)es\/\(N\)o.{0,200}?: ?(.{0,100})$/s;
const ERROR =
  /^(?:litellm\.|# \d+ SEARCH|The LLM did not conform|[\w.]{0,60}(?:Error|Exception)\b|Error\b|HTTP error|Failed to|Unable to|Can't |Cannot |Invalid |.{0,60} exceeds the|Only \d+ reflections|The API provider|Model .{1,80} has hit|Empty response|Unknown command|Command .{1,80} not found)/;

/** Says what a message of the program means; what is not known is a message all the same. */
export function readToolMessage(message: string): ToolMessage {
  const applied = /^Applied edit to (.{1,1000})$/.exec(message);
  if (applied) return { kind: 'applied', path: applied[1]! };
  const tokens = TOKENS.exec(message);
  if (tokens) return usageOf(tokens, COST.exec(message)?.[1]);
  const commit = /^Commit ([0-9a-f]{7,40}) /.exec(message);
  if (commit) return { kind: 'commit', data: { hash: commit[1]! } };
  if (message.startsWith('^C')) return { kind: 'interruption' };
  const answer = QUESTION.exec(message)?.[1];
  if (answer !== undefined) return { kind: 'permission', ...(answer !== '' && { data: { answer } }) };
  if (ERROR.test(message)) return { kind: 'error' };
  if (/^(?:Retrying in |Scraping |Initial repo scan|Committing )/.test(message)) return { kind: 'progress' };
  if (/^(?:All chat history cleared|Summarization failed)/.test(message)) return { kind: 'compaction' };
  return { kind: 'system' };
}

function usageOf(tokens: RegExpExecArray, cost: string | undefined): ToolMessage {
  const [, sent, cacheWrite, cacheHit, received] = tokens;
  const amount = cost === undefined ? undefined : Number(cost.replaceAll(',', ''));
  return {
    kind: 'usage',
    usage: {
      ...tokenCount('inputTokens', sent),
      ...tokenCount('outputTokens', received),
      ...tokenCount('cacheWriteTokens', cacheWrite),
      ...tokenCount('cacheReadTokens', cacheHit),
    },
    cost: amount !== undefined && Number.isFinite(amount) ? amount : undefined,
  };
}

/** `2.1k` is rounded: it stands for 2100. */
function tokenCount(key: keyof TokenUsage, text: string | undefined): TokenUsage {
  if (text === undefined) return {};
  const factor = text.endsWith('k') ? 1000 : text.endsWith('M') ? 1_000_000 : 1;
  const number = Number(text.replaceAll(/[,kM]/g, '')) * factor;
  return Number.isFinite(number) ? { [key]: Math.round(number) } : {};
}
