/** What test runners print at their end. */

/** How many tests there were, as the runner says. */
export interface TestCounts {
  readonly passed?: number;
  readonly failed?: number;
}

/** How the output of a runner tells its counts. */
interface SummaryForm {
  /** Matches a summary; `failed` and `passed`, or `all` of which some failed, are named groups. */
  readonly pattern: RegExp;
  /** One is printed for each package or binary: they are added up, and the output must be whole. */
  readonly isPartial?: true;
}

/**
 * Words around counts, most telling first; the first form that an output has decides.
 *
 * `passed` and `failed` are numbers; `all` is passed and failed together, unless there is `rest`: then `bad` and `rest` are
 * what did not pass for other reasons.
 */
const FORMS: readonly SummaryForm[] = [
  // vitest: `     Tests  2 failed | 10 passed | 1 skipped (13)`
  {
    pattern: /^\s*Tests {2}(?=.*\(\d+\)\s*$)(?:(?<failed>\d+) failed)?(?: \| )?(?:(?<passed>\d+) passed)?/gm,
  },
  // jest: `Tests:       1 failed, 2 skipped, 3 passed, 6 total`
  {
    pattern:
      /^Tests: +(?=.*\d+ total)(?:(?<failed>\d+) failed, )?(?:\d+ (?:skipped|todo|pending), )*(?:(?<passed>\d+) passed, )?/gm,
  },
  // node --test and other TAP: `# pass 10` … `# fail 0`, `ℹ pass 10`
  { pattern: /^[#ℹ] pass +(?<passed>\d+)\n[#ℹ] fail +(?<failed>\d+)/gm },
  // bun: ` 12 pass\n 1 skip\n 0 fail\n 30 expect() calls\nRan 12 tests across 3 files.`
  {
    pattern:
      /^ *(?<passed>\d+) pass\n(?: *\d+ (?:skip|todo|filtered out)\n)* *(?<failed>\d+) fail\n(?:.*\n){0,4}Ran \d+ tests? across/gm,
  },
  // The same in workspaces, with the name of a package before each line
  {
    pattern: /^(?:.*: )?\s*(?<passed>\d+) pass\n(?:.*\d+ (?:skip|todo)\n)*(?:.*: )?\s*(?<failed>\d+) fail$/gm,
    isPartial: true,
  },
  // cargo: `test result: ok. 12 passed; 0 failed; 1 ignored; …`
  { pattern: /^test result: \w+\. (?<passed>\d+) passed; (?<failed>\d+) failed/gm, isPartial: true },
  // cargo nextest: `Summary [   0.5s] 12 tests run: 11 passed, 1 failed, 0 skipped`
  { pattern: /^\s*Summary \[.*\] \d+ tests? run: (?<passed>\d+) passed(?:.*?, (?<failed>\d+) failed)?/gm },
  // deno: `ok | 5 passed | 0 failed (12ms)`
  { pattern: /^(?:ok|FAILED) \| (?<passed>\d+) passed.* \| (?<failed>\d+) failed/gm },
  // pytest: `== 2 failed, 10 passed, 1 warning in 0.12s ==`
  {
    pattern:
      /^=* ?(?=.* in [\d.:]+ ?s)(?=(?:.*?\b(?<errors>\d+) errors?)?)(?:(?<failed>\d+) failed(?:, )?)?(?:(?<passed>\d+) passed)?.* in [\d.:]+ ?s/gm,
  },
  // unittest: `Ran 12 tests in 0.01s\n\nFAILED (failures=1, errors=1)`
  {
    pattern:
      /^Ran (?<all>\d+) tests? in [\d.]+s\n+(?:OK|FAILED)(?: \((?:failures=(?<failed>\d+))?(?:, )?(?:errors=(?<errors>\d+))?(?:, )?(?:skipped=(?<skipped>\d+))?[^)]*\))?/gm,
  },
  // maven surefire: `Tests run: 12, Failures: 1, Errors: 0, Skipped: 2`, of all classes at the end
  {
    pattern:
      /^(?:\[\w+\]\s*)?Tests run: (?<all>\d+), Failures: (?<failed>\d+), Errors: (?<errors>\d+), Skipped: (?<skipped>\d+)\s*$/gm,
  },
  // gradle: `12 tests completed, 2 failed, 1 skipped`
  { pattern: /^(?<all>\d+) tests? completed(?:, (?<failed>\d+) failed)?(?:, (?<skipped>\d+) skipped)?/gm },
  // rspec: `12 examples, 1 failure, 2 pending`; ExUnit: `12 tests, 1 failure`
  {
    pattern:
      /^(?:\d+ doctests?, )?(?<all>\d+) (?:examples?|tests?), (?<failed>\d+) failures?(?:, (?<skipped>\d+) (?:pending|skipped|excluded))?/gm,
  },
  // minitest, Rails: `12 runs, 20 assertions, 1 failures, 0 errors, 2 skips`
  {
    pattern:
      /^(?<all>\d+) (?:runs|tests), \d+ assertions, (?<failed>\d+) failures, (?<errors>\d+) errors, (?<skipped>\d+) skips/gm,
  },
  // phpunit: `OK (12 tests, 20 assertions)`, `Tests: 12, Assertions: 20, Errors: 1, Failures: 1, Skipped: 2.`
  { pattern: /^OK \((?<all>\d+) tests?, \d+ assertions?\)/gm },
  {
    pattern:
      /^Tests: (?<all>\d+), Assertions: \d+(?=(?:.*?, Errors: (?<errors>\d+))?)(?=(?:.*?, Failures: (?<failed>\d+))?)(?=(?:.*?, Skipped: (?<skipped>\d+))?)/gm,
  },
  // dotnet test: `Failed!  - Failed:     1, Passed:    11, Skipped:     0, Total:    12`
  {
    pattern: /^\s*(?:Passed|Failed)! +- Failed: +(?<failed>\d+), Passed: +(?<passed>\d+)/gm,
    isPartial: true,
  },
  // ctest: `92% tests passed, 1 tests failed out of 12`
  { pattern: /^\d+% tests passed, (?<failed>\d+) tests failed out of (?<all>\d+)/gm },
  // swift test: `Executed 12 tests, with 1 failure (0 unexpected) in …`
  { pattern: /Executed (?<all>\d+) tests?, with (?<failed>\d+) failures?/g },
  // mocha: `  12 passing (30ms)\n  1 failing`
  {
    pattern: /^\s*(?<passed>\d+) passing(?: \(.*\))?(?:\n\s*\d+ pending)?(?:\n\s*(?<failed>\d+) failing)?/gm,
  },
  // ava: `1 test failed`, `12 tests passed`
  { pattern: /^\s*(?:(?<failed>\d+) tests? failed\n\s*)?(?<passed>\d+) tests? passed\s*$/gm },
  // playwright: `  1 failed\n    [chromium] › …\n  2 skipped\n  12 passed (8.1s)`
  {
    pattern:
      /^ {2}(?:(?<failed>\d+) failed\n(?: {4}.*\n)*)?(?: {2}\d+ (?:flaky|skipped|did not run)\n(?: {4}.*\n)*)*(?: {2})?(?<passed>\d+) passed \([\d.]+m?s\)/gm,
  },
  // tap, node-tap: `# { total: 12, pass: 11, fail: 1 }`, `# failed 1 of 12 tests`
  { pattern: /^\s*#? ?\{ total: \d+, pass: (?<passed>\d+)(?:, fail: (?<failed>\d+))?/gm },
];

/**
 * What the summaries of an output say together; `undefined` where there is none, empty where what is there is not all and
 * tells of no failure.
 *
 * @param output - plain text
 * @param isWhole - nothing of it was left out
 */
export function countsIn(output: string, isWhole: boolean): TestCounts | undefined {
  for (const { pattern, isPartial } of FORMS) {
    const found = [...output.matchAll(pattern)].map(({ groups }) => countsOf(groups ?? {})).filter(isTelling);
    if (found.length === 0) continue;
    return sum(found, isWhole || !isPartial);
  }
  return goCounts(output, isWhole);
}

function countsOf(groups: Readonly<Record<string, string | undefined>>): TestCounts {
  const number = (name: string) => (groups[name] === undefined ? 0 : Number(groups[name]));
  const failed = number('failed') + number('errors');
  const passed =
    groups['all'] === undefined ? number('passed') : Math.max(0, number('all') - failed - number('skipped'));
  return { passed, failed };
}

/** Says of at least one test how it went; of a run of nothing there is nothing to tell. */
function isTelling({ passed = 0, failed = 0 }: TestCounts): boolean {
  return Number.isSafeInteger(passed) && Number.isSafeInteger(failed) && passed + failed > 0;
}

/** Of a part of the output it is known that so many failed at least, not how many passed: then the counts are empty. */
function sum(counts: readonly TestCounts[], isWhole: boolean): TestCounts {
  const total = (name: keyof TestCounts) => counts.reduce((all, each) => all + (each[name] ?? 0), 0);
  const [passed, failed] = [total('passed'), total('failed')];
  if (isWhole) return { passed, failed };
  return failed > 0 ? { failed } : {};
}

/**
 * Go prints no sum. Its lines are counted where it names all tests (`-v`); else it only says of packages that all tests passed,
 * and which tests failed.
 */
function goCounts(output: string, isWhole: boolean): TestCounts | undefined {
  const count = (pattern: RegExp) => output.match(pattern)?.length ?? 0;
  const packages = count(/^ok\s+\S+\s+(?:[\d.]+s|\(cached\))/gm);
  const failed = count(/^\s*--- FAIL: /gm) || count(/^FAIL(?:\s+\S+\s+(?:[\d.]+s|\[.*\]))?$/gm);
  const passed = count(/^--- PASS: /gm);
  if (passed > 0) return sum([{ passed, failed }], isWhole);
  if (failed > 0) return { failed };
  if (packages === 0) return undefined;
  return isWhole ? { failed: 0 } : {};
}
