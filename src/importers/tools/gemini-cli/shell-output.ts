/** What a command gave, taken out of the report that the model gets. */
export interface ShellReport {
  readonly output: string;
  readonly exitCode?: number;
}

/** Lines that the report ends with, after the output. */
const TRAILER = /^(?:Error|Exit Code|Signal|Background PIDs|Process Group PGID): /;

/**
 * Reads the report of a shell command: `Output: …` (or, to 2025, `Command:`, `Directory:`, then `Stdout:` and
 * `Stderr:`, or `Output:`), then lines of facts. The exit code is left out of newer reports when it is 0.
 *
 * @returns `undefined` when the text is no such report: the command did not run, or runs in the background
 */
export function readShellReport(report: string): ShellReport | undefined {
  const start = /(?:^|\n)(?:Output|Stdout): /.exec(report);
  if (!start || (start.index !== 0 && !report.startsWith('Command: '))) return undefined;
  const lines = report.slice(start.index + start[0].length).split('\n');
  const facts: string[] = [];
  while (lines.length > 0 && TRAILER.test(lines.at(-1)!)) facts.push(lines.pop()!);
  const output = withoutPlaceholder(lines.join('\n'));
  const exitCode = exitCodeIn(facts);
  return { output, ...(exitCode !== undefined && { exitCode }) };
}

function exitCodeIn(facts: readonly string[]): number | undefined {
  const named = facts.map((fact) => /^Exit Code: (\d{1,10})$/.exec(fact)?.[1]).find(Boolean);
  if (named !== undefined) return Number(named);
  const isOver = facts.some((fact) => fact.startsWith('Process Group PGID: '));
  const hasMore = facts.some((fact) => /^(?:Exit Code|Signal|Error): (?!0$|\(none\)$)/.test(fact));
  return isOver && !hasMore ? 0 : undefined;
}

/** `(empty)` stands for no output. Of two streams the words stay. */
function withoutPlaceholder(output: string): string {
  if (output === '(empty)') return '';
  const streams = /^([\s\S]*?)\nStderr: ([\s\S]*)$/.exec(output);
  if (!streams) return output;
  return streams
    .slice(1)
    .filter((stream) => stream !== '(empty)')
    .join('\n');
}
