import { PackMeter } from '#src/cli/pack-meter.ts';
import { inOrder } from '#src/cli/sessions/in-order.ts';
import { describe, expect, it } from '#test';

describe('inOrder', () => {
  it('gives what comes of items in their order, with so many begun at most, whatever fails', async () => {
    const answers = new Map<string, () => void>();
    const begun: string[] = [];
    const items = ['a', 'b', 'c', 'd'];
    const given: string[] = [];
    const walk = (async () => {
      const outcomes = inOrder(items, 2, (item) => {
        begun.push(item);
        return new Promise<string>((resolve, reject) => {
          answers.set(item, () => (item === 'b' ? reject(new Error('not b')) : resolve(item.toUpperCase())));
        });
      });
      for await (const { item, outcome } of outcomes) {
        given.push(outcome.status === 'fulfilled' ? outcome.value : `no ${item}`);
      }
    })();
    const turn = () => new Promise((resolve) => setImmediate(resolve));

    await turn();
    expect(begun).to.deep.equal(['a', 'b']);
    answers.get('b')!();
    await turn();
    expect(given).to.deep.equal([]);
    answers.get('a')!();
    await turn();
    expect(given).to.deep.equal(['A', 'no b']);
    expect(begun).to.deep.equal(items);
    answers.get('d')!();
    answers.get('c')!();
    await walk;

    expect(given).to.deep.equal(['A', 'no b', 'C', 'D']);
  });
});

describe('PackMeter', () => {
  it('tells sessions, bytes, and after a while rate and time left', () => {
    let now = 0;
    const meter = new PackMeter(3, 30e6, () => now);
    expect(meter.line).to.equal('0 of 3 sessions, 0 B of 30 MB');

    const first = meter.begin(10e6);
    const second = meter.begin(20e6);
    first.report({ read: 50, size: 100 });
    now = 1000;
    expect(meter.line).to.equal('0 of 3 sessions, 5 MB of 30 MB');

    first.end();
    second.report({ read: 1, size: 4 });
    now = 5000;
    expect(meter.line).to.equal('1 of 3 sessions, 15 MB of 30 MB, 3 MB/s, 5 s left');
  });
});
