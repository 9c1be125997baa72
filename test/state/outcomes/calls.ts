import { factsOf, type Call, type CallFacts } from '#src/state/index.ts';

/** A command that has ended, and what it printed. */
export function ran(
  command: string,
  output: string,
  more: Partial<Call> & { exitCode?: number } = {},
): CallFacts {
  const { exitCode, ...rest } = more;
  return factsOf({
    title: command.split('\n', 1)[0]!,
    kind: 'execute',
    status: exitCode ? 'failed' : 'completed',
    rawInput: { command },
    content: [{ type: 'content', content: { type: 'text', text: output } }],
    ...(exitCode !== undefined && { rawOutput: { exitCode } }),
    ...rest,
  });
}

/** The same, of whose output only an excerpt stands with the call. */
export function ranLong(command: string, excerpt: string, exitCode?: number): CallFacts {
  const reprise = { start: 0, end: 1, excerpt, ...(exitCode !== undefined && { exitCode }) };
  return factsOf({
    title: command,
    kind: 'execute',
    status: exitCode ? 'failed' : 'completed',
    content: [{ type: 'terminal', terminalId: 'shell', _meta: { reprise } }],
  });
}
