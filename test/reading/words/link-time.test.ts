import { describe, expect, it } from '#test';
import { parseClip, parseTime } from '#src/reading/words/link-time.ts';

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

describe('parseClip', () => {
  it('reads a time, or from and to', () => {
    expect(parseClip('30')).to.deep.equal({ time: 30_000 });
    expect(parseClip('30,40')).to.deep.equal({ time: 30_000, end: 40_000 });
    expect(parseClip('6:41,7:00')).to.deep.equal({ time: 401_000, end: 420_000 });
    expect(parseClip(',40')).to.deep.equal({ time: 0, end: 40_000 });
  });

  it('takes nothing that ends before it begins, and no more than two times', () => {
    for (const text of ['', ',', '40,30', '30,30', '30,', '30,x', 'x,40', '1,2,3'])
      expect(parseClip(text), text).to.equal(undefined);
  });
});
