import { describe, expect, it } from '#test';
import { mediaEvents } from '#src/elements/player/media-events.ts';
import { networkStateOf, playerErrorOf, readyStateOf } from '#src/elements/player/media-state.ts';
import { rangesOf, SecondRanges } from '#src/elements/player/time-ranges.ts';
import type { PlayerState } from '#src/player/index.ts';
import { emptyState, manifest, readingMap, readyState } from '../../helpers/fake-session.ts';

const loading: PlayerState = { ...emptyState, status: 'loading' };
const known: PlayerState = { ...readyState, status: 'loading' };
const playing: PlayerState = { ...readyState, paused: false };

describe('mediaEvents', () => {
  it('fires nothing for a commit that media have no word for', () => {
    expect(mediaEvents(readyState, { ...readyState, terminals: new Map() })).to.deep.equal([]);
  });

  it('tells opening step by step, as HTMLMediaElement does', () => {
    expect(mediaEvents(emptyState, loading)).to.deep.equal(['loadstart']);
    expect(mediaEvents(loading, known)).to.deep.equal(['durationchange', 'loadedmetadata']);
    expect(mediaEvents(known, readyState)).to.deep.equal(['loadeddata', 'canplay', 'canplaythrough']);
    expect(mediaEvents(readyState, loading)).to.deep.equal(['emptied', 'loadstart']);
    expect(mediaEvents(readyState, emptyState)).to.deep.equal(['emptied']);
    expect(mediaEvents(loading, { ...loading, status: 'error' })).to.deep.equal(['error']);
  });

  it('tells playing, waiting and pausing', () => {
    const waiting = { ...playing, waiting: true };

    expect(mediaEvents(readyState, playing)).to.deep.equal(['play', 'playing']);
    expect(mediaEvents(playing, waiting)).to.deep.equal(['waiting']);
    expect(mediaEvents(waiting, playing)).to.deep.equal(['playing']);
    expect(mediaEvents(playing, readyState)).to.deep.equal(['timeupdate', 'pause']);
    expect(mediaEvents(playing, { ...readyState, ended: true })).to.deep.equal([
      'timeupdate',
      'pause',
      'ended',
    ]);
  });

  it('begins to play only when the session is there', () => {
    const asked = { ...loading, paused: false };

    expect(mediaEvents(loading, asked)).to.deep.equal(['play']);
    expect(mediaEvents({ ...known, paused: false }, playing)).to.include('playing');
  });

  it('tells seeks and settings', () => {
    const seeking = { ...readyState, seeking: true };

    expect(mediaEvents(readyState, seeking)).to.deep.equal(['seeking']);
    expect(mediaEvents(seeking, readyState)).to.deep.equal(['timeupdate', 'seeked']);
    expect(mediaEvents(readyState, { ...readyState, rate: 2 })).to.deep.equal(['ratechange']);
    expect(mediaEvents(readyState, { ...readyState, clock: 'wall', duration: 1 })).to.deep.equal([
      'clockchange',
      'durationchange',
    ]);
    expect(mediaEvents(readyState, { ...readyState, buffered: [] })).to.deep.equal(['progress']);
  });
});

describe('readyStateOf and networkStateOf', () => {
  it('map the player to the states media controls know', () => {
    const states: readonly (readonly [PlayerState, number, number])[] = [
      [emptyState, 0, 0],
      [loading, 0, 2],
      [known, 1, 2],
      [readyState, 4, 1],
      [{ ...readyState, seeking: true }, 2, 2],
      [{ ...emptyState, status: 'error' }, 0, 3],
    ];
    for (const [state, ready, network] of states) {
      expect(readyStateOf(state)).to.equal(ready);
      expect(networkStateOf(state)).to.equal(network);
    }
  });
});

describe('playerErrorOf', () => {
  it('keeps our code beside the number that media controls know', () => {
    const code = (reason: string): number => playerErrorOf({ code: reason, message: 'm' }).code;

    expect(code('source-unavailable')).to.equal(2);
    expect(code('corrupt-entry')).to.equal(3);
    expect(code('not-an-archive')).to.equal(4);
    expect(playerErrorOf({ code: 'limit-exceeded', message: 'm' })).to.deep.equal({
      code: 4,
      reason: 'limit-exceeded',
      message: 'm',
    });
  });
});

describe('SecondRanges', () => {
  it('gives seconds of the clock and drops what the clock leaves out', () => {
    const { duration } = manifest;
    const ranges = rangesOf(
      [
        { start: 0, end: 720_000 },
        { start: 1_000_000, end: 1_000_000 },
        { start: 1_200_000, end: duration },
      ],
      readingMap,
    );

    expect(ranges.length).to.equal(2);
    expect([ranges.start(0), ranges.end(0), ranges.start(1), ranges.end(1)]).to.deep.equal([
      0, 262, 264, 845,
    ]);
  });

  it('refuses an index outside, as TimeRanges do', () => {
    expect(() => new SecondRanges([]).start(0))
      .to.throw(DOMException)
      .with.property('name', 'IndexSizeError');
  });
});
