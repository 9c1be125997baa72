import { describe, expect, it } from '#test';
import { html } from 'lit';
import '#src/elements/time-range/time-range.define.ts';
import { expectAccessible } from '../../helpers/accessibility.ts';
import { FakePlayer, mount } from '../../helpers/fake-player.ts';
import { emptyState, timeline } from '../../helpers/fake-session.ts';
import { FakeView } from '../../helpers/fake-view.ts';
import { allInside, inside, press } from '../../helpers/shadow.ts';
import { nextFrame, until } from '../../helpers/until.ts';

const WIDTH = 845;

const mountRange = async (fake = new FakePlayer(), width = WIDTH, view?: FakeView) => {
  const mounted = await mount(
    html`<reprise-time-range .style=${`width: ${width}px; margin-top: 300px`}></reprise-time-range>`,
    fake,
    view,
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

  it('says what is marked on it, and where that is not exact', async () => {
    const { range, input, fake, settled, remove } = await mountRange();
    const described = (): string => inside(range, `#${input.getAttribute('aria-describedby')}`).textContent;

    expect(described()).to.equal('1 error, 2 changes, 1 commit');
    fake.set({ timeline: { ...timeline, exact: false } });
    await settled();

    expect(described()).to.match(
      /^2 errors, 5 changes, 1 commit\. Errors are marked where their turn begins/,
    );
    remove();
  });

  it('says the time, the chapter and the turn', async () => {
    const { input, remove } = await mountRange();

    expect(input.getAttribute('aria-valuetext')).to.equal(
      '6 minutes 41 seconds of 14 minutes 5 seconds, chapter 3 of 6: one refresh at a time, turn 3',
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

  it('has one seek under way while it is dragged, and then goes to where the pointer is', async () => {
    const { point, fake, requests, settled, remove } = await mountRange();

    point('pointerdown', 100);
    fake.set({ seeking: true });
    for (const x of [150, 200, 250]) {
      point('pointermove', x);
      await nextFrame();
    }
    expect(requests).to.have.length(1);
    fake.set({ seeking: false, position: 100_000 });
    await until('the next seek', () => requests.length > 1);
    fake.set({ seeking: true });
    point('pointermove', 300);
    point('pointerup', 300);
    await settled();

    expect(requests.map(({ detail }) => detail)).to.deep.equal([
      { position: 100_000 },
      { position: 250_000 },
      { position: 300_000 },
    ]);
    remove();
  });

  it('asks for one place a frame, however often the pointer moves', async () => {
    const { point, requests, remove } = await mountRange();

    point('pointerdown', 100);
    for (let x = 101; x < 160; x += 1) point('pointermove', x);
    await nextFrame();
    await nextFrame();

    expect(requests.map(({ detail }) => detail)).to.deep.equal([
      { position: 100_000 },
      { position: 159_000 },
    ]);
    remove();
  });

  it('names the place under the pointer, and what is there', async () => {
    const { range, point, remove } = await mountRange();
    const shown = (): HTMLElement | undefined => allInside(range, '.preview')[0];

    point('pointermove', 505);
    await until('the preview is there', () => shown() !== undefined);
    const words = shown()!.textContent.replace(/\s+/g, ' ').trim();
    const shape = shown()!.querySelector('.mark')?.getAttribute('class');
    point('pointerleave', 0);
    await until('it is gone', () => shown() === undefined);

    expect(words).to.equal(
      '8:25 · Queue requests during refresh src/http/queue.ts 3 · “one refresh at a time”',
    );
    expect(shape).to.equal('mark change');
    remove();
  });

  it('never says one title twice', async () => {
    const { range, point, remove } = await mountRange();

    point('pointermove', 470);
    await until('the preview is there', () => allInside(range, '.preview').length > 0);

    expect(inside(range, '.words').innerText.match(/one refresh at a time/g)).to.have.length(1);
    remove();
  });

  it('shows the terminal at that moment where it is at hand', async () => {
    const asked: unknown[] = [];
    const terminalPreview = (id: string, time: number): readonly string[] => {
      asked.push([id, time]);
      return ['$ npm test', ...Array.from({ length: 20 }, (_, index) => `line ${index}`), '', ''];
    };
    const { range, point, remove } = await mountRange(new FakePlayer({}, { terminalPreview }));

    point('pointermove', 100);
    await until('the picture is there', () => allInside(range, '.picture').length > 0);

    const rows = inside(range, '.picture').textContent.trim().split('\n');
    expect([rows[0], rows.at(-1)]).to.deep.equal(['line 11', 'line 19']);
    expect(asked[0]).to.deep.equal(['main', 274_809]);
    remove();
  });

  it('looks at the terminal where the pointer rests, not where it merely passes', async () => {
    const times: number[] = [];
    const terminalPreview = (_: string, time: number): readonly string[] => {
      times.push(time);
      return ['$'];
    };
    const { point, remove } = await mountRange(new FakePlayer({}, { terminalPreview }));

    for (const x of [100, 200, 262]) {
      point('pointermove', x);
      await nextFrame();
    }
    await until('it rests', () => times.length > 0);

    expect(times).to.deep.equal([12 * 60_000]);
    remove();
  });

  it('keeps the preview inside, at both ends', async () => {
    const { range, point, settled, remove } = await mountRange();
    for (const x of [0, WIDTH]) {
      point('pointermove', x);
      await until('the preview is there', () => allInside(range, '.preview').length > 0);
      await nextFrame();
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

  it('names the place that a key has gone to, until the focus leaves', async () => {
    const { range, input, settled, remove } = await mountRange();

    input.focus();
    press(input, 'ArrowRight');
    await settled();
    expect(inside(range, '.preview b').textContent).to.equal('6:41 · one refresh at a time');
    input.blur();
    await settled();

    expect(allInside(range, '.preview')).to.have.length(0);
    remove();
  });

  it('does not draw the timeline again when only the playhead moves', async () => {
    const { range, fake, settled, remove } = await mountRange();
    let changes = 0;
    const observer = new MutationObserver((records) => (changes += records.length));
    for (const layer of allInside<SVGElement>(range, '.layer'))
      observer.observe(layer, { subtree: true, childList: true, attributes: true });

    fake.set({ position: 500_000 });
    await settled();
    changes += observer.takeRecords().length;

    expect(changes).to.equal(0);
    remove();
  });

  it('labels the chapters and says which is current', async () => {
    const { range, fake, settled, remove } = await mountRange();
    const labels = (): string[] => allInside(range, '.labels span').map(({ textContent }) => textContent);
    const current = (): string => inside(range, '.labels .current').textContent;

    expect(labels()).to.have.length(5);
    expect(current()).to.equal('one refresh at a time');
    fake.set({ time: 0 });
    await settled();

    expect(current()).to.equal('Where is the token refreshed?');
    remove();
  });

  it('has neither labels, notches nor density where it is narrow', async () => {
    const { range, remove } = await mountRange(new FakePlayer(), 360);

    expect(allInside(range, '.labels, .notches, .density')).to.have.length(0);
    expect(allInside(range, '.mark').length).to.be.greaterThan(2);
    remove();
  });

  it('has no density for a session without turns', async () => {
    const cast = { ...timeline, turns: [], markers: [] };
    const { range, remove } = await mountRange(new FakePlayer({ timeline: cast }));

    expect(allInside(range, '.density')).to.have.length(0);
    expect(allInside(range, '.labels span')).to.have.length(5);
    remove();
  });

  it('draws the playhead over folds, marks and hits', async () => {
    const fold = timeline.folds[0]!;
    const marked = {
      ...timeline,
      markers: (['error', 'change', 'commit'] as const).map((kind) => ({ time: fold.start, kind })),
    };
    const fake = new FakePlayer({ timeline: marked, position: 262_000, time: fold.start });
    const view = new FakeView({ findings: { query: 'x', times: [fold.start], at: fold.start } });
    const { range, remove } = await mountRange(fake, WIDTH, view);
    const playhead = inside(range, '.playhead');
    // What takes no part in pointing is not found by it.
    for (const each of allInside<SVGElement>(range, '.layer, .playhead')) each.style.pointerEvents = 'all';

    const { left, top, bottom } = playhead.getBoundingClientRect();
    const found = [top + 1, (top + bottom) / 2, bottom - 1].map((y) =>
      range.shadowRoot?.elementFromPoint(left + 1, y),
    );

    expect(allInside(range, '.hit')).to.have.length(2);
    expect(found).to.deep.equal([playhead, playhead, playhead]);
    remove();
  });

  it('shows hits in place of the changes while there are any', async () => {
    const view = new FakeView();
    const { range, settled, remove } = await mountRange(new FakePlayer(), WIDTH, view);
    expect(allInside(range, '.mark.change, .hit').map((each) => each.getAttribute('class'))).to.deep.equal([
      'mark change',
    ]);

    view.set({ findings: { query: 'token', times: [60_000, 120_000], at: undefined } });
    await settled();

    expect(allInside(range, '.mark.change, .hit').map((each) => each.getAttribute('class'))).to.deep.equal([
      'hit',
    ]);
    remove();
  });

  it('shows when subagents worked, where that is known', async () => {
    const { range, fake, settled, remove } = await mountRange();
    expect(allInside(range, '.lanes')).to.have.length(0);

    fake.set({ timeline: { ...timeline, lanes: [{ start: 60_000, end: 120_000 }] } });
    await settled();

    expect(allInside(range, '.lanes')).to.have.length(1);
    remove();
  });

  it('stays a drawing of a few nodes for a session of a thousand turns', async () => {
    const many = Array.from({ length: 1000 }, (_, index) => index * 3600);
    const big = {
      ...timeline,
      chapters: many.map((time) => ({ time, title: 'x' })),
      folds: many.map((time) => ({ start: time, end: time + 100, label: 'x' })),
      markers: many.flatMap((time) =>
        (['change', 'error', 'commit', 'test'] as const).map((kind) => ({ time, kind })),
      ),
    };
    const { range, remove } = await mountRange(new FakePlayer({ timeline: big }));

    expect(allInside(range, '*').length).to.be.at.most(150);
    remove();
  });

  it('is empty and disabled before a session is known', async () => {
    const { input, range, point, requests, remove } = await mountRange(new FakePlayer(emptyState));

    point('pointerdown', 10);

    expect(input.disabled).to.equal(true);
    expect(allInside(range, '.layer')).to.have.length(0);
    expect(requests).to.deep.equal([]);
    remove();
  });
});
