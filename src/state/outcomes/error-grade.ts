import type { CallFacts } from './call-facts.ts';
import { lineOf } from './plain-text.ts';
import { shellCommands, type ShellCommand } from './shell-commands.ts';

/** How bad it is that a call did not succeed. Only `failed` is an error. */
export type ErrorGrade = 'failed' | 'found-nothing' | 'refused' | 'interrupted';

/** Programs that say with exit code 1 that there is nothing, not that something went wrong. */
const SEARCHES: ReadonlySet<string> = new Set(
  'rg grep egrep fgrep zgrep ag ack fd find diff cmp comm test [ [[ which whereis type hash pgrep pidof lsof findstr jq false'.split(
    ' ',
  ),
);
/** Subcommands of git that do. */
const GIT_SEARCHES: ReadonlySet<string> = new Set(
  'grep diff diff-index diff-files check-ignore show-ref config rev-parse ls-files ls-remote merge-base'.split(
    ' ',
  ),
);

/** Messages of programs, at a line's start as they write them. */
const ERROR_LINE =
  /^(?:\S+: )?(?:error|fatal|panic|usage|traceback)\b|(?:no such file or directory|command not found|permission denied|not a git repository|regex parse error|syntax error|unrecognized option|invalid option)/im;

const NOTHING_FOUND =
  /^(?:no (?:files|matches|results|match|symbols|references)\b.{0,40}|0 (?:matches|results)\b.{0,20})$/i;

/** The grade of a call; `undefined` when it has not failed, or not ended. */
export function gradeOf(facts: CallFacts): ErrorGrade | undefined {
  const { status, reason } = facts;
  if (status !== 'failed') return undefined;
  if (reason === 'refused' || reason === 'interrupted') return reason;
  return foundNothing(facts) ? 'found-nothing' : 'failed';
}

function foundNothing({ command, exitCode, output }: CallFacts): boolean {
  if (command === undefined) return NOTHING_FOUND.test(output.trim());
  // What the log does not tell is told by the output: one that fails otherwise says something.
  const code = exitCode ?? (output.trim() === '' ? 1 : undefined);
  if (code === 123) return /\bxargs\b.*\b(?:rg|[ef]?grep)\b/.test(command) && !hasErrorLine(output);
  if (code !== 1 || hasErrorLine(output)) return false;
  const commands = shellCommands(command);
  const last = commands.at(-1);
  if (!last) return false;
  if (isSearch(last)) return true;
  return /\bpipefail\b/.test(command) && commands.some((each) => each.isPiped && isSearch(each));
}

/** Whether the last lines say that something went wrong: what comes before may be a file that was printed. */
function hasErrorLine(output: string): boolean {
  return ERROR_LINE.test(output.trimEnd().split('\n').slice(-3).join('\n'));
}

function isSearch({ words }: ShellCommand): boolean {
  const [program = '', ...rest] = words;
  const name = program.replace(/^.*[/\\]/, '').replace(/\.exe$/, '');
  if (name === 'git') {
    const subcommand = rest.find((word, at) => !word.startsWith('-') && !/^-[cC]$/.test(rest[at - 1] ?? ''));
    return subcommand !== undefined && GIT_SEARCHES.has(subcommand);
  }
  if (name === 'command') return rest[0] === '-v';
  if (name === 'xargs') return rest.some((word) => /^(?:rg|[ef]?grep)$/.test(word));
  return SEARCHES.has(name) || (name === 'ls' && rest.some((word) => /^(?:2|&)?>\/dev\/null$/.test(word)));
}

/** Characters of what a mark says. */
export const MAX_MARK_TEXT = 80;
const MAX_SUBJECT = 50;

/** What failed, on one line of at most 80 characters: `npm test: exit 1`, `Edit src/a.ts: file has changed`. */
export function errorText({ title, command, exitCode, output }: CallFacts): string {
  const subject = command === undefined ? shortTitle(title) : shortCommand(command);
  if (command !== undefined && exitCode !== undefined)
    return lineOf(`${lineOf(subject, 68)}: exit ${exitCode}`, MAX_MARK_TEXT);
  const what = firstLine(output);
  return lineOf(what === '' ? subject : `${lineOf(subject, MAX_SUBJECT)}: ${what}`, MAX_MARK_TEXT);
}

/** A command without what only leads to it: `cd /x && X=1 npm test 2>&1 | tail` → `npm test`. */
export function shortCommand(command: string): string {
  const commands = shellCommands(command).filter(({ words }) => !LEADING.has(words[0]!));
  const telling = commands.find(({ isPiped }, at) => isPiped || !commands[at - 1]?.isPiped) ?? commands[0];
  if (!telling) return lineOf(command, MAX_MARK_TEXT);
  return lineOf(wordsText(telling.words), MAX_MARK_TEXT);
}

/** Commands that set the scene for another one. */
const LEADING: ReadonlySet<string> = new Set(
  'cd set export source . pushd popd echo printf sleep mkdir true'.split(' '),
);

/** Words of a command on one line, without redirections. */
export function wordsText(words: readonly string[]): string {
  return words.filter((word) => !/^(?:\d|&)?[<>]/.test(word)).join(' ');
}

/** A title whose paths keep their last two parts. */
function shortTitle(title: string): string {
  return title
    .slice(0, 300)
    .replaceAll(/(?:[A-Za-z]:)?(?:[/\\][^/\\\s]+){2,}(?=[/\\][^/\\\s]+[/\\][^/\\\s]+)/g, '…');
}

/** The first line of a message that says something, without the tags and names that programs put around it. */
function firstLine(output: string): string {
  const line = output
    .replaceAll(/<\/?[a-z_]+>/g, '')
    .split('\n')
    .find((each) => /\w/.test(each));
  return (line ?? '').trim().replace(/^(?:Error: )+/, '');
}
