import { describe, expect, it } from '#test';
import { changeOfItem, countTurns, numberOfChange } from '#src/elements/changes/find-change.ts';
import type { ChangeEvent } from '#src/format/index.ts';
import { timeline } from '../../helpers/fake-session.ts';
import { viewOf } from './change-session.ts';

const MINUTE = 60_000;
const change = (id: string, t: number, toolCallId?: string): ChangeEvent => ({
  t,
  id,
  path: `${id}.ts`,
  op: 'modify',
  ...(toolCallId === undefined ? {} : { toolCallId }),
});
const changes = [change('a', 10, 'c1'), change('b', 10, 'c2'), change('c', 20, 'c2'), change('d', 30)];

describe('changeOfItem', () => {
  const item = { id: 'e', time: 25, end: 35, kind: 'change' } as const;

  it('is the first one of the call, whenever that was', () => {
    expect(changeOfItem(changes, { ...item, toolCallId: 'c2' })?.id).to.equal('b');
    expect(changeOfItem(changes, { ...item, kind: 'command', toolCallId: 'c1' })?.id).to.equal('a');
  });

  it('is that of its time, for an item that is a change', () => {
    expect(changeOfItem(changes, { ...item, toolCallId: 'unknown' })?.id).to.equal('d');
    expect(changeOfItem(changes, { ...item, kind: 'message' })).to.equal(undefined);
    expect(changeOfItem(changes, { ...item, time: 31 })).to.equal(undefined);
  });
});

describe('numberOfChange', () => {
  it('counts those that are loaded, where that is all there are', () => {
    expect(changes.map((one) => numberOfChange(one, viewOf(changes), undefined))).to.deep.equal([1, 2, 3, 4]);
  });

  it('counts by the marks of the timeline else, where these are exact', () => {
    const late = [change('x', 34 * MINUTE), change('y', 34 * MINUTE), change('z', 40 * MINUTE)];
    const view = viewOf(late, { hasEarlier: true });

    expect(late.map((one) => numberOfChange(one, view, timeline))).to.deep.equal([2, 3, 3]);
    expect(numberOfChange(late[0]!, view, { ...timeline, exact: false })).to.equal(undefined);
    expect(numberOfChange(change('none', 1), view, undefined)).to.equal(undefined);
  });
});

describe('countTurns', () => {
  it('counts the turns in which times lie; what is before the first counts as one', () => {
    expect(countTurns([1, 2, 9 * MINUTE, 50 * MINUTE], timeline)).to.equal(3);
    expect(countTurns([1, 2], undefined)).to.equal(1);
    expect(countTurns([], timeline)).to.equal(0);
  });
});
