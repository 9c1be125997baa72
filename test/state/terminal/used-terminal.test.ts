import fc from 'fast-check';
import { describe, expect, it } from '#test';
import { Emulator } from '#src/state/terminal/emulator.ts';
import { TerminalState } from '#src/state/terminal/index.ts';
import { escapeStream, type StreamEvent } from './escape-streams.ts';
import { lookOf, PROBES } from './look-of.ts';

const SIZE = { cols: 20, rows: 6 };
const SCROLLBACK = 8;

/** Output that ends in the middle of something, or leaves what a reset by the standard does not take back. */
const BEGUN = [
  ...['\x1b', '\x1b[3', '\x1b]0;tit', '\x1b]8;;https://exam', '\x1bP$q', 'x\ud83d', '\x1b[?2026h', 'x\x1b(0'],
  ...['\x1b[20h', '\x1b[?12h', '\x1b[?25l', '\x1b]2;title\x07', '\x1b]8;;https://example.org/\x1b\\link'],
  ...[
    '\x1b]4;1;#ff0000\x07\x1b]11;#eeeeee\x07',
    '\x1b[4h\x1b[?6h\x1b[?7l\x1b[2;3r',
    'a'.repeat(20),
    '\x1b[?1049hx',
  ],
];

const used = fc.oneof(
  escapeStream,
  fc.constantFrom(...BEGUN).map((data): readonly StreamEvent[] => [{ code: 'o', data }]),
);

function apply(state: TerminalState, events: readonly StreamEvent[]): void {
  events.forEach((event, t) => state.apply({ t, ...event }));
}

const newState = (): TerminalState => new TerminalState(SIZE, { scrollback: SCROLLBACK });

/** Everything above the screen and what is known of it. */
function aboveOf({ screen }: TerminalState): unknown {
  const rows = Array.from({ length: screen.held }, (_, i) => screen.row(i - screen.held));
  return { rows, cut: screen.cut, scrolled: screen.scrolled, written: screen.rowsWritten(0, 99) };
}

function expectAlike(a: TerminalState, b: TerminalState): void {
  expect(a.equals(b)).to.equal(true);
  expect(lookOf(a)).to.deep.equal(lookOf(b));
  expect(aboveOf(a)).to.deep.equal(aboveOf(b));
}

describe('a terminal that was used before', () => {
  it('is as a new one after a keyframe or the start, whatever was written to it [TRM-2]', () => {
    fc.assert(
      fc.property(used, escapeStream, escapeStream, fc.boolean(), (before, events, after, fromStart) => {
        const origin = newState();
        apply(origin, events);
        const keyframe = fromStart || !origin.cuttable ? undefined : origin.snapshot();
        const again = newState();
        apply(again, before);
        const fresh = newState();
        for (const state of [again, fresh]) state.restore(keyframe);
        expectAlike(again, fresh);
        for (const state of [again, fresh]) apply(state, after);
        expectAlike(again, fresh);
        for (const data of PROBES) {
          for (const state of [again, fresh]) state.apply({ t: 0, code: 'o', data });
          expectAlike(again, fresh);
        }
      }),
      { numRuns: 120 },
    );
  });

  it('numbers its rows anew with every keyframe', () => {
    const state = newState();
    const tapes = [0, 1, 2].map(() => {
      state.restore(undefined);
      return state.screen.tape;
    });

    expect(new Set(tapes).size).to.equal(3);
  });
});

describe('rows that go off the top', () => {
  it('are the very rows that stood there, for any output', () => {
    fc.assert(
      fc.property(escapeStream, (events) => {
        const emulator = new Emulator(SIZE.cols, SIZE.rows, () => undefined, SCROLLBACK);
        const { _bufferService: service } = emulator.core;
        const scroll = service.scroll.bind(service);
        let gone: string[] = [];
        service.scroll = (erased, isWrapped) => {
          const { active, normal } = service.buffers;
          if (active === normal && normal.scrollTop === 0) gone.push(contentOf(emulator.line(0)));
          scroll(erased, isWrapped);
        };
        for (const { code, data } of events) {
          if (code !== 'o') continue;
          emulator.write(data);
          const { held } = emulator.scrolled;
          // A reset or "erase saved lines" has forgotten some of them.
          gone = held === 0 ? [] : gone.slice(-held);
          expect(heldBy(emulator)).to.deep.equal(gone);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('are never more than are held: no output makes others', () => {
    const emulator = new Emulator(SIZE.cols, SIZE.rows, () => undefined, SCROLLBACK);
    const rows = new Set<object>();
    for (let i = 0; i < 200; i += 1) {
      if (i % 70 === 69) emulator.reset();
      emulator.write(`line ${i}\r\n`);
      for (const row of emulator.scrolled.lines) rows.add(row);
    }

    // Those held, and those on the screens before and after each reset.
    expect(rows.size).to.be.at.most(SCROLLBACK + 3 * SIZE.rows);
  });
});

function heldBy({ scrolled }: Emulator): string[] {
  return Array.from({ length: scrolled.held }, (_, i) => contentOf(scrolled.above(scrolled.held - i)!));
}

function contentOf(line: ReturnType<Emulator['line']>): string {
  return JSON.stringify([[...line._data], line._combined, line._extendedAttrs, line.isWrapped]);
}
