import { commitsOf, factsOf, gradeOf, testRunOf } from '../../state/index.ts';
import type { Commit, ErrorGrade, TestRun, ToolItem } from '../../state/index.ts';

/** Lines of an output that stand below a failed call. */
const TAIL_LINES = 3;
const MAX_LINE = 400;

/** Lines that say what went wrong. */
const BAD_LINE = /^\s*(?:[✖✗✘×✕⨯]|not ok\b|FAIL|error\b|fatal\b|panic\b|E {2,}|\w*(?:Error|Exception):)/iu;

/** Lines that tell of something wrong where no line begins with it. */
const COMPLAINT =
  /\b(?:errors?|failed|failure|fatal|unknown|unexpected|invalid|illegal|cannot|can't|couldn't|could not|unable|denied|refused|rejected|forbidden|not found|no such|missing|undefined|timed out|too (?:large|many|long))\b/iu;

/** What came of a call, beyond what its status says. */
export interface Outcome {
  /** How bad it is that it did not succeed; `undefined` when it did, or has not ended. */
  readonly grade: ErrorGrade | undefined;
  /** The tests that it ran. */
  readonly tests: TestRun | undefined;
  readonly commits: readonly Commit[];
  readonly exitCode: number | undefined;
  /** Of a failed call: the lines of its output that say why, or the last ones; empty where it gave nothing. */
  readonly tail: readonly string[];
}

const known = new WeakMap<ToolItem, Outcome>();

/** What came of a call; found out once for each item. */
export function outcomeOf(item: ToolItem): Outcome {
  let outcome = known.get(item);
  if (!outcome) known.set(item, (outcome = findOutcome(item)));
  return outcome;
}

function findOutcome(item: ToolItem): Outcome {
  const facts = factsOf(item);
  const grade = gradeOf(facts);
  const tests = testRunOf(facts);
  const failed = grade === 'failed' || (tests?.failed ?? 0) > 0;
  return {
    grade,
    tests,
    commits: commitsOf(facts),
    exitCode: facts.exitCode,
    tail: failed ? tailOf(facts.output) : [],
  };
}

/** Where in a program it happened, and that something was left out: no reasons. */
const FRAME = /^\s*(?:at .*[:)]\d*|…|\.\.\.)\)?\s*$/u;

function tailOf(output: string): string[] {
  const written = output.split('\n').filter((line) => line.trim() !== '');
  const telling = written.filter((line) => !FRAME.test(line));
  const lines = telling.length > 0 ? telling : written;
  const bad = lines.findIndex((line) => BAD_LINE.test(line));
  const first = bad < 0 ? complaintIn(lines) : bad;
  const shown = first < 0 ? lines.slice(-TAIL_LINES) : lines.slice(first, first + TAIL_LINES);
  return shown.map((line) => line.slice(0, MAX_LINE));
}

/** The first line that complains, unless the last ones do: they are nearest to the end, which is what failed. */
function complaintIn(lines: readonly string[]): number {
  const complains = (line: string): boolean => COMPLAINT.test(line);
  return lines.slice(-TAIL_LINES).some(complains) ? -1 : lines.findIndex(complains);
}
