import { readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from '#test';
import { Emulator } from '#src/state/terminal/emulator.ts';
import { TerminalState } from '#src/state/terminal/index.ts';
import { hostileFolder } from '../../helpers/corpus.ts';
import { workOf } from '../../helpers/work.ts';
import { lookOf, PROBES } from './look-of.ts';

interface HostileEscape {
  readonly id: string;
  readonly data: string;
}

const folder = hostileFolder();
const skip = folder ? false : 'no hostile folder: set REPRISE_HOSTILE to run this test';
const SIZE = { cols: 40, rows: 10 };
/** Blocks of code that an escape may run, whatever its length, and for each of its characters. */
const FIXED = 200_000;
const PER_CHARACTER = 100;
/** Splits of each escape into two events; long ones are split at evenly spread places. */
const SPLITS = 5;
/** Ends whatever string or sequence stands open. */
const ENDING = '\x1b\\\x07\x18\x1b[0m\r\n';

function hostileEscapes(): HostileEscape[] {
  if (!folder) return [];
  const path = `${folder}/term/${readdirSync(`${folder}/term`).find((name) => name.endsWith('.json.gz')) ?? ''}`;
  const escapes = JSON.parse(gunzipSync(readFileSync(path)).toString()) as {
    readonly id: string;
    readonly data?: string;
    readonly bytes_b64?: string;
  }[];
  return escapes.map(({ id, data, bytes_b64 = '' }) => ({
    id,
    data: data ?? Buffer.from(bytes_b64, 'base64').toString('latin1'),
  }));
}

describe('hostile output', { skip }, () => {
  const escapes = hostileEscapes();

  it('is all there', () => {
    expect(escapes.length).to.be.greaterThan(180);
  });

  it('is never answered [TRM-5]', () => {
    for (const { id, data } of escapes) {
      const emulator = new Emulator(SIZE.cols, SIZE.rows, () => undefined);
      const answers: string[] = [];
      const core = emulator.core as unknown as { onData(listener: (data: string) => void): void };
      core.onData((answer) => answers.push(answer));
      emulator.write(data);
      expect(answers, id).to.deep.equal([]);
      emulator.dispose();
    }
  });

  it('takes work in proportion to its length, keeps the size, and what follows is drawn as always', () => {
    for (const { id, data } of escapes) {
      const work = workOf(() => {
        const state = new TerminalState(SIZE);
        state.apply({ t: 0, code: 'o', data });
        state.apply({ t: 0, code: 'o', data: `${ENDING}[${id} done]` });
        expect([state.screen.cols, state.screen.rows], id).to.deep.equal([SIZE.cols, SIZE.rows]);
        expect(state.screen.lines.join('\n'), id).to.include(`[${id} done]`);
      });
      expect(work, id).to.be.below(FIXED + PER_CHARACTER * data.length);
    }
  });

  it('comes to the same however it is split, and a keyframe in between leads on', () => {
    let tried = 0;
    let proved = 0;
    for (const { data } of escapes.filter((escape) => escape.data.length < 20_000)) {
      const whole = new TerminalState(SIZE);
      whole.apply({ t: 0, code: 'o', data });
      for (let i = 1; i <= SPLITS; i += 1) {
        const at = Math.floor((data.length * i) / (SPLITS + 1));
        const state = new TerminalState(SIZE);
        state.apply({ t: 0, code: 'o', data: data.slice(0, at) });
        const twin = new TerminalState(SIZE);
        if (state.cuttable) {
          tried += 1;
          twin.restore(state.snapshot());
        }
        const isProved = state.cuttable && twin.equals(state);
        if (isProved) proved += 1;
        for (const rest of [data.slice(at), ...PROBES]) {
          state.apply({ t: 0, code: 'o', data: rest });
          if (isProved) twin.apply({ t: 0, code: 'o', data: rest });
          if (isProved) expect(lookOf(twin)).to.deep.equal(lookOf(state));
          if (rest === data.slice(at)) expect(state.screen.lines).to.deep.equal(whole.screen.lines);
        }
      }
    }
    expect(proved / tried).to.be.greaterThan(0.99);
  });
});

describe('sequences that repeat', () => {
  it('end soon whatever count they name', () => {
    const size = { cols: 500, rows: 200 };
    // Whatever is asked for, no cell is touched more than some dozens of times.
    const MOST = 20 * size.cols * size.rows;
    const state = new TerminalState(size);
    for (const final of ['b', 'L', 'M', 'S', 'T', 'I', 'Z', '@', 'P', 'X', ' @', ' A', "'}", "'~"]) {
      const work = workOf(() => state.apply({ t: 0, code: 'o', data: `x\x1b[1;1H\x1b[2147483647${final}` }));
      expect(work, final).to.be.below(MOST);
    }
  });
});
