/** A prompt without what was put around it. */
export interface SplitPrompt {
  /** What the person wrote. */
  readonly prompt: string;
  /** What the program, or a channel that the message came over, put before and behind it, in order. */
  readonly context: readonly { readonly name: string; readonly words: string }[];
}

/** What stands before a prompt, each with the name of its kind in the first group, or none. */
const BEFORE: readonly (readonly [kind: string, pattern: RegExp])[] = [
  // A file or skill that was named in the prompt, spelled out.
  ['', /^\s*<(file|skill)\b[^>]{0,1000}>[^]*?<\/\1>/],
  // OpenClaw: who wrote over which channel.
  ['metadata', /^\s*[A-Z][\w ]{2,60} \(untrusted[^)\n]{0,60}\):\n```json\n[^]*?\n```/],
  ['system-event', /^\s*System: \[[^\]\n]{4,80}\][^\n]*(?=\n)/],
  ['time', /^\s*\[[^\]\n]{0,100}\d{4}-\d\d-\d\d[ T]\d\d:\d\d[^\]\n]{0,40}\](?= )/],
];

const BEHIND = /\n\[message_id: [^\]\n]{1,80}\]\s*$/;

/** Injected parts of one prompt that are looked for. */
const MAX_PARTS = 200;

/** Takes a user text apart. A text of nothing but injected parts is no prompt. */
export function splitPrompt(whole: string): SplitPrompt {
  const context: { name: string; words: string }[] = [];
  let rest = whole;
  for (let part = 0; part < MAX_PARTS; part++) {
    const found = BEFORE.map(([kind, pattern]) => [kind, pattern.exec(rest)] as const).find(
      ([, match]) => match,
    );
    const [kind, match] = found ?? [];
    if (!match) break;
    context.push({ name: kind === '' ? match[1]! : kind!, words: match[0].trim() });
    rest = rest.slice(match[0].length);
  }
  const behind = BEHIND.exec(rest);
  if (behind) {
    context.push({ name: 'message-id', words: behind[0].trim() });
    rest = rest.slice(0, behind.index);
  }
  return { prompt: context.length > 0 ? rest.trim() : rest, context };
}
