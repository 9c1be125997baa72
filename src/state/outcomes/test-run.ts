import type { CallFacts } from './call-facts.ts';
import { MAX_MARK_TEXT, wordsText } from './error-grade.ts';
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
  const { command, status, reason, exitCode, output, isWhole } = facts;
  if (command === undefined || (status !== 'completed' && status !== 'failed')) return undefined;
  if (reason === 'refused' || reason === 'interrupted' || exitCode === 127) return undefined;
  const commands = shellCommands(command);
  const at = commands.findLastIndex((each) => rankOf(each) !== undefined);
  if (at === -1) return undefined;
  const counts = countsIn(output, isWhole);
  if (!counts && rankOf(commands[at]!) === 'perhaps') return undefined;
  const run = { command: lineOf(wordsText(commands[at]!.words), MAX_MARK_TEXT) };
  // A run that failed although no test did: a file that could not be loaded, coverage that is too low. Nothing is green then.
  const isLast = commands.slice(at, -1).every(({ isPiped }) => isPiped);
  if (status === 'failed' && isLast && !counts?.failed) return run;
  return { ...run, ...counts };
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
  if (RUNNERS.test(line) || SCRIPTS.test(line)) return 'sure';
  return PERHAPS.test(line) ? 'perhaps' : undefined;
}
