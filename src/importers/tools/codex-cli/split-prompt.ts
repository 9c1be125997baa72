/** What Codex itself writes as text of the user, told by how it begins. */
const INJECTED: readonly (readonly [pattern: RegExp, kind: string])[] = [
  [/^# AGENTS\.md instructions\b/, 'agents_md'],
  [/^# Context from my IDE setup:/, 'ide_context'],
  [
    /^<(environment_context|user_instructions|permissions instructions|turn_aborted|skill|INSTRUCTIONS|user_action|user_shell_command|subagent_notification|model_switch|personality_spec|collaboration_mode|apps_instructions|skills_instructions|plugins_instructions|app-context|realtime_conversation|hook_prompt|goal_context|codex_internal_context|memories|recommended_plugins|token_budget|network-proxy)\b[^>\n]{0,200}>/,
    '',
  ],
];

/** Where the IDE puts what the person wrote, behind what it adds. */
const IDE_REQUEST = /(?:^|\n)## My request for Codex:[ \t]*\n/;

/** Kind of a text that Codex wrote in the person's name; `undefined` when it is theirs. */
export function injectedKind(words: string): string | undefined {
  const start = words.slice(0, 300).trimStart();
  for (const [pattern, kind] of INJECTED) {
    const match = pattern.exec(start);
    if (match) return kind === '' ? match[1]! : kind;
  }
  return undefined;
}

/** A prompt without what was put before it. */
export interface SplitPrompt {
  /** What the person wrote. */
  readonly prompt: string;
  /** What the IDE wrote before it. */
  readonly context?: string;
}

/** Takes apart what the IDE sends as one text: files that are open, and the request. */
export function splitPrompt(words: string): SplitPrompt {
  if (injectedKind(words) !== 'ide_context') return { prompt: words };
  const match = IDE_REQUEST.exec(words);
  if (!match) return { prompt: words };
  const prompt = words.slice(match.index + match[0].length);
  return prompt.trim() === ''
    ? { prompt: words }
    : { prompt, context: words.slice(0, match.index + match[0].length).trimEnd() };
}

/** Tags that stand around an image among the text parts of a message. */
export function isImageTag(words: string): boolean {
  return words.length < 500 && /^<\/?image\b[^>]*>$/.test(words.trim());
}
