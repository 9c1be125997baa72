import { describe, expect, it } from '#test';
import { linkTo, momentOfHash, parseTime } from '#src/elements/player/moment.ts';

describe('parseTime', () => {
  it('reads seconds, clock times and units', () => {
    const times = {
      '401': 401_000,
      '401.5': 401_500,
      '6:41': 401_000,
      '1:02:03': 3_723_000,
      '6m41s': 401_000,
      '2h': 7_200_000,
    };
    for (const [text, time] of Object.entries(times)) expect(parseTime(text), text).to.equal(time);
  });

  it('takes nothing else', () => {
    for (const text of [
      '',
      ':',
      '-5',
      'NaN',
      'Infinity',
      '1e9',
      'abc',
      '1:2:3:4',
      '6:',
      '__proto__',
      '5 s',
    ]) {
      expect(parseTime(text), text).to.equal(undefined);
    }
  });
});

describe('momentOfHash', () => {
  it('reads event and time, and leaves the rest alone', () => {
    expect(momentOfHash('#t=6:41')).to.deep.equal({ time: 401_000 });
    expect(momentOfHash('#e=3f%2F1&t=5&x=1')).to.deep.equal({ event: '3f/1', time: 5000 });
    expect(momentOfHash('#section-2')).to.deep.equal({});
    expect(momentOfHash('')).to.deep.equal({});
  });
});

describe('linkTo', () => {
  it('replaces the fragment and nothing else', () => {
    expect(linkTo('https://a.example/p?src=x#t=1', { time: 401_999 })).to.equal(
      'https://a.example/p?src=x#t=401',
    );
    expect(linkTo('https://a.example/p', { time: 5, event: 'a b' })).to.equal('https://a.example/p#e=a%20b');
  });

  it('leads back to the same moment', () => {
    const { hash } = new URL(linkTo('https://a.example/', { event: 'x&t=9' }));

    expect(momentOfHash(hash)).to.deep.equal({ event: 'x&t=9' });
  });
});
