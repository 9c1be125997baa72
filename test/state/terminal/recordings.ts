import { readFileSync } from 'node:fs';
import type { TerminalEvent } from '#src/format/index.ts';

export interface Recording {
  readonly cols: number;
  readonly rows: number;
  readonly events: readonly TerminalEvent[];
}

/** Reads a well-formed asciicast of version 1, 2 or 3. Times are left at 0: the state does not use them. */
export function readRecording(path: string): Recording {
  const text = readFileSync(path, 'utf8');
  if (path.endsWith('.json')) {
    const { width, height, stdout } = JSON.parse(text) as {
      width: number;
      height: number;
      stdout: [number, string][];
    };
    return { cols: width, rows: height, events: stdout.map(([, data]) => ({ t: 0, code: 'o', data })) };
  }
  const [header, ...lines] = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  const { width, height, term } = JSON.parse(header!) as {
    width?: number;
    height?: number;
    term?: { cols: number; rows: number };
  };
  return {
    cols: term?.cols ?? width ?? 80,
    rows: term?.rows ?? height ?? 24,
    events: lines.map((line) => {
      const [, code, data] = JSON.parse(line) as [number, string, unknown];
      return { t: 0, code, data: String(data) };
    }),
  };
}
