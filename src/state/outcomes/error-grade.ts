import type { CallFacts } from './call-facts.ts';
import { lineOf } from './plain-text.ts';
import { shellCommands, type ShellCommand } from './shell-commands.ts';

/** How bad it is that a call did not succeed. Only `failed` is an error. */
export type ErrorGrade = 'failed' | 'found-nothing' | 'refused' | 'interrupted';

/** Programs that say with exit code 1 that there is nothing, not that something went wrong. */
const SEARCHES: ReadonlySet<string> = new Set(
  'rg grep egrep fgrep zgrep ag ack fd diff cmp comm test [ [[ which whereis type hash pgrep pidof lsof findstr jq false'.split(
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
  const { reason } = facts;
  if (!hasFailed(facts)) return undefined;
  if (reason === 'refused' || reason === 'interrupted') return reason;
  return foundNothing(facts) ? 'found-nothing' : 'failed';
}

/** Whether a call failed, also where its log calls it completed and has an exit code that says otherwise. */
export function hasFailed({ status, command, exitCode = 0 }: CallFacts): boolean {
  return status === 'failed' || (status === 'completed' && command !== undefined && exitCode !== 0);
}

function foundNothing({ command, exitCode, output }: CallFacts): boolean {
  if (command === undefined) return NOTHING_FOUND.test(output.trim());
  // What the log does not tell is told by the output: one that fails otherwise says something.
  const code = exitCode ?? (output.trim() === '' ? 1 : undefined);
  if (code === 123) return /\bxargs\b.*\b(?:rg|[ef]?grep)\b/.test(command) && !hasErrorLine(output);
  const commands = shellCommands(command);
  const last = commands.at(-1);
  // Whoever mutes the messages expects that something is not there.
  const isExpected = code === 1 || (code === 2 && last?.words.some(isMuting));
  if (!last || !isExpected || hasErrorLine(output)) return false;
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
  return SEARCHES.has(name) || (name === 'ls' && rest.some(isMuting));
}

function isMuting(word: string): boolean {
  return /^(?:2|&)>+\/dev\/null$/.test(word);
}

/** Characters of what a mark says. */
export const MAX_MARK_TEXT = 80;
const MAX_SUBJECT = 50;

/** What failed, on one line of at most 80 characters: `npm test: exit 1`, `Edit src/a.ts: file has changed`. */
export function errorText({ title, command, exitCode, output }: CallFacts): string {
  // Of several commands the last one decides whether all of it failed.
  const subject = command === undefined ? shortTitle(title) : shortCommand(command, 'last');
  if (command !== undefined && exitCode !== undefined)
    return lineOf(`${lineOf(subject, 68)}: exit ${exitCode}`, MAX_MARK_TEXT);
  const what = tellingLine(output, command !== undefined);
  return lineOf(what === '' ? subject : `${lineOf(subject, MAX_SUBJECT)}: ${what}`, MAX_MARK_TEXT);
}

/** One command of a script, without what only leads to it: `cd /x && X=1 npm test 2>&1 | tail` → `npm test`. */
export function shortCommand(script: string, which: 'first' | 'last' = 'first'): string {
  const all = shellCommands(script);
  const heads = all.filter((_, at) => at === 0 || !all[at - 1]!.isPiped);
  const telling = heads.filter(({ words }) => !LEADING.has(words[0]!));
  const chosen = telling.at(which === 'first' ? 0 : -1) ?? heads[0];
  return lineOf(chosen ? wordsText(chosen.words) : script, MAX_MARK_TEXT);
}

/** Commands that set the scene for another one, and words that hold commands together. */
const LEADING: ReadonlySet<string> = new Set(
  'cd set export unset source . pushd popd echo printf sleep mkdir true exit for done fi esac } )'.split(' '),
);

/** Words of a command on one line, without redirections. */
export function wordsText(words: readonly string[]): string {
  const isTarget = (at: number) => /^(?:\d|&)?[<>]+$/.test(words[at - 1] ?? '');
  return words.filter((word, at) => !/^(?:\d|&)?[<>]/.test(word) && !isTarget(at)).join(' ');
}

/** A title whose paths keep their last two parts. */
function shortTitle(title: string): string {
  return title
    .slice(0, 300)
    .replaceAll(/(?<![\w:/])(?:[A-Za-z]:)?(?:[/\\][^/\\\s]+){2,}(?=[/\\][^/\\\s]+[/\\][^/\\\s]+)/g, '…');
}

/** Lines that say that something is wrong, and those that only warn. */
const TELLING =
  /\b(?:error|fail(?:ed|ure)?|fatal|cannot|can't|not found|no such|exception|invalid|denied|unable)\b/i;
const WARNING = /^(?:npm )?warn/i;

/** The line of a message that says what is wrong, without the tags and names that programs put around it. */
function tellingLine(output: string, isCommand: boolean): string {
  const lines = output
    .replaceAll(/<\/?[a-z_]+>/g, '')
    .split('\n')
    .map((line) => line.trim().replace(/^(?:Error: )+/, ''))
    .filter((line) => /\w/.test(line) && line !== 'Error' && !WARNING.test(line));
  // A tool begins with what is wrong; a program may have written much before.
  return (isCommand && lines.find((line) => TELLING.test(line))) || (lines[0] ?? '');
}
