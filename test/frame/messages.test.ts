import { describe, expect, it } from '#test';
import {
  readReport,
  readRequest,
  toMessage,
  type FrameReport,
  type FrameRequest,
} from '#src/frame/messages.ts';

const REQUESTS: readonly FrameRequest[] = [
  { type: 'subscribe' },
  { type: 'play' },
  { type: 'pause' },
  { type: 'seek', time: 0 },
  { type: 'seek', time: 61.5 },
  { type: 'getState', id: 7 },
];

const STATE = { type: 'state', time: 1, duration: 2, paused: true, title: 'a', event: 'b' } as const;
const REPORTS: readonly FrameReport[] = [
  { type: 'ready' },
  STATE,
  { ...STATE, id: 3 },
  { type: 'resize', height: 5000 },
  { type: 'error', code: 'source-unavailable', message: 'cannot read it' },
];

/** What any window may send. */
const JUNK: readonly unknown[] = [
  null,
  undefined,
  0,
  'play',
  [],
  {},
  { type: 'play' },
  { reprise: 2, type: 'play' },
  { reprise: '1', type: 'play' },
  ...['__proto__', 'constructor', 'toString', 'load', 'setHTML', 'getTranscript', ['play'], null].map(
    (type) => ({
      reprise: 1,
      type,
    }),
  ),
  ...['NaN', -1, NaN, Infinity, 1e308, null, undefined, { valueOf: 'x' }, [5]].flatMap((value) => [
    { reprise: 1, type: 'seek', time: value },
    { reprise: 1, type: 'getState', id: value },
    { reprise: 1, type: 'resize', height: value },
    { reprise: 1, ...STATE, time: value },
  ]),
  { reprise: 1, type: 'getState', id: 1.5 },
  { reprise: 1, type: 'resize', height: 5001 },
  { reprise: 1, type: 'resize', height: 320.5 },
  { reprise: 1, type: 'resize', height: '100%;position:fixed' },
  { reprise: 1, ...STATE, title: 'x'.repeat(301) },
  { reprise: 1, ...STATE, paused: 'no' },
  { reprise: 1, type: 'error', code: 'x', message: 'x'.repeat(1_000_000) },
];

describe('messages of a frame', () => {
  it('arrive as they were sent', () => {
    for (const request of REQUESTS)
      expect(readRequest(structuredClone(toMessage(request)))).to.deep.equal(request);
    for (const report of REPORTS)
      expect(readReport(structuredClone(toMessage(report)))).to.deep.equal(report);
  });

  it('are nothing when they are of another kind, version, type or size', () => {
    for (const junk of JUNK)
      expect([readRequest(junk), readReport(junk)], JSON.stringify(junk)?.slice(0, 80)).to.deep.equal([
        undefined,
        undefined,
      ]);
  });

  it('bring nothing along that was not asked for', () => {
    const message = {
      reprise: 1,
      type: 'play',
      time: 5,
      src: 'https://attacker.invalid/x',
      extra: 'x'.repeat(1e6),
    };

    expect(readRequest(message)).to.deep.equal({ type: 'play' });
    expect(readReport({ reprise: 1, ...STATE, html: '<img>' })).to.deep.equal(STATE);
  });
});
