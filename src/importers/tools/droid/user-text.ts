import { splitInjected } from '../../chat-messages/injected-parts.ts';
import { asNumber, asText, isObject } from '../../sources/json-value.ts';

/** A command that the person ran at the prompt (`!`). */
export interface OwnCommand {
  readonly command: string;
  readonly output: string;
  readonly exitCode: number | undefined;
}

/** What a text of the user really is: a program writes most of them. */
export type UserText =
  | { readonly kind: 'prompt'; readonly text: string }
  | { readonly kind: 'injected'; readonly name: string; readonly text: string }
  | { readonly kind: 'interruption'; readonly text: string }
  | { readonly kind: 'error'; readonly text: string }
  | { readonly kind: 'command'; readonly run: OwnCommand };

const TAGS = ['system-reminder', 'system-notification'];

const INTERRUPTION = /^(?:Request (?:interrupted|cancell?ed)|Interrupted)\b.{0,80}$/;

const ERROR =
  /^(?:Unable to reach |BYOK Error: |The AI model (?:timed out|repeatedly)|The model repeatedly issued )/;

const NOTE = /^(?:Background task |Skill "[^"\n]{1,200}" activated)/;

/** Takes a text of the user apart. Blank parts are left out. */
export function userTexts(text: string): readonly UserText[] {
  const run = ownCommand(text);
  if (run) return [{ kind: 'command', run }];
  const { words, injected } = splitInjected(text, TAGS);
  const parts = injected.map((part): UserText => ({ kind: 'injected', name: part.name, text: part.words }));
  if (words.trim() === '') return parts;
  return [...parts, spoken(words)];
}

function spoken(text: string): UserText {
  if (INTERRUPTION.test(text.trim())) return { kind: 'interruption', text };
  if (ERROR.test(text)) return { kind: 'error', text };
  return NOTE.test(text) ? { kind: 'injected', name: 'note', text } : { kind: 'prompt', text };
}

function ownCommand(text: string): OwnCommand | undefined {
  if (!/^\s*\{/.test(text) || !text.includes('"bash_result"')) return undefined;
  const record = parse(text);
  const command =
    isObject(record) && record['type'] === 'bash_result' ? asText(record['command']) : undefined;
  if (!isObject(record) || command === undefined) return undefined;
  const streams = [asText(record['stdout']), asText(record['stderr'])];
  return {
    command,
    output: streams.filter((stream) => stream !== undefined).join('\n'),
    exitCode: asNumber(record['exitCode']),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
