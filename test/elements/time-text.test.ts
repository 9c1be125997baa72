import { describe, expect, it } from '#test';
import { timeText, timeWords } from '#src/elements/time-text.ts';

describe('timeText', () => {
  it('shows minutes and seconds, and hours where the longest time has them', () => {
    expect(timeText(0)).to.equal('0:00');
    expect(timeText(401_999)).to.equal('6:41');
    expect(timeText(3_599_000)).to.equal('59:59');
    expect(timeText(3_600_000)).to.equal('1:00:00');
    expect(timeText(3_723_000)).to.equal('1:02:03');
    expect(timeText(401_000, 3_723_000)).to.equal('0:06:41');
  });

  it('never shows a time before the start', () => {
    expect(timeText(-5)).to.equal('0:00');
  });
});

describe('timeWords', () => {
  it('leaves out units that are zero and knows the singular', () => {
    expect(timeWords(401_000)).to.equal('6 minutes 41 seconds');
    expect(timeWords(3_661_000)).to.equal('1 hour 1 minute 1 second');
    expect(timeWords(7_200_000)).to.equal('2 hours');
    expect(timeWords(400)).to.equal('0 seconds');
  });
});
