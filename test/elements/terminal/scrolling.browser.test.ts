import { html } from 'lit';
import { ContextProvider } from '@lit/context';
import { describe, expect, it } from '#test';
import type { RepriseTerminal } from '#src/elements/terminal/terminal.ts';
import { viewContext } from '#src/elements/view/view-context.ts';
import type { CurrentItem } from '#src/elements/view/view-state.ts';
import { ViewStore } from '#src/elements/view/view-store.ts';
import { TerminalState } from '#src/state/terminal/index.ts';
import { expectAccessible } from '../../helpers/accessibility.ts';
import { FakePlayer, mount } from '../../helpers/fake-player.ts';
import { manifest } from '../../helpers/fake-session.ts';
import { allInside, inside } from '../../helpers/shadow.ts';
import { until } from '../../helpers/until.ts';
import { drawn, show } from './shown-terminal.ts';

const lines = (count: number, first = 0): string =>
  Array.from({ length: count }, (_, i) => `line ${first + i}\r\n`).join('');

/** Rows that lie in the scrolling area wholly, top to bottom. */
function textsInView(element: RepriseTerminal): string[] {
  const box = inside(element, '.screen').getBoundingClientRect();
  const { borderTopWidth, borderBottomWidth } = getComputedStyle(inside(element, '.screen'));
  const [top, bottom] = [box.top + parseFloat(borderTopWidth), box.bottom - parseFloat(borderBottomWidth)];
  return allInside(element, '.row')
    .filter((row) => {
      const { top: rowTop, bottom: rowBottom } = row.getBoundingClientRect();
      return rowTop >= top - 1 && rowBottom <= bottom + 1;
    })
    .map((row) => row.textContent.trimEnd());
}

async function scroll(element: RepriseTerminal, by: number): Promise<void> {
  inside(element, '.screen').scrollTop += by;
  await drawn(element);
}

const chips = (element: RepriseTerminal): HTMLElement[] => allInside(element, '.chip');

describe('<reprise-terminal>, scrolled up', () => {
  for (const wrap of ['never', 'always'] as const) {
    const options = { size: { cols: 40, rows: 8 }, height: '200px', properties: { wrap } };

    it(`shows what went off the screen (wrap ${wrap})`, async () => {
      const { element, remove } = await show(lines(60), options);
      expect(textsInView(element)).to.include('line 59').and.not.to.include('line 40');

      await scroll(element, -100_000);

      expect(textsInView(element).slice(0, 3)).to.deep.equal(['line 0', 'line 1', 'line 2']);
      await expectAccessible(element);
      remove();
    });

    it(`stays where the viewer reads, whatever is written, until the viewer goes back (wrap ${wrap})`, async () => {
      const { element, write, remove } = await show(lines(60), options);
      await scroll(element, -300);
      const before = textsInView(element);
      expect(chips(element)).to.have.length(1);

      await write(lines(30, 60));
      expect(textsInView(element)).to.deep.equal(before);

      chips(element)[0]!.click();
      await drawn(element);
      expect(textsInView(element)).to.include('line 89');
      expect(chips(element)).to.have.length(0);
      remove();
    });
  }

  it('follows on when the terminal grows so high that it has to scroll up', async () => {
    const { element, write, remove } = await show(lines(20), {
      size: { cols: 40, rows: 24 },
      height: '200px',
      properties: { wrap: 'always' },
    });
    const { scrollTop } = inside(element, '.screen');
    expect(scrollTop).to.be.greaterThan(100);

    element.style.height = '330px';
    await drawn(element);
    await until('the terminal has scrolled up', () => inside(element, '.screen').scrollTop < scrollTop - 100);
    await drawn(element);
    expect(chips(element)).to.have.length(0);

    await write(lines(30, 20));
    expect(textsInView(element)).to.include('line 49');
    remove();
  });

  it('stays where the viewer reads when the oldest rows are given up', async () => {
    const { element, write, remove } = await show(lines(500), { height: '200px' });
    await scroll(element, -2000);
    const before = textsInView(element);

    await write(lines(200, 500));

    expect(textsInView(element)).to.deep.equal(before);
    remove();
  });

  it('shows the screen alone as long as nobody scrolls', async () => {
    const { element, remove } = await show(lines(60), { height: '400px' });

    expect(textsInView(element).filter(Boolean)).to.deep.equal(
      Array.from({ length: 7 }, (_, i) => `line ${53 + i}`),
    );
    remove();
  });

  it('has few elements, however much is held', async () => {
    const { element, remove } = await show(lines(480), { height: '200px' });
    for (let i = 0; i < 12; i += 1) {
      await scroll(element, -1000);
      expect(allInside(element, '.row').length).to.be.lessThan(60);
    }
    expect(textsInView(element)[0]).to.equal('line 0');
    remove();
  });

  it('goes back to the screen after a seek', async () => {
    const { element, state, remove } = await show(lines(60), { height: '200px' });
    await scroll(element, -300);
    const keyframe = state.snapshot();
    state.restore(keyframe);
    element.requestUpdate();
    await drawn(element);

    expect(textsInView(element)).to.include('line 59');
    expect(inside(element, '.notice').textContent.trim()).to.equal('Earlier output is not loaded.');
    remove();
  });

  it('asks for what is not loaded, and stays where the viewer reads', async () => {
    const state = new TerminalState({ cols: 40, rows: 8 }, { scrollback: 500 });
    state.apply({ t: 0, code: 'o', data: lines(60) });
    const keyframe = state.snapshot();
    state.restore(keyframe);
    state.apply({ t: 1, code: 'o', data: lines(60, 60) });
    const track = manifest.tracks.find(({ kind }) => kind === 'terminal')!;
    const view = { track, ready: true, screen: state.screen, version: 1 };
    const fake = new FakePlayer({ terminals: new Map([['main', view]]) });
    const { host, requests, remove } = await mount(
      html`<reprise-terminal .style=${'height: 200px; width: 640px'}></reprise-terminal>`,
      fake,
    );
    const element = host.querySelector('reprise-terminal')!;
    await drawn(element);
    await scroll(element, -100_000);
    const before = textsInView(element);
    inside(element, '.load').click();
    expect(requests.at(-1)).to.deep.equal({
      type: 'reprise-earlier-request',
      detail: { track: track.entry },
    });

    state.restore(undefined);
    state.apply({ t: 0, code: 'o', data: lines(120) });
    fake.set({ terminals: new Map([['main', { ...view, version: 2 }]]) });
    await drawn(element);

    expect(textsInView(element)).to.include(before[2]);
    await scroll(element, -100_000);
    expect(textsInView(element)[0]).to.equal('line 0');
    remove();
  });
});

describe('<reprise-terminal>, with a current command', () => {
  /** @param calls - what each call wrote, all at once; without them, three commands whose calls are not named */
  const mountMarked = async (
    wrap: 'always' | 'never',
    calls?: readonly (readonly [call: string, data: string])[],
  ) => {
    const state = new TerminalState({ cols: 40, rows: 8 }, { scrollback: 500, synthesised: true });
    const write = (t: number, data: string): void => state.apply({ t, code: 'o', data });
    for (const [call, data] of calls ?? []) {
      state.apply({ t: 50, code: 'c', data: call });
      write(50, data);
    }
    if (!calls) {
      write(10, '$ first\r\n');
      write(20, lines(3));
      write(30, '$ second\r\n');
      write(40, lines(3, 3));
      write(50, '$ third\r\n');
      write(60, lines(40, 6));
    }
    const track = manifest.tracks.find(({ kind }) => kind === 'terminal')!;
    const fake = new FakePlayer({
      terminals: new Map([['main', { track, ready: true, screen: state.screen, version: 1 }]]),
    });
    const store = new ViewStore();
    const mounted = await mount(html`<div class="around"></div>`, fake);
    new ContextProvider(mounted.host, { context: viewContext, initialValue: store });
    const element = document.createElement('reprise-terminal');
    element.style.height = '200px';
    element.wrap = wrap;
    mounted.host.append(element);
    await drawn(element);
    const current = async (item: Partial<CurrentItem>): Promise<void> => {
      store.commit({ current: { id: 'x', kind: 'command', time: 0, end: 0, ...item } });
      await drawn(element);
    };
    const marked = (): string[] => allInside(element, '.marked').map((row) => row.textContent.trimEnd());
    return { ...mounted, element, current, marked };
  };

  for (const wrap of ['never', 'always'] as const) {
    it(`marks the rows that it wrote, and brings them into view (wrap ${wrap})`, async () => {
      const { element, current, marked, remove } = await mountMarked(wrap);
      expect(marked()).to.deep.equal([]);

      await current({ time: 30, end: 40 });

      expect(marked()).to.deep.equal(['$ second', 'line 3', 'line 4', 'line 5']);
      expect(textsInView(element)).to.include.members(marked());
      const { left } = allInside(element, '.marked')[0]!.getBoundingClientRect();
      expect(left - element.getBoundingClientRect().left).to.be.closeTo(12, 0.5);

      await current({ time: 10, end: 20 });
      expect(marked()).to.deep.equal(['$ first', 'line 0', 'line 1', 'line 2']);
      expect(textsInView(element)).to.include.members(marked());
      expect(chips(element)).to.have.length(0);
      remove();
    });
  }

  it('shows the end of one that has no room', async () => {
    const { element, current, remove } = await mountMarked('never');
    await current({ time: 50, end: 60 });

    expect(textsInView(element)).to.include('line 45');
    remove();
  });

  it('marks the rows of its call alone where calls ran in the same millisecond', async () => {
    const { current, marked, remove } = await mountMarked('never', [
      ['call-a', '$ first\r\nline 0\r\nline 1\r\n'],
      ['call-b', '$ second\r\nline 2\r\n'],
      ['call-c', '$ third\r\n'],
      ['call-a', 'line 3\r\n'],
    ]);

    await current({ toolCallId: 'call-b', time: 50, end: 50 });
    expect(marked()).to.deep.equal(['$ second', 'line 2']);

    await current({ toolCallId: 'call-a', time: 50, end: 50 });
    expect(marked()).to.deep.equal(['$ first', 'line 0', 'line 1', 'line 3']);

    await current({ toolCallId: 'call-d', time: 50, end: 50 });
    expect(marked()).to.deep.equal([]);
    remove();
  });

  it('marks nothing for an item that is no command', async () => {
    const { current, marked, remove } = await mountMarked('never');
    await current({ kind: 'change', time: 30, end: 40 });

    expect(marked()).to.deep.equal([]);
    remove();
  });
});
