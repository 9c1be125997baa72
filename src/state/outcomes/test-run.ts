import type { CallFacts } from './call-facts.ts';
import { hasFailed, MAX_MARK_TEXT, wordsText } from './error-grade.ts';
import { lineOf } from './plain-text.ts';
import { shellCommands, type ShellCommand } from './shell-commands.ts';
import { countsIn, type TestCounts } from './test-summaries.ts';

/** A run of tests; without counts where the output does not say how it went. */
export interface TestRun extends TestCounts {
  /** The command, on one line of at most 80 characters. */
  readonly command: string;
}

/** Programs that run the program behind them, with what may stand between. */
const LAUNCHERS =
  /^(?:(?:npx|bunx|pnpx)(?: -\S+)*|(?:npm|pnpm|yarn|bun)(?: -\S+)* (?:exec|dlx|x)(?: --)?|(?:uv|poetry|pipenv|pdm|hatch|rye) run|bundle exec|python[\d.]* -m|c8|nyc(?: -\S+)*|coverage run(?: -\S+)* -m|dotenv(?: -\S+)*(?: --)?|cross-env(?: \w+=\S*)*) /;

/** Commands that run tests and nothing else. */
const RUNNERS =
  /^(?:vitest|jest|mocha|ava|tap|pytest|py\.test|unittest|rspec|phpunit|pest|ctest|tox|nox|nose2|node(?: -\S+)* --test|playwright test|cypress run|go test|gotestsum|cargo (?:\+\S+ )?(?:test|t|nextest run)|dotnet test|deno test|bun test|mix test|swift test|flutter test|dart test|zig build test|rake (?:test|spec)|rails test|php artisan test|gradlew? .*test|mvnw? .*(?:test|verify)|manage\.py test|python[\d.]* \S*manage\.py test)(?=\s|$|:)/;

/** Scripts that are called tests: what they run is told by its own summary. */
const SCRIPTS =
  /^(?:(?:npm|pnpm|yarn|bun)(?: -\S+(?: \S+)??)*? (?:run(?:-script)? )?(?:-\S+ )*(?:test|t|tst|spec)|(?:make|just|task|mise run|mage|invoke|turbo(?: run)?|nx(?: run-many -t| run)?|lerna run|rush)(?: -\S+)* (?:test|tests|spec))(?=\s|$|:|-)/;

/** Scripts that may run tests beside other things: only a summary makes them a run of tests. */
const PERHAPS =
  /^(?:(?:npm|pnpm|yarn|bun|make|just|task|mise run|turbo run|composer|rake|gradlew?|mvnw?|nox|tox)(?: -\S+)* (?:run )?\S*(?:check|ci|verify|validate|build|all|install|test)\S*|(?:bash |sh |node |python[\d.]* )?\S*\btests?\b\S*\.(?:sh|m?js|py))(?=\s|$)/;

/** Asks a runner about itself, or for something else than a run. */
const NO_RUN =
  /\s(?:--help|-h|--version|-V|--list|--listTests|--collect-only|--co|--no-run|--showConfig|--dry-run|--list-tests|-c)(?=\s|$)/;

/** The run of tests that a call was, if it was one and ended. */
export function testRunOf(facts: CallFacts): TestRun | undefined {
  const { command, status, reason, exitCode, output } = facts;
  if (command === undefined || (status !== 'completed' && status !== 'failed')) return undefined;
  if (facts.runsOn || reason === 'refused' || reason === 'interrupted' || exitCode === 127) return undefined;
  const commands = shellCommands(command);
  const at = commands.findLastIndex((each) => rankOf(each) !== undefined);
  if (at === -1) return undefined;
  const later = commands.slice(at);
  const counts = countsIn(output, facts.isWhole && !isShortened(later, output));
  if (!counts && rankOf(later[0]!) === 'perhaps') return undefined;
  const run = { command: lineOf(wordsText(later[0]!.words), MAX_MARK_TEXT) };
  const isLast = later.slice(0, -1).every(({ isPiped }) => isPiped);
  if (counts && !('failed' in counts)) {
    // What is left of the output tells of no failure, nor does the exit code, which a pipe would have hidden.
    return {
      ...run,
      ...(later.length === 1 && !hasFailed(facts) && !SAYS_FAILED.test(output) && { failed: 0 }),
    };
  }
  // A run that failed although no test did: a file that could not be loaded, coverage that is too low. Nothing is green then.
  if (hasFailed(facts) && isLast && !counts?.failed) return run;
  return { ...run, ...counts };
}

/** What ends the output of a run in which something failed. */
const SAYS_FAILED = /^(?:FAIL\b|.*\bFAILED\b|error:)|Exited with code [1-9]/m;

/** Whether a pipe has left lines out: `| grep`, or a `tail` or `head` that has as many lines as it lets through. */
function isShortened([run, ...later]: readonly ShellCommand[], output: string): boolean {
  if (!run?.isPiped) return false;
  const lines = output.trimEnd().split('\n').length;
  const [program = '', ...rest] = later[0]?.words ?? [];
  if (later.length > 1 || !/^(?:tail|head)$/.test(program)) return true;
  const limit = /^-(?:n ?)?(\d+)$/.exec(rest.join(' '))?.[1] ?? (rest.length === 0 ? '10' : '0');
  return lines >= Number(limit);
}

function rankOf({ words }: ShellCommand): 'sure' | 'perhaps' | undefined {
  let line = words
    .join(' ')
    .slice(0, 400)
    .replace(/^(?:\.[/\\]|\S*[/\\])(?=[\w.-]+(?:\s|$))/, '');
  for (let times = 0; times < 3; times += 1) {
    line = line.replace(LAUNCHERS, '').replace(/^\S*[/\\](?=[\w.-]+(?:\s|$))/, '');
  }
  const asks = NO_RUN.exec(line)?.[0].trim();
  // `-c` is the configuration file of most runners; for Go it builds only.
  if (asks !== undefined && (asks !== '-c' || line.startsWith('go '))) return undefined;
  const local = line.replace(/^(?:yarn|pnpm|bun)(?: run)? /, '');
  if (RUNNERS.test(line) || RUNNERS.test(local) || SCRIPTS.test(line)) return 'sure';
  return PERHAPS.test(line) ? 'perhaps' : undefined;
}
