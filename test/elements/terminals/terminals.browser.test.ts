import { before, describe, expect, it } from '#test';
import { html } from 'lit';
import '#src/elements/define.ts';
import { defineElements, tagsFor } from '#src/elements/lazy-elements.ts';
import type { SessionContext } from '#src/elements/context.ts';
import type { PlayerState, TerminalPoster, TerminalView } from '#src/player/index.ts';
import { TerminalState } from '#src/state/terminal/index.ts';
import { expectAccessible } from '../../helpers/accessibility.ts';
import { FakePlayer, mount } from '../../helpers/fake-player.ts';
import { manifest, readyState } from '../../helpers/fake-session.ts';
import { allInside, inside } from '../../helpers/shadow.ts';
import { nextFrame, observed } from '../../helpers/until.ts';

before(() => defineElements(tagsFor(manifest)));

const mountTerminals = async (fake = new FakePlayer(), width = 800) => {
  const mounted = await mount(
    html`<reprise-terminals .style=${`width: ${width}px; height: 300px`}></reprise-terminals>`,
    fake,
  );
  const terminals = mounted.host.querySelector('reprise-terminals')!;
  /** Waits until the element knows its width, and what comes of that is drawn. */
  const settled = async (): Promise<void> => {
    await mounted.settled();
    await observed(terminals);
    await nextFrame();
    await mounted.settled();
  };
  await settled();
  const terminal = () => terminals.shadowRoot!.querySelector('reprise-terminal')!;
  const choices = (): string[] =>
    allInside(terminals, '.choices button').map(
      (button) => button.textContent.trim() + (button.ariaPressed === 'true' ? ' (chosen)' : ''),
    );
  const choose = async (label: string): Promise<void> => {
    allInside(terminals, '.choices button')
      .find((button) => button.textContent.trim() === label)!
      .click();
    await settled();
  };
  const fontSize = (): number => parseFloat(getComputedStyle(inside(terminal(), '.grid')).fontSize);
  return { ...mounted, settled, terminals, terminal, choices, choose, fontSize };
};

const synthesised = (): Map<string, TerminalView> =>
  new Map(
    [...readyState.terminals].map(([id, view]) => [
      id,
      { ...view, track: { ...view.track, synthesised: true as const } },
    ]),
  );

/** A player with one recorded terminal that wrote `output` at 65 s. */
function recorded(output: string | undefined, cols = 96): FakePlayer {
  const state = new TerminalState({ cols, rows: 12 }, { scrollback: 100 });
  if (output !== undefined) state.apply({ t: 65_000, code: 'o', data: output });
  const [view] = readyState.terminals.values();
  return new FakePlayer({ terminals: new Map([['main', { ...view!, ready: true, screen: state.screen }]]) });
}

describe('<reprise-terminals>', () => {
  it('passes the accessibility audit, with one terminal, with several, and with none written to', async () => {
    for (const fake of [new FakePlayer(), recorded('x'), recorded(undefined)]) {
      for (const width of [800, 390]) {
        const { host, remove } = await mountTerminals(fake, width);
        await expectAccessible(host);
        remove();
      }
    }
  });

  it('says when the terminal last wrote, in the current clock, and how large it is', async () => {
    const timeMap = { positionOf: (time: number) => time / 2, timeAt: (position: number) => position * 2 };
    const fake = recorded('x');
    fake.set({ timeMap, duration: 100_000 });
    const { terminals, remove } = await mountTerminals(fake);

    expect(inside(terminals, '.name').textContent).to.equal('Terminal');
    expect(inside(terminals, '.at').textContent).to.equal('at 0:32');
    expect(inside(terminals, '.label').textContent).to.equal('96 × 12');
    remove();
  });

  it('has a bar of 40 px', async () => {
    const { terminals, remove } = await mountTerminals(recorded('x'));
    expect(inside(terminals, '.bar').getBoundingClientRect().height).to.equal(40);
    remove();
  });

  it('follows the tool calls where nothing was recorded, until the viewer picks a terminal', async () => {
    const fake = new FakePlayer({ terminals: synthesised() });
    const view = fake.state.transcripts.get('main')!;
    const reference = view.items.find(
      (item) => item.type === 'tool' && item.content[0]?.type === 'terminal',
    )!;
    const retell = (terminalId: string) => {
      const [content] = (reference as { content: readonly object[] }).content;
      const item = { ...reference, content: [{ ...content, terminalId }] };
      fake.set({
        transcripts: new Map([['main', { ...view, items: [item] as unknown as typeof view.items }]]),
      });
    };
    const { terminals, terminal, settled, remove } = await mountTerminals(fake);
    const [first, second] = [...fake.state.terminals.keys()];
    const select = inside(terminals, 'select') as HTMLSelectElement;
    expect(terminal().track).to.equal(first);

    retell(second!);
    await settled();
    expect(terminal().track).to.equal(second);
    expect(select.value).to.equal(second);

    select.value = first!;
    select.dispatchEvent(new Event('change'));
    await settled();
    retell(second!);
    await settled();

    expect(terminal().track).to.equal(first);
    remove();
  });

  it('wraps a terminal made from tool calls, until the viewer wants it as recorded', async () => {
    const terminals = new Map([[...synthesised()][0]!]);
    const { terminal, choices, choose, fontSize, remove } = await mountTerminals(
      new FakePlayer({ terminals }),
      390,
    );
    const screen = (): HTMLElement => inside(terminal(), '.screen');
    expect(choices()).to.deep.equal(['Wrapped (chosen)', 'As recorded']);
    expect(fontSize()).to.equal(13);
    expect(getComputedStyle(screen()).overflowX).to.equal('hidden');

    await choose('As recorded');

    expect(choices()).to.deep.equal(['Wrapped', 'As recorded (chosen)']);
    expect(fontSize()).to.equal(13);
    expect(screen().scrollWidth).to.be.greaterThan(screen().clientWidth);
    remove();
  });

  it('offers a choice for a recording only where it makes a difference', async () => {
    const wide = await mountTerminals(recorded('x'), 1200);
    expect(wide.choices()).to.deep.equal([]);
    wide.remove();

    const narrow = await mountTerminals(recorded('x'), 720);
    expect(narrow.choices()).to.deep.equal(['Fit (chosen)', 'As recorded']);
    await narrow.choose('As recorded');
    expect(narrow.fontSize()).to.equal(13);
    narrow.remove();

    const phone = await mountTerminals(recorded('x', 120), 390);
    expect(phone.choices()).to.deep.equal(['Fit', 'As recorded (chosen)']);
    expect(phone.fontSize()).to.equal(11);
    await phone.choose('Fit');
    expect(phone.fontSize()).to.be.lessThan(6);
    phone.remove();
  });

  it('makes text larger and smaller, by buttons and by two fingers', async () => {
    const { terminals, settled, fontSize, remove } = await mountTerminals(
      new FakePlayer({ terminals: synthesised() }),
    );
    const [smaller, larger] = ['.smaller', '.larger'].map(
      (name) => inside(terminals, name) as HTMLButtonElement,
    );
    larger!.click();
    await settled();
    expect(fontSize()).to.be.closeTo(15.6, 0.1);
    for (let i = 0; i < 9; i += 1) smaller!.click();
    await settled();
    expect(fontSize()).to.be.closeTo(9.1, 0.1);
    expect(smaller!.disabled).to.equal(true);

    const touch = (type: string, pointerId: number, clientX: number): boolean =>
      inside(terminals, 'reprise-terminal').dispatchEvent(
        new PointerEvent(type, { pointerId, clientX, pointerType: 'touch', bubbles: true, composed: true }),
      );
    touch('pointerdown', 1, 100);
    touch('pointerdown', 2, 200);
    touch('pointermove', 2, 300);
    await settled();
    expect(fontSize()).to.be.closeTo(18.2, 0.1);
    touch('pointerup', 2, 300);
    touch('pointermove', 1, 0);
    await settled();
    expect(fontSize()).to.be.closeTo(18.2, 0.1);
    remove();
  });

  it('is empty until something is written: a bar that says what there will be', async () => {
    const fake = recorded(undefined);
    const tests = { time: 9, kind: 'test' as const, text: 'npm test', passed: 14 };
    fake.set({ timeline: { ...readyState.timeline!, markers: [tests, tests] } });
    const { terminals, settled, requests, remove } = await mountTerminals(fake);
    expect(terminals.hasAttribute('empty')).to.equal(true);
    expect(inside(terminals, '.at').textContent).to.equal(
      'no output yet, later 2 test runs, the last: npm test, 14 passed',
    );
    expect(requests.map(({ type }) => type)).to.deep.equal(['reprise-show-request']);

    fake.set({ terminals: recorded('x').state.terminals });
    await settled();

    expect(terminals.hasAttribute('empty')).to.equal(false);
    expect(inside(terminals, '.at').textContent).to.include('at ');
    remove();
  });

  it('says how long it is empty, and goes to the first output', async () => {
    const fake = recorded(undefined);
    const [view] = fake.state.terminals.values();
    const timeMap = { positionOf: (time: number) => time / 2, timeAt: (position: number) => position * 2 };
    fake.set({ terminals: new Map([['main', { ...view!, firstOutput: 65_000 }]]), timeMap });
    const { terminals, settled, requests, remove } = await mountTerminals(fake);

    expect(inside(terminals, '.nothing .at').textContent).to.equal('no output before 0:32');
    inside(terminals, '.nothing button').click();
    expect(requests.at(-1)).to.deep.equal({ type: 'reprise-seek-request', detail: { time: 65_000 } });

    terminals.style.height = 'auto';
    await settled();
    expect(terminals.getBoundingClientRect().height).to.equal(40);
    expect(allInside(terminals, '.nothing')).to.have.length(0);
    remove();
  });

  it('is not empty while the terminal is on its way', async () => {
    const [view] = readyState.terminals.values();
    const fake = new FakePlayer({
      terminals: new Map([['main', { ...view!, ready: false, screen: undefined }]]),
    });
    const { terminals, remove } = await mountTerminals(fake);

    expect(terminals.hasAttribute('empty')).to.equal(false);
    remove();
  });

  describe('at the cover', () => {
    const poster = (output: string, time: number): TerminalPoster => {
      const state = new TerminalState({ cols: 96, rows: 12 }, { scrollback: 100 });
      state.apply({ t: time, code: 'o', data: output });
      return { time, screen: state.screen };
    };
    /** A terminal that shows nothing at the playhead, and `output` at its most telling moment. */
    const covered = async (
      terminalPoster: SessionContext['terminalPoster'],
      change: Partial<PlayerState> = {},
    ) => {
      const { state } = recorded('\x1b[H');
      const fake = new FakePlayer(
        { terminals: state.terminals, position: 0, time: 0, timeMap: undefined, ...change },
        { terminalPoster },
      );
      const mounted = await mountTerminals(fake);
      const lines = (): string =>
        allInside(mounted.terminal(), '.row')
          .map((row) => row.textContent)
          .join('')
          .trim();
      return { ...mounted, lines };
    };
    const alone = { ...manifest, tracks: manifest.tracks.filter(({ kind }) => kind === 'terminal') };

    it('shows the most telling moment, and the playhead as soon as that leaves the start', async () => {
      const asked: string[] = [];
      const { terminals, fake, settled, lines, remove } = await covered((id) => {
        asked.push(id);
        return Promise.resolve(poster('all is done', 12_000));
      });
      expect(lines()).to.equal('all is done');
      expect(inside(terminals, '.at').textContent).to.equal('picture from 0:12');
      expect(allInside(terminals, '.cover')).to.have.length(0);
      expect(asked).to.deep.equal(['main']);

      fake.set({ position: 10, time: 10 });
      await settled();
      expect(lines()).to.equal('');
      expect(inside(terminals, '.at').textContent).to.equal('at 1:05');
      remove();
    });

    it('shows no other moment while that is on its way, and the playhead where it does not come', async () => {
      let fail = (): void => undefined;
      const late = new Promise<never>((_, reject) => (fail = () => reject(new Error('no connection'))));
      const { terminal, settled, remove } = await covered(() => late);
      expect(getComputedStyle(terminal()).visibility).to.equal('hidden');

      fail();
      await late.catch(() => undefined);
      await settled();
      expect(getComputedStyle(terminal()).visibility).to.equal('visible');
      remove();
    });

    it('covers a recording that stands alone: what it is, and one button that plays it', async () => {
      const { host, terminals, terminal, requests, fake, settled, lines, remove } = await covered(
        () => Promise.resolve(poster('all is done', 12_000)),
        { manifest: alone, duration: 90_000 },
      );
      expect(lines()).to.equal('all is done');
      expect(terminal().inert).to.equal(true);
      expect(inside(terminals, 'h2').textContent).to.equal(alone.title);
      expect(allInside(terminals, '.about p span').map(({ textContent }) => textContent)).to.include.members([
        '2 min',
        '96 × 12',
        'picture from 0:12',
      ]);
      await expectAccessible(host);

      inside(terminals, '.cover button').click();
      expect(requests.at(-1)?.type).to.equal('reprise-play-request');
      fake.set({ paused: false });
      await settled();
      expect(allInside(terminals, '.cover')).to.have.length(0);
      expect(terminal().inert).to.equal(false);
      remove();
    });
  });

  it('puts the terminal of a session that has nothing else in the middle', async () => {
    const fake = recorded('x');
    const { terminal, settled, remove } = await mountTerminals(fake);
    expect(terminal().centered).to.equal(false);

    const tracks = manifest.tracks.filter(({ kind }) => kind === 'terminal');
    fake.set({ manifest: { ...manifest, tracks } });
    await settled();

    expect(terminal().centered).to.equal(true);
    remove();
  });
});
