import type { CallFacts } from './call-facts.ts';
import { shellCommands, type ShellCommand } from './shell-commands.ts';

/** A commit as git prints it. */
export interface Commit {
  /** As far as git printed it. */
  readonly hash: string;
  readonly subject: string;
  /** It takes the place of the one before. */
  readonly amends: boolean;
}

/** `[main 1a2b3c4] subject`, `[detached HEAD 1a2b3c4] subject`, `[main (root-commit) 1a2b3c4] subject`. */
const PRINTED = /^\[(?:[^\]\n]{1,200}?)(?: \(root-commit\))? ([0-9a-f]{7,40})\] (.{1,500})$/gm;

const COMMITTING: ReadonlySet<string> = new Set(['commit', 'cherry-pick', 'revert']);

/** The commits that a call made, in order: those that its output shows, if its command commits at all. */
export function commitsOf({ command, output }: CallFacts): readonly Commit[] {
  if (command === undefined || !/\bgit\b/.test(command)) return [];
  const committing = shellCommands(command).filter(({ words }) => COMMITTING.has(subcommandOf(words)));
  if (committing.length === 0) return [];
  return [...output.matchAll(PRINTED)].map(([, hash, subject], index) => ({
    hash: hash!,
    subject: subject!.trim(),
    amends: isAmending(committing[Math.min(index, committing.length - 1)]!),
  }));
}

function isAmending({ words }: ShellCommand): boolean {
  return words.includes('--amend');
}

/** `commit` of `git -C path -c key=value commit -m …`; empty for other programs. */
function subcommandOf([program = '', ...words]: readonly string[]): string {
  if (!/^(?:.*[/\\])?git(?:\.exe)?$/.test(program)) return '';
  let at = 0;
  while (words[at]?.startsWith('-')) at += /^-[cC]$/.test(words[at]!) ? 2 : 1;
  return words[at] ?? '';
}
