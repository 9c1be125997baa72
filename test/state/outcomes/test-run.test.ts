import { describe, expect, it } from '#test';
import {
  factsOf,
  gradeOf,
  testRunOf,
  TranscriptState,
  type CallFacts,
  type ToolItem,
} from '#src/state/index.ts';
import { ran, ranLong } from './calls.ts';

/** Runner, its command, what it prints, tests passed and failed. */
const SUMMARIES: readonly [string, string, string, number, number][] = [
  [
    'vitest',
    'npx vitest run',
    `\u001b[2m Test Files \u001b[22m \u001b[1m\u001b[31m1 failed\u001b[39m\u001b[22m\u001b[2m | \u001b[22m\u001b[1m\u001b[32m2 passed\u001b[39m\u001b[22m\u001b[90m (3)\u001b[39m
\u001b[2m      Tests \u001b[22m \u001b[1m\u001b[31m2 failed\u001b[39m\u001b[22m\u001b[2m | \u001b[22m\u001b[1m\u001b[32m10 passed\u001b[39m\u001b[22m\u001b[2m | \u001b[22m\u001b[33m1 skipped\u001b[39m\u001b[90m (13)\u001b[39m
\u001b[2m   Start at \u001b[22m 10:12:30
\u001b[2m   Duration \u001b[22m 812ms (transform 105ms, setup 0ms)`,
    10,
    2,
  ],
  [
    'vitest, all passed',
    'pnpm exec vitest',
    ' Test Files  3 passed (3)\n      Tests  12 passed (12)\n   Start at  10:12:30',
    12,
    0,
  ],
  [
    'jest',
    'yarn jest src',
    'Test Suites: 1 failed, 1 passed, 2 total\nTests:       1 failed, 2 skipped, 3 passed, 6 total\nSnapshots:   0 total\nTime:        1.2 s',
    3,
    1,
  ],
  ['jest, all passed', 'npm test', 'Tests:       41 passed, 41 total\nSnapshots:   0 total', 41, 0],
  ['mocha', 'npx mocha', '\n  12 passing (30ms)\n  1 pending\n  2 failing\n\n  1) Array\n', 12, 2],
  [
    'node, TAP',
    'node --test',
    '1..2\n# tests 13\n# suites 2\n# pass 10\n# fail 3\n# cancelled 0\n# skipped 0\n# todo 0\n# duration_ms 52.1',
    10,
    3,
  ],
  ['node, spec', 'node --test test/', 'ℹ tests 4\nℹ suites 0\nℹ pass 4\nℹ fail 0\nℹ cancelled 0', 4, 0],
  [
    'pytest',
    'uv run pytest -q',
    'FAILED test_a.py::test_x - assert 1 == 2\n============ 2 failed, 10 passed, 1 warning in 0.12s ============',
    10,
    2,
  ],
  ['pytest, quiet', 'python3 -m pytest -q', '..........  [100%]\n10 passed in 0.03s', 10, 0],
  ['pytest with errors', 'pytest', '==== 1 failed, 3 passed, 2 skipped, 4 errors in 1.50s ====', 3, 5],
  [
    'unittest',
    'python -m unittest',
    '.F.\n------\nRan 12 tests in 0.010s\n\nFAILED (failures=1, errors=2, skipped=3)',
    6,
    3,
  ],
  ['unittest, all passed', 'python manage.py test', 'Ran 3 tests in 0.001s\n\nOK', 3, 0],
  [
    'go, each test',
    'go test -v ./...',
    '=== RUN   TestA\n--- PASS: TestA (0.00s)\n=== RUN   TestB\n--- FAIL: TestB (0.01s)\nFAIL\nFAIL\texample.org/x\t0.2s\nFAIL',
    1,
    1,
  ],
  [
    'cargo',
    'cargo test',
    'test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured\n\nrunning 2 tests\ntest result: FAILED. 1 passed; 1 failed; 0 ignored; 0 measured',
    13,
    1,
  ],
  [
    'cargo nextest',
    'cargo nextest run',
    '     Summary [   0.512s] 12 tests run: 11 passed, 1 failed, 3 skipped',
    11,
    1,
  ],
  ['rspec', 'bundle exec rspec', 'Finished in 0.1 seconds\n12 examples, 1 failure, 2 pending', 9, 1],
  [
    'phpunit',
    'vendor/bin/phpunit',
    'FAILURES!\nTests: 12, Assertions: 20, Errors: 1, Failures: 2, Skipped: 1.',
    8,
    3,
  ],
  ['phpunit, all passed', './vendor/bin/phpunit', 'OK (12 tests, 20 assertions)', 12, 0],
  [
    'dotnet',
    'dotnet test',
    'Failed!  - Failed:     1, Passed:    11, Skipped:     0, Total:    12, Duration: 20 ms - a.dll',
    11,
    1,
  ],
  ['gradle', './gradlew test', '12 tests completed, 2 failed, 1 skipped\n\nFAILURE: Build failed', 9, 2],
  [
    'maven',
    './mvnw -q test',
    '[INFO] Tests run: 3, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 0.1 s\n[INFO] Results:\n[ERROR] Tests run: 12, Failures: 1, Errors: 2, Skipped: 3\n',
    6,
    3,
  ],
  ['ctest', 'ctest --test-dir build', '92% tests passed, 1 tests failed out of 12\n', 11, 1],
  ['deno', 'deno test -A', 'FAILED | 5 passed | 2 failed (12ms)', 5, 2],
  [
    'bun',
    'bun test a.test.ts',
    ' 3 pass\n 1 skip\n 2 fail\n 16 expect() calls\nRan 6 tests across 1 file. [11.88s]',
    3,
    2,
  ],
  [
    'playwright',
    'npx playwright test',
    '  2 failed\n    [chromium] › a.spec.ts:3:1 › x\n    [chromium] › b.spec.ts:3:1 › y\n  1 skipped\n  12 passed (8.1s)',
    12,
    2,
  ],
  ['ava', 'npx ava', '  1 test failed\n  12 tests passed', 12, 1],
  ['tap', 'npx tap', '# { total: 12, pass: 11, fail: 1 }\n# time=300ms', 11, 1],
  ['minitest', 'bin/rails test', '12 runs, 20 assertions, 1 failures, 2 errors, 3 skips', 6, 3],
  ['ExUnit', 'mix test', 'Finished in 0.1 seconds\n2 doctests, 12 tests, 1 failure, 1 excluded', 10, 1],
];

describe('testRunOf', () => {
  for (const [runner, command, output, passed, failed] of SUMMARIES) {
    it(`counts what ${runner} says [IDX-14]`, () => {
      expect(testRunOf(ran(command, output, { exitCode: failed > 0 ? 1 : 0 }))).to.include({
        passed,
        failed,
      });
    });
  }

  const unknown: readonly [string, CallFacts][] = [
    ['a runner that says nothing', ran('npm test', 'PASS a\nPASS b')],
    [
      'a failure outside of the tests',
      ran('npx vitest run --coverage', '      Tests  12 passed (12)\nERROR: coverage too low', {
        exitCode: 1,
      }),
    ],
    ['packages that a pipe left out', ran('go test ./... 2>&1 | grep ok', 'ok  \texample.org/x\t0.2s')],
    [
      'a tail that is full',
      ran('go test ./... | tail -2', 'ok  \texample.org/x\t0.2s\nok  \texample.org/y\t0.2s'),
    ],
    ['a part that tells of a failure', ranLong('mise run test', 'ok  \tx.org/x\t0.2s\n…\nFAILED: see above')],
    ['text that looks like a summary of nothing', ran('npm test', 'Tests  0 passed (0)')],
  ];
  for (const [what, facts] of unknown) {
    it(`tells of ${what} as a run without counts [IDX-14]`, () => {
      const run = testRunOf(facts);
      expect(run).not.to.equal(undefined);
      expect(run).not.to.have.any.keys('passed', 'failed');
    });
  }

  it('says that all passed where the runner does, but not how many', () => {
    for (const facts of [
      ran('go test ./...', 'ok  \texample.org/x\t0.2s\nok  \texample.org/y\t(cached)'),
      ran('go test ./x | tail -20', 'ok  \texample.org/x\t0.2s'),
      ranLong('go test ./...', 'ok  \tx.org/a\t1.0s\n…\nok  \tx.org/z\t(cached)', 0),
    ]) {
      expect(testRunOf(facts)).to.deep.include({ failed: 0 }).and.not.have.property('passed');
    }
  });

  it('is told of an item of the conversation as of its events', () => {
    const state = new TranscriptState();
    const meta = { reprise: { start: 0, end: 9, exitCode: 1, excerpt: '# pass 2\n# fail 1' } };
    const call = { toolCallId: 'a', title: 'npm test', kind: 'execute' } as const;
    state.apply({ t: 0, id: 'e1', sessionUpdate: 'tool_call', ...call });
    state.apply({
      ...{ t: 9, id: 'e2', sessionUpdate: 'tool_call_update', toolCallId: 'a', status: 'failed' },
      content: [{ type: 'terminal', terminalId: 'shell', _meta: meta }],
    });
    const item = state.items.find((each): each is ToolItem => each.type === 'tool')!;

    expect(testRunOf(factsOf(item))).to.deep.equal({ command: 'npm test', passed: 2, failed: 1 });
    expect(gradeOf(factsOf(item))).to.equal('failed');
  });

  it('tells failures that a pipe hides from the exit code', () => {
    const output = '--- FAIL: TestA (0.00s)\n    a_test.go:4\nFAIL\nFAIL\texample.org/x\t0.2s\nFAIL';

    expect(testRunOf(ran('go test ./... 2>&1 | tail -5', output))).to.deep.include({ failed: 1 });
  });

  it('adds up what several packages say', () => {
    const output = 'core test:  40 pass\ncore test:  0 fail\ncli test:  2 pass\ncli test:  1 fail\n';

    expect(testRunOf(ran("bun --filter '*' test", output, { exitCode: 1 }))).to.include({
      passed: 42,
      failed: 1,
    });
  });

  it('names the command, without what leads to it', () => {
    const run = testRunOf(ran('cd /x && CI=1 timeout 60 npm test -- --run 2>&1 | tail -40', '12 passed'));

    expect(run?.command).to.equal('npm test -- --run');
  });

  const none: readonly [string, CallFacts][] = [
    ['a file that is shown', ran('sed -n 1,20p test/a.test.ts', 'Tests:       41 passed, 41 total')],
    ['a search', ran('rg test', '10 passed in 0.03s')],
    ['what a server ran', ran('gh run view 12 --log', '10 passed in 0.03s')],
    ['a log', ran('cat test.log', '# pass 10\n# fail 0')],
    ['a message', ran('git commit -m "npm test"', '10 passed in 0.03s')],
    ['a file that is written', ran('cat > ci.sh <<EOF\nnpm test\nEOF', '10 passed in 0.03s')],
    ['help', ran('npx vitest --help', 'Usage')],
    ['a list', ran('pytest --collect-only', '10 tests collected in 0.03s')],
    ['a build', ran('cargo test --no-run', 'Finished')],
    ['a check without tests', ran('npm run check', 'all good')],
    ['a runner that is missing', ran('pytest', 'command not found: pytest', { exitCode: 127 })],
    ['a run that was refused', ran('npm test', '', { status: 'failed', reason: 'refused' })],
    ['a run that goes on', ran('npm test', '', { rawOutput: { sessionId: '7' } })],
    ['a run that has not ended', ran('npm test', '', { status: 'in_progress' })],
    ['a tool of another kind', ran('npm test', '10 passed in 0.03s', { kind: 'read' })],
    ['a name with test in it', ran('npm run latest && node attest.js', 'ok')],
  ];
  for (const [what, facts] of none) {
    it(`takes ${what} for no run of tests`, () => {
      expect(testRunOf(facts)).to.equal(undefined);
    });
  }

  it('takes a check for one where a runner says so', () => {
    expect(testRunOf(ran('npm run check', ' 3 pass\n 0 fail\nRan 3 tests across 1 file.'))).to.include({
      passed: 3,
    });
  });

  it('looks at the end of an output only, and takes its time', () => {
    for (const piece of [
      '1 passed ',
      '\t',
      ' 1 pass\n',
      'Tests: 1, Assertions: 1, ',
      '= 1 failed, ',
      'a\r',
      '\u001b[',
      '  1 failed\n    x\n',
    ]) {
      const facts = ran('npm test', piece.repeat(200_000));
      expect(facts.output.length).to.be.at.most(4096);
      expect(facts.isWhole).to.equal(false);
      expect(testRunOf(facts)?.command).to.equal('npm test');
    }
  });
});
