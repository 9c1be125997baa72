/** What a recording shows at its end: played by the project's own terminal, and by a bare emulator. */
import { createRequire } from 'node:module';
import type { Terminal as HeadlessTerminal } from '@xterm/headless';
import { expect } from '#test';
import { zlibDeflater } from '#src/node/zlib-deflater.ts';
import { encodeSession } from '#src/encode/index.ts';
import { BytesSink, BytesSource, validateArchive } from '#src/format/index.ts';
import type { SessionEvent } from '#src/format/index.ts';
import { TerminalState } from '#src/state/terminal/index.ts';

const { Terminal } = createRequire(import.meta.url)('@xterm/headless') as {
  Terminal: typeof HeadlessTerminal;
};

export interface Screen {
  /** Text of the rows, blanks at their ends removed. */
  readonly rows: readonly string[];
  readonly cursor: readonly [x: number, y: number];
}

/** Output of a recording, in one piece. */
export function outputOf(events: readonly SessionEvent[]): string {
  return events
    .flatMap((event) => (event.type === 'terminal' && event.code === 'o' ? [event.data] : []))
    .join('');
}

/** Plays the events of track `main` in the terminal of the player. */
export async function screenOfEvents(events: readonly SessionEvent[]): Promise<Screen> {
  const track = events.find((event) => event.type === 'track' && event.kind === 'terminal');
  if (track?.type !== 'track' || !track.header) throw new Error('no terminal');
  const { cols, rows } = track.header.term;
  const state = new TerminalState({ cols, rows });
  for (const event of events) {
    if (event.type === 'terminal') state.apply({ t: event.time, code: event.code, data: event.data });
  }
  const { screen } = state;
  return {
    rows: screen.lines.map((line) => line.trimEnd()),
    cursor: [screen.cursor.x, screen.cursor.y],
  };
}

/** Writes output into an emulator as it is, one piece after the other; sizes among them resize it. */
export async function screenOf(
  size: { readonly cols: number; readonly rows: number },
  ...steps: readonly (string | Uint8Array | { readonly cols: number; readonly rows: number })[]
): Promise<Screen> {
  const terminal = new Terminal({ ...size, scrollback: 0, allowProposedApi: true, logLevel: 'off' });
  for (const step of steps) {
    if (typeof step === 'string' || step instanceof Uint8Array) {
      await new Promise<void>((resolve) => terminal.write(step, resolve));
    } else terminal.resize(step.cols, step.rows);
  }
  const buffer = terminal.buffer.active;
  const rows = Array.from(
    { length: terminal.rows },
    (_, y) => buffer.getLine(y)?.translateToString(true).trimEnd() ?? '',
  );
  return { rows, cursor: [buffer.cursorX, buffer.cursorY] };
}

/** Packs a source and has the archive validated. */
export async function expectPackable(source: () => AsyncIterable<SessionEvent>): Promise<void> {
  const sink = new BytesSink();
  const generator = { name: 'test', version: '0' };
  const result = await encodeSession([{ events: source }], { deflater: zlibDeflater, sink, generator });
  expect(result.diagnostics.filter(({ severity }) => severity === 'error')).to.deep.equal([]);
  const { findings } = await validateArchive(new BytesSource(sink.bytes()));
  expect(findings).to.deep.equal([]);
}
