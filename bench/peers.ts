/** What the benchmarks beside other players share: turns taken by both, and a table of what came of it. */
import { loadavg } from 'node:os';

/** What two players gave, measured in turns. */
export interface InTurns<T> {
  readonly ours: readonly T[];
  readonly theirs: readonly T[];
}

/** The most that the ratio, or our own number, may be. */
export type Goal = { readonly ratio: number } | { readonly most: number };

/** A line of the table. */
export interface Finding {
  readonly name: string;
  readonly ours: number;
  /** `undefined` where the other player has nothing of the kind. */
  readonly theirs: number | undefined;
  readonly unit: string;
  readonly goal?: Goal;
}

/** Share `share` of the numbers is at most this. */
export function quantile(numbers: readonly number[], share: number): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
}

/** Median and 95th percentile of what both took, held to the same goal. */
export function timesOf(name: string, { ours, theirs }: InTurns<number>, goal: Goal): Finding[] {
  return ([0.5, 0.95] as const).map((share) => ({
    name: `${name}, ${share === 0.5 ? 'median' : 'p95'}`,
    ours: quantile(ours, share),
    theirs: theirs.length === 0 ? undefined : quantile(theirs, share),
    unit: 'ms',
    goal,
  }));
}

/** Prints the findings, and how busy the computer was: a single number says little where it was. */
export function printFindings(title: string, findings: readonly Finding[]): void {
  console.log(`\n${title} (load ${loadavg()[0]!.toFixed(1)})`);
  console.log(row(['', 'ours', 'theirs', 'ratio', 'goal', '']));
  for (const { name, ours, theirs, unit, goal } of findings) {
    const ratio = theirs === undefined ? undefined : ours / theirs;
    const reached = goal && ('most' in goal ? ours <= goal.most : (ratio ?? Infinity) <= goal.ratio);
    console.log(
      row([
        name,
        `${shortened(ours)} ${unit}`,
        theirs === undefined ? '' : `${shortened(theirs)} ${unit}`,
        ratio === undefined ? '' : ratio.toFixed(2),
        goal ? ('most' in goal ? `${goal.most} ${unit}` : `${goal.ratio} x`) : '',
        reached === false ? 'missed' : '',
      ]),
    );
  }
}

function shortened(number: number): string {
  return number.toFixed(number < 100 && !Number.isInteger(number) ? 1 : 0);
}

function row([name = '', ...cells]: readonly string[]): string {
  return `  ${name.padEnd(40)}${cells.map((cell) => cell.padStart(14)).join('')}`;
}
