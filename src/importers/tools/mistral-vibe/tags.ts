/** Tags of what the program writes in the place of a person. */
export const VIBE_TAGS = ['user_cancellation', 'vibe_stop_event', 'vibe_warning', 'tool_error'];

/** What a program wrote, without the tag around it. */
export function insideTag(text: string): string {
  return /^\s*<(\w+)>([^]*)<\/\1>\s*$/.exec(text)?.[2]!.trim() ?? text;
}
