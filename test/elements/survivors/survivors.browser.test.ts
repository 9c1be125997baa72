import { html } from 'lit';
import { afterEach, describe, expect, it } from '#test';
import '#src/elements/survivors/survivors.define.ts';
import type { SurvivingLines } from '#src/reading/index.ts';
import { expectAccessible } from '../../helpers/accessibility.ts';
import { FakePlayer, mount, type Mounted } from '../../helpers/fake-player.ts';
import { timeline } from '../../helpers/fake-session.ts';
import { FakeView } from '../../helpers/fake-view.ts';
import { until } from '../../helpers/until.ts';

const TURNS = timeline.turns.map((turn, index) => ({ ...turn, changes: index === 0 ? 3 : 0 }));
const LEFT: readonly SurvivingLines[] = [
  { change: 'c1', path: 'src/a.ts', written: 40, kept: 30, ranges: [[10, 39]] },
  { change: 'c2', path: 'src/b.ts', written: 10, kept: 0, ranges: [] },
  { change: 'c3', path: 'src/a.ts', written: 8, kept: 1, ranges: [[2, 2]] },
];

let mounted: Mounted | undefined;
afterEach(() => mounted?.remove());

async function show(left: () => Promise<readonly SurvivingLines[]>, turn = TURNS[0]!.id) {
  const asked: unknown[] = [];
  const survivors = (range: unknown) => {
    asked.push(range);
    return left();
  };
  const fake = new FakePlayer({ timeline: { ...timeline, turns: TURNS } }, { survivors });
  const view = new FakeView();
  mounted = await mount(html`<reprise-survivors .turn=${turn}></reprise-survivors>`, fake, view);
  const root = mounted.host.querySelector('reprise-survivors')!.shadowRoot!;
  const open = async (): Promise<void> => {
    root.querySelector('summary')!.click();
    await until('the answer is there', () => root.querySelector('p') !== null);
    await mounted!.settled();
  };
  return { root, asked, view, open };
}

describe('<reprise-survivors>', () => {
  it('passes the accessibility audit', async () => {
    const { open } = await show(() => Promise.resolve(LEFT));
    await open();
    await expectAccessible(mounted!.host);
  });

  it('counts what is left of a prompt at the end, by file, once that is asked for', async () => {
    const { root, asked, open } = await show(() => Promise.resolve(LEFT));
    expect(root.textContent).to.contain('What of it survived?');
    expect(asked).to.deep.equal([]);

    await open();
    await until('it is counted', () => root.querySelector('li') !== null);

    expect(asked).to.deep.equal([{ from: TURNS[0]!.time, to: TURNS[1]!.time - 1 }]);
    expect(root.querySelector('p')!.textContent).to.equal(
      '31 of 58 lines are still there at the end, in 1 file',
    );
    expect([...root.querySelectorAll('.count')].map(({ textContent }) => textContent)).to.deep.equal([
      '31 of 48',
      '0 of 10',
    ]);
  });

  it('leads to the lines', async () => {
    const { root, view, open } = await show(() => Promise.resolve(LEFT));
    await open();
    await until('it is counted', () => root.querySelector('button') !== null);

    root.querySelector('button')!.click();

    expect(view.requests.at(-1)).to.deep.include({
      large: 'changes',
      lines: {
        path: 'src/a.ts',
        ranges: [
          [2, 2],
          [10, 39],
        ],
      },
    });
  });

  it('says so when it cannot be told, and asks again when it is opened again', async () => {
    const { root, asked, open } = await show(() => Promise.reject(new Error('gone')));
    await open();
    await until('it says so', () => root.querySelector('p')!.textContent.includes('cannot be told'));
    root.querySelector('summary')!.click();
    await until('it is shut', () => root.querySelector('p') === null);
    await open();
    expect(asked.length).to.equal(2);
  });

  it('says nothing of a prompt that changed nothing', async () => {
    const { root } = await show(() => Promise.resolve(LEFT), TURNS[1]!.id);
    expect(root.querySelector('details')).to.equal(null);
  });
});
