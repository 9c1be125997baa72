import { readdirSync } from 'node:fs';
import { describe, expect, it } from '#test';
import { TerminalState } from '#src/state/terminal/index.ts';
import { corpusFolder, NO_CORPUS } from '../../helpers/corpus.ts';
import { projectPath } from '../../helpers/project-path.ts';
import { lookOf, PROBES } from './look-of.ts';
import { readRecording, type Recording } from './recordings.ts';

/** Cuts tried in each recording, spread evenly over its events. */
const CUTS = 40;

const fixtures = projectPath('test/state/terminal/fixtures');
const corpus = corpusFolder();

interface Result {
  tried: number;
  proved: number;
  readonly sizes: number[];
  readonly times: number[];
}

describe('keyframes of recorded programs', () => {
  for (const name of readdirSync(fixtures)) {
    it(`lead on as replay from zero does: ${name}`, () => {
      const result = cutEverywhere(readRecording(`${fixtures}/${name}`));
      expect(result.proved).to.equal(result.tried);
    });
  }
});

describe('keyframes of the corpus', { skip: corpus ? false : NO_CORPUS }, () => {
  const folder = `${corpus ?? ''}/asciicast`;
  for (const name of corpus ? readdirSync(folder) : []) {
    it(`lead on as replay from zero does: ${name}`, (context) => {
      const { tried, proved, sizes, times } = cutEverywhere(readRecording(`${folder}/${name}`));
      context.diagnostic(
        `${proved} of ${tried} cuts; size ${median(sizes)}, at most ${Math.max(...sizes)}; ` +
          `${median(times).toFixed(2)} ms, at most ${Math.max(...times).toFixed(1)}`,
      );
      expect(proved).to.equal(tried);
    });
  }
});

/** Restores at many cuts and carries every twin on to the end: same look at once, at the next cuts and after probes. */
function cutEverywhere({ events, ...size }: Recording): Result {
  const result: Result = { tried: 0, proved: 0, sizes: [], times: [] };
  const state = new TerminalState(size);
  let twins: TerminalState[] = [];
  const step = Math.max(1, Math.floor(events.length / CUTS));
  events.forEach((event, i) => {
    state.apply(event);
    for (const twin of twins) twin.apply(event);
    if (i % step > 0 || !state.cuttable) return;
    for (const twin of twins) expect(twin.equals(state)).to.equal(true);
    const start = performance.now();
    const keyframe = state.snapshot();
    result.times.push(performance.now() - start);
    result.sizes.push(keyframe.data.length);
    const twin = new TerminalState(size);
    twin.restore(keyframe);
    expect(lookOf(twin)).to.deep.equal(lookOf(state));
    result.tried += 1;
    if (twin.equals(state)) result.proved += 1;
    // Each twin is carried over the next few cuts; the first one to the end.
    twins = [...twins.slice(0, 1), ...twins.slice(1).slice(-2), twin];
  });
  for (const data of PROBES) {
    state.apply({ t: 0, code: 'o', data });
    for (const twin of twins) {
      twin.apply({ t: 0, code: 'o', data });
      expect(lookOf(twin)).to.deep.equal(lookOf(state));
    }
  }
  return result;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
