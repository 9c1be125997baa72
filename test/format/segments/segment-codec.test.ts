import fc from 'fast-check';
import { describe, expect, it } from '#test';
import { DEFAULT_LIMITS, type Diagnostic, type Limits, type TrackKind } from '#src/format/index.ts';
import { formatTerminalEvent, IntervalClock } from '#src/format/segments/asciicast.ts';
import { parseJson } from '#src/format/segments/json-value.ts';
import { decodeSegment } from '#src/format/segments/segment-codec.ts';
import { splitSegments } from '#src/format/segments/segment-split.ts';

function decode<K extends TrackKind>(
  kind: K,
  lines: readonly string[],
  limits: Partial<Limits> = {},
  index = 0,
) {
  const reports: Diagnostic[] = [];
  const bytes = new TextEncoder().encode(lines.map((line) => `${line}\n`).join(''));
  const place = { kind, entry: 'x', index, time: 77 };
  const context = {
    limits: { ...DEFAULT_LIMITS, ...limits },
    report: (found: Diagnostic) => reports.push(found),
  };
  return { segment: decodeSegment(bytes, place, context), codes: reports.map(({ code }) => code) };
}

const GOOD = '{"t":1,"id":"a","sessionUpdate":"plan","entries":[]}';

describe('decodeSegment', () => {
  it('reports a line that cannot be read and keeps the others', () => {
    for (const bad of [
      '{"t":1,"id":"b"',
      'null',
      '[]',
      '7',
      '"text"',
      '{}',
      '{"t":-1,"id":"b","sessionUpdate":"plan"}',
      '{"t":1.5,"id":"b","sessionUpdate":"plan"}',
      '{"t":1e400,"id":"b","sessionUpdate":"plan"}',
      '{"t":"1","id":"b","sessionUpdate":"plan"}',
      '{"t":1,"id":5,"sessionUpdate":"plan"}',
      '{"t":1,"id":"b","sessionUpdate":null}',
      '{"segment":"x","time":0}',
      `{"t":1,"id":"b","sessionUpdate":"x","deep":${'['.repeat(600)}${']'.repeat(600)}}`,
      '['.repeat(200_000),
    ]) {
      const { segment, codes } = decode('transcript', [GOOD, bad, GOOD]);
      expect(segment.events, bad.slice(0, 50)).to.have.length(2);
      expect(codes, bad.slice(0, 50)).to.deep.equal(['invalid-record']);
    }
  });

  it('reports a line over its limit', () => {
    const { segment, codes } = decode('transcript', [GOOD, `${GOOD} ${' '.repeat(100)}`], {
      maxLineSize: 100,
    });

    expect(segment.events).to.have.length(1);
    expect(codes).to.deep.equal(['invalid-record']);
  });

  it('counts the bytes of a line and not its characters', () => {
    const line = GOOD.replace('"a"', '"日本"');
    const size = new TextEncoder().encode(line).length;

    expect(decode('transcript', [line], { maxLineSize: size }).segment.events).to.have.length(1);
    expect(decode('transcript', [line], { maxLineSize: size - 1 }).codes).to.deep.equal(['invalid-record']);
    expect(size - 1).to.be.above(line.length);
  });

  it('passes over empty lines, and keyframe lines after the first [SEG-7]', () => {
    const { segment, codes } = decode('transcript', [
      '{"segment":4,"time":9,"keyframe":{"mode":"a"}}',
      '',
      GOOD,
      '{"segment":5,"time":20,"keyframe":{"mode":"b"}}',
      GOOD,
    ]);

    expect(segment).to.deep.include({ time: 9, keyframe: { mode: 'a' } });
    expect(segment.events).to.have.length(2);
    expect(codes).to.deep.equal([]);
  });

  it('takes the time of the index where there is no keyframe line', () => {
    expect(decode('changes', ['{"t":80,"id":"c","path":"a","op":"delete"}']).segment).to.deep.include({
      time: 77,
      keyframe: undefined,
    });
  });

  it('changes no prototype', () => {
    const line =
      '{"t":1,"id":"a","sessionUpdate":"x","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}';
    const { segment } = decode('transcript', [line]);

    expect(segment.events).to.have.length(1);
    expect(({} as { polluted?: unknown }).polluted).to.equal(undefined);
  });

  it('reads a recording of another tool: fractions, comments, odd data', () => {
    const { segment, codes } = decode('terminal', [
      '{"version":3,"term":{"cols":80,"rows":24},"note":1}',
      '# a comment',
      '[0.0004,"o","a"]',
      '[0.0004,"o","b"]',
      '[0.0004,"m",7]',
      '[1e400,"o","x"]',
      '[-1,"o","x"]',
      '[0.1,"r","80"]',
    ]);

    expect(segment.events).to.deep.equal([
      { t: 0, code: 'o', data: 'a' },
      { t: 1, code: 'o', data: 'b' },
      { t: 1, code: 'm', data: '7' },
    ]);
    expect(segment.header).to.deep.equal({ version: 3, term: { cols: 80, rows: 24 }, note: 1 });
    expect(codes).to.deep.equal(['invalid-record', 'invalid-record', 'invalid-record']);
  });

  it('counts from the session start in the first segment, from the keyframe in others [SEG-5]', () => {
    const keyframe = '# {"segment":0,"time":500,"keyframe":{"cols":80,"rows":24,"data":""}}';
    const header = '{"version":3,"term":{"cols":80,"rows":24}}';

    expect(decode('terminal', [header, keyframe, '[1,"o","a"]']).segment.events[0]!.t).to.equal(1000);
    expect(decode('terminal', [keyframe, '[1,"o","a"]'], {}, 3).segment.events[0]!.t).to.equal(1500);
  });

  it('brings terminals within the limits [TRM-4]', () => {
    const { segment, codes } = decode('terminal', [
      '{"version":3,"term":{"cols":100000,"rows":24}}',
      '# {"segment":0,"time":0,"keyframe":{"cols":80,"rows":100000,"data":""}}',
      '[0,"r","99999x3"]',
    ]);

    expect(segment.header?.term).to.deep.include({ cols: 500, rows: 24 });
    expect(segment.keyframe).to.deep.include({ cols: 80, rows: 200 });
    expect(segment.events[0]!.data).to.equal('500x3');
    expect(codes).to.deep.equal(['terminal-size', 'terminal-size', 'terminal-size']);
  });

  it('leaves out sizes that would be too many cells together, and those only [TRM-4]', () => {
    const resizes = ['200x100', '200x100', '10x10', '200x100', '20x10', '11x11'];
    const { segment, codes } = decode(
      'terminal',
      [
        '{"version":3,"term":{"cols":10,"rows":10}}',
        ...resizes.map((size) => `[0,"r","${size}"]`),
        '[0,"o","after"]',
      ],
      // Twice 200 × 100: there and back; then what is left for two small ones, of which each counts with the larger side.
      { maxResizedCells: 2 * 20_000 + 200 },
    );

    expect(segment.events.map(({ data }) => data)).to.deep.equal([
      ...['200x100', '200x100', '10x10', '20x10'],
      'after',
    ]);
    expect(codes).to.deep.equal(['terminal-resizes']);
  });
});

describe('the intervals of a recording', () => {
  it('add up to the times exactly [TRM-1]', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(2 ** 30)), (steps) => {
        const clock = new IntervalClock(0);
        let before = 0;
        for (const step of steps) {
          const t = before + step;
          const [interval] = JSON.parse(formatTerminalEvent({ t, code: 'o', data: '' }, before)) as [number];
          expect(clock.advance(interval)).to.equal(t);
          before = t;
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe('parseJson', () => {
  it('accepts what is exactly as deep as allowed', () => {
    const nested = (depth: number) => `${'['.repeat(depth)}"[[[ \\" ["${']'.repeat(depth)}`;

    expect(parseJson(nested(512), 512)).to.not.equal(undefined);
    expect(parseJson(nested(513), 512)).to.equal(undefined);
    expect(parseJson(JSON.stringify('['.repeat(5000)), 512)).to.be.a('string');
  });
});

describe('splitSegments', () => {
  const split = (text: string) =>
    splitSegments(new TextEncoder().encode(text)).map(({ number, time, bytes }) => [
      number,
      time,
      new TextDecoder().decode(bytes),
    ]);

  it('cuts before keyframe lines', () => {
    const [a, b] = ['{"segment":0,"time":0}\nx\n', '{ "segment": 2, "time": 5 }\ny\n'];
    expect(split(a + b)).to.deep.equal([
      [0, 0, a],
      [2, 5, b],
    ]);
    const cast = '{"version":3}\n# {"segment":0,"time":0}\n[1,"o",""]\n';
    expect(split(`${cast}# {"segment":1,"time":9}\n`)).to.deep.equal([
      [0, 0, cast],
      [1, 9, '# {"segment":1,"time":9}\n'],
    ]);
  });

  it('makes one segment of a track without keyframe lines', () => {
    expect(split('a\nb')).to.deep.equal([[0, 0, 'a\nb']]);
    expect(split('')).to.deep.equal([[0, 0, '']]);
  });

  it('makes no cut that goes back, or cannot be read', () => {
    const text = '{"segment":3,"time":9}\n{"segment":2,"time":10}\n{"segment":4,"time":1}\n{"segment":{}}\n';

    expect(split(text)).to.deep.equal([[3, 9, text]]);
  });
});
