import { describe, expect, it } from '#test';
import { html } from 'lit';
import '#src/elements/split/split.define.ts';
import { expectAccessible } from '../../helpers/accessibility.ts';
import { mount } from '../../helpers/fake-player.ts';
import { allInside, inside, press } from '../../helpers/shadow.ts';

const mountSplit = async (orientation: 'columns' | 'rows' = 'columns') => {
  const mounted = await mount(html`
    <reprise-split
      .style=${'width: 1001px; height: 1001px'}
      orientation=${orientation}
      share="0.4"
      label="Width of the story"
    >
      <div slot="start">start</div>
      <div slot="end">end</div>
    </reprise-split>
  `);
  const split = mounted.host.querySelector('reprise-split')!;
  const size = (name: string): number => {
    const { width, height } = split.querySelector(`[slot=${name}]`)!.getBoundingClientRect();
    return Math.round(orientation === 'columns' ? width : height);
  };
  return { ...mounted, split, size };
};

describe('<reprise-split>', () => {
  it('passes the accessibility audit', async () => {
    const { host, remove } = await mountSplit();
    await expectAccessible(host);
    remove();
  });

  it('moves with the arrow keys of its direction, and not beyond its limits', async () => {
    for (const [orientation, less, more] of [
      ['columns', 'ArrowLeft', 'ArrowRight'],
      ['rows', 'ArrowUp', 'ArrowDown'],
    ] as const) {
      const { split, size, settled, remove } = await mountSplit(orientation);
      const line = inside(split, '[role=separator]');
      expect(size('start')).to.equal(400);
      const after = async (key: string): Promise<number> => {
        press(line, key);
        await settled();
        return size('start');
      };

      expect(await after(more)).to.equal(420);
      expect(await after(less)).to.equal(400);
      expect(await after('End')).to.equal(800);
      expect(await after(more)).to.equal(800);
      expect(await after('Home')).to.equal(200);
      expect(line.getAttribute('aria-valuenow')).to.equal('20');
      expect(press(line, orientation === 'columns' ? 'ArrowUp' : 'ArrowLeft')).to.equal(true);
      remove();
    }
  });

  it('follows the pointer, and a double click puts it back', async () => {
    const { split, size, settled, remove } = await mountSplit();
    const line = inside(split, '[role=separator]');
    line.setPointerCapture = () => undefined;
    const { left } = split.getBoundingClientRect();
    const point = (type: string, x: number): boolean =>
      line.dispatchEvent(new PointerEvent(type, { clientX: left + x }));

    point('pointermove', 700);
    point('pointerdown', 400);
    point('pointermove', 600.6);
    point('pointerup', 600.6);
    point('pointermove', 700);
    await settled();
    expect(size('start')).to.equal(600);

    line.dispatchEvent(new MouseEvent('dblclick'));
    await settled();
    expect(size('start')).to.equal(400);
    remove();
  });

  it('shows one pane alone and keeps the elements of both', async () => {
    const { split, size, settled, remove } = await mountSplit();
    const panes = [...split.children];

    split.only = 'end';
    await settled();

    expect([size('start'), size('end')]).to.deep.equal([0, 1001]);
    expect(allInside(split, '[role=separator]')).to.have.length(0);
    expect([...split.children]).to.deep.equal(panes);
    remove();
  });
});
