/** Terminal emulation, keyframes and their proof, on the recordings of the corpus: MB/s, ms and bytes. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { TerminalCutter, TerminalState } from '#src/state/terminal/index.ts';
import { corpusFolder, NO_CORPUS } from '../test/helpers/corpus.ts';
import { readRecording, type Recording } from '../test/state/terminal/recordings.ts';

/** Uncompressed bytes between cuts, as the encoder has it. */
const SEGMENT = 262_144;

const folder = corpusFolder();
if (folder === undefined) console.log(NO_CORPUS);
else run(join(folder, 'asciicast'));

function run(recordings: string): void {
  const columns = [
    'size',
    'KB',
    'parse',
    'with proof',
    'cuts',
    'keyframe',
    'take',
    'restore',
    'compare',
    'rows',
  ];
  console.log(row('recording', ...columns));
  for (const name of readdirSync(recordings)) {
    const recording = readRecording(join(recordings, name));
    const { cols, rows, events } = recording;
    const size = events.reduce((sum, { code, data }) => sum + (code === 'o' ? data.length : 0), 0);
    const state = new TerminalState({ cols, rows });
    const parse = time(() => events.forEach((event) => state.apply(event)));
    const cuts: number[] = [];
    const proof = time(() => cutInto(recording, cuts));
    const keyframe = state.snapshot();
    const twin = new TerminalState({ cols, rows });
    console.log(
      row(
        name,
        `${cols}x${rows}`,
        (size / 1000).toFixed(0),
        `${(size / parse / 1000).toFixed(1)} MB/s`,
        `${(size / proof / 1000).toFixed(1)} MB/s`,
        String(cuts.length),
        `${keyframe.data.length} B`,
        milliseconds(() => state.snapshot()),
        milliseconds(() => twin.restore(keyframe)),
        milliseconds(() => twin.equals(state)),
        milliseconds(() => readRows(state)),
      ),
    );
  }
}

function cutInto({ events, ...size }: Recording, cuts: number[]): void {
  const cutter = new TerminalCutter(size);
  let pending = 0;
  for (const event of events) {
    cutter.apply(event);
    pending += event.data.length;
    if (pending < SEGMENT || !cutter.cut()) continue;
    cuts.push(pending);
    pending = 0;
  }
}

function readRows({ screen }: TerminalState): void {
  for (let y = 0; y < screen.rows; y += 1) screen.row(y);
}

function time(action: () => void): number {
  const start = performance.now();
  action();
  return performance.now() - start;
}

/** Median of 25. */
function milliseconds(action: () => void): string {
  const times = Array.from({ length: 25 }, () => time(action)).sort((a, b) => a - b);
  return `${times[12]!.toFixed(2)} ms`;
}

function row(name: string, ...columns: readonly string[]): string {
  return `${name.padEnd(32)}${columns.map((column) => column.padStart(12)).join('')}`;
}
