import { describe, expect, it } from '#test';
import { html } from 'lit';
import '#src/elements/time-range/time-range.define.ts';
import { expectAccessible } from '../../helpers/accessibility.ts';
import { FakePlayer, mount } from '../../helpers/fake-player.ts';
import { emptyState, timeline } from '../../helpers/fake-session.ts';
import { allInside, inside, press } from '../../helpers/shadow.ts';

const WIDTH = 845;

const mountRange = async (fake = new FakePlayer()) => {
  const mounted = await mount(
    html`<reprise-time-range .style=${`width: ${WIDTH}px; margin-top: 100px`}></reprise-time-range>`,
    fake,
  );
  const range = mounted.host.querySelector('reprise-time-range')!;
  const surface = inside(range, '.timeline');
  surface.setPointerCapture = () => undefined;
  const point = (type: string, x: number, init: PointerEventInit = {}): void => {
    const { left } = surface.getBoundingClientRect();
    surface.dispatchEvent(
      new PointerEvent(type, { clientX: left + x, pointerType: 'mouse', cancelable: true, ...init }),
    );
  };
  return { ...mounted, range, surface, point, input: inside(range, 'input') as HTMLInputElement };
};

describe('<reprise-time-range>', () => {
  it('passes the accessibility audit', async () => {
    const { host, remove } = await mountRange();
    await expectAccessible(host);
    remove();
  });

  it('says the time and the chapter', async () => {
    const { input, remove } = await mountRange();

    expect(input.getAttribute('aria-valuetext')).to.equal(
      '6 minutes 41 seconds of 14 minutes 5 seconds; Chapter 3: one refresh at a time',
    );
    expect([input.max, input.value]).to.deep.equal(['845000', '401000']);
    remove();
  });

  it('seeks where it is pressed and dragged, and shows that until the player is there', async () => {
    const { surface, point, fake, requests, settled, remove } = await mountRange();

    point('pointerdown', 100);
    point('pointermove', 200);
    fake.set({ seeking: true });
    point('pointerup', 200);
    await settled();

    expect(requests.map(({ detail }) => detail)).to.deep.equal([
      { position: 100_000 },
      { position: 200_000 },
    ]);
    expect(surface.style.getPropertyValue('--playhead')).to.equal('23.669%');
    fake.set({ seeking: false, position: 199_000 });
    await settled();
    expect(surface.style.getPropertyValue('--playhead')).to.equal('23.550%');
    remove();
  });

  it('ignores other buttons than the first', async () => {
    const { point, requests, remove } = await mountRange();
    point('pointerdown', 100, { button: 2 });
    expect(requests).to.deep.equal([]);
    remove();
  });

  it('names the place under the pointer, and what is there', async () => {
    const { range, point, settled, remove } = await mountRange();

    point('pointermove', 505);
    await settled();
    const preview = inside(range, '.preview').textContent.replace(/\s+/g, ' ').trim();
    point('pointerleave', 0);
    await settled();

    expect(preview).to.match(/^8:25 · Queue requests during refresh Change: src\/http\/queue.ts$/);
    expect(allInside(range, '.preview')).to.have.length(0);
    remove();
  });

  it('keeps the preview inside, at both ends', async () => {
    const { range, point, settled, remove } = await mountRange();
    for (const x of [0, WIDTH]) {
      point('pointermove', x);
      await settled();
      const [inner, outer] = [inside(range, '.preview'), range].map((each) => each.getBoundingClientRect());
      expect(inner!.left).to.be.at.least(outer!.left - 0.5);
      expect(inner!.right).to.be.at.most(outer!.right + 0.5);
    }
    remove();
  });

  it('works by keyboard and leaves other keys to the player', async () => {
    const { input, requests, remove } = await mountRange();

    const keys = ['ArrowLeft', 'ArrowRight', 'ArrowDown', 'ArrowUp', 'Home', 'End', 'PageUp', 'PageDown'];
    const left = [...keys, 'k', 'Tab'].filter((key) => press(input, key));

    expect(left).to.deep.equal(['k', 'Tab']);
    expect(requests.map(({ detail }) => detail)).to.deep.equal([
      { by: -5000 },
      { by: 5000 },
      { by: -5000 },
      { by: 5000 },
      { position: 0 },
      { position: 845_000 },
      { to: 'chapter', direction: 1 },
      { to: 'chapter', direction: -1 },
    ]);
    remove();
  });

  it('takes a value that assistive technology sets', async () => {
    const { input, requests, remove } = await mountRange();

    input.value = '5000';
    input.dispatchEvent(new Event('input'));

    expect(requests[0]?.detail).to.deep.equal({ position: 5000 });
    remove();
  });

  it('does not draw the timeline again when only the playhead moves', async () => {
    const { range, fake, settled, remove } = await mountRange();
    const path = inside(range, '.density path');
    let changes = 0;
    const observer = new MutationObserver((records) => (changes += records.length));
    observer.observe(inside(range, '.bars'), { subtree: true, childList: true, attributes: true });
    observer.observe(path, { attributes: true });

    fake.set({ position: 500_000 });
    await settled();
    changes += observer.takeRecords().length;

    expect(changes).to.equal(0);
    remove();
  });

  it('stays a bounded drawing for a session of a thousand chapters and folds', async () => {
    const many = Array.from({ length: 5000 }, (_, index) => index * 700);
    const big = {
      ...timeline,
      chapters: many.map((time) => ({ time, title: 'x' })),
      folds: many.map((time) => ({ start: time, end: time + 100, label: 'x' })),
      markers: many.map((time) => ({ time, kind: 'change' as const, title: 'x' })),
    };
    const { range, remove } = await mountRange(new FakePlayer({ timeline: big }));

    expect(allInside(range, 'i').length).to.be.below(3200);
    remove();
  });

  it('is empty and disabled before a session is known', async () => {
    const { input, range, point, requests, remove } = await mountRange(new FakePlayer(emptyState));

    point('pointerdown', 10);

    expect(input.disabled).to.equal(true);
    expect(allInside(range, '.density')).to.have.length(0);
    expect(requests).to.deep.equal([]);
    remove();
  });
});
