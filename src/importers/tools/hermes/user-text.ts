/** What a text of the user really is. */
export interface UserText {
  /** What the person wrote; empty where a program wrote it all. */
  readonly asked: string;
  /** What a program wrote before it, or in its place. */
  readonly injected: { readonly kind: 'skill' | 'review' | 'note'; readonly text: string } | undefined;
  /** A summary of what came before. */
  readonly summary: string | undefined;
}

const SUMMARY = /^\s*\[CONTEXT (?:COMPACTION|SUMMARY)/;

/** A skill is put before what the person wrote with it. */
const SKILL = /^\[(?:SYSTEM|IMPORTANT): The user has invoked the /;
const ALONGSIDE = 'The user has provided the following instruction alongside the skill invocation: ';

const NOTE = /^\[(?:SYSTEM|System note|System)[:\]]/;

const REVIEW = /^\s*Review the conversation above and (?:update the skill library|consider saving to memory)/;

/** Takes a text of the user apart. */
export function readUserText(text: string): UserText {
  if (SUMMARY.test(text)) return { asked: '', injected: undefined, summary: text };
  if (REVIEW.test(text)) return { asked: '', injected: { kind: 'review', text }, summary: undefined };
  if (SKILL.test(text)) {
    const at = text.indexOf(ALONGSIDE);
    const end = at === -1 ? text.length : at + ALONGSIDE.length;
    const asked = text.slice(end).trim();
    return { asked, injected: { kind: 'skill', text: text.slice(0, end) }, summary: undefined };
  }
  if (NOTE.test(text)) return { asked: '', injected: { kind: 'note', text }, summary: undefined };
  return { asked: text, injected: undefined, summary: undefined };
}
