import { html } from 'lit';
import { afterEach, describe, expect, it } from '#test';
import '#src/elements/find/find.define.ts';
import type { RepriseFind } from '#src/elements/find/find.ts';
import { MAX_LINES } from '#src/elements/find/list-window.ts';
import type { ViewRequests } from '#src/elements/events.ts';
import type { FindMatching, FindOptions, FindStep, Hit, HitKind, PlayerState } from '#src/player/index.ts';
import { expectAccessible } from '../../helpers/accessibility.ts';
import { FakePlayer, mount } from '../../helpers/fake-player.ts';
import type { Mounted } from '../../helpers/fake-player.ts';
import { manifest } from '../../helpers/fake-session.ts';
import { FakeView } from '../../helpers/fake-view.ts';
import { allInside, inside, press } from '../../helpers/shadow.ts';
import { nextFrame, until } from '../../helpers/until.ts';

const MINUTE = 60_000;

function hit(number: number, kind: HitKind, turn: number, text = `a needle ${number}`): Hit {
  const start = text.indexOf('needle');
  const time = number * MINUTE;
  return {
    kind,
    time,
    event: `e${number}`,
    track: 'main',
    turn,
    line: { text, start, end: start + 6 },
    index: 0,
    place: { time, track: 0, item: number },
  };
}

const HITS = [hit(1, 'prompt', 1), hit(2, 'output', 1), hit(9, 'answer', 2), hit(10, 'output', 2)];

const step = (change: Partial<FindStep>): FindStep => ({
  state: 'done',
  hits: HITS,
  searched: 4,
  parts: 4,
  unreadable: 0,
  bytes: 0,
  more: false,
  longTexts: { count: 0, bytes: 0 },
  ...change,
});

interface Asked {
  readonly query: string;
  readonly options: FindMatching & FindOptions;
}

let mounted: Mounted | undefined;
let asked: Asked[] = [];
let views: ViewRequests['reprise-view-request'][] = [];

async function show(
  steps: Iterable<FindStep> | AsyncIterable<FindStep> = [step({})],
  view = new FakeView(),
  state: Partial<PlayerState> = {},
): Promise<RepriseFind> {
  asked = [];
  views = [];
  const find = async function* (query: string, options: FindMatching & FindOptions) {
    asked.push({ query, options });
    yield* steps;
  };
  const style = 'display: block; inline-size: 20rem; block-size: 30rem';
  mounted = await mount(
    html`<div .style=${style}><reprise-find></reprise-find></div>`,
    new FakePlayer({ time: 5 * MINUTE, ...state }, { find }),
    view,
  );
  mounted.host.addEventListener('reprise-view-request', ({ detail }) => views.push(detail));
  return mounted.host.querySelector('reprise-find')!;
}

function type(panel: RepriseFind, text: string): void {
  const field = inside(panel, 'input') as HTMLInputElement;
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

async function search(panel: RepriseFind, text = 'needle'): Promise<void> {
  type(panel, text);
  await until('there are hits', () => allInside(panel, '.hit').length > 0);
}

const texts = (panel: RepriseFind, selector: string): string[] =>
  allInside(panel, selector).map(({ textContent }) => textContent.replace(/\s+/g, ' ').trim());
const seeks = (): unknown[] =>
  mounted!.requests.filter((request) => request.type === 'reprise-seek-request').map(({ detail }) => detail);

afterEach(() => mounted?.remove());

describe('reprise-find', () => {
  it('has no accessibility violation, empty and with hits', async () => {
    const panel = await show([step({ state: 'asking', searched: 1, bytes: 3_000_000 })]);
    await expectAccessible(mounted!.host);
    await search(panel);
    press(inside(panel, 'input'), 'Enter');
    await until('a hit is chosen', () => allInside(panel, '.hit.now').length === 1);
    await expectAccessible(mounted!.host);
  });

  it('lists hits under their turns with their lines, and counts them by kind', async () => {
    const panel = await show();
    await search(panel);

    expect(texts(panel, '.kinds button')).to.deep.equal(['All 4', 'Prompts 1', 'Answers 1', 'Output 2']);
    expect(texts(panel, '.line .text')).to.deep.equal([
      "Access tokens aren't refreshing",
      'a needle 1',
      'a needle 2',
      'write a failing test',
      'a needle 9',
      'a needle 10',
    ]);
    expect(texts(panel, 'mark')).to.deep.equal(['needle', 'needle', 'needle', 'needle']);
    expect(texts(panel, '.place b')).to.deep.equal(['4 hits']);
    expect(texts(panel, '[role=status]')).to.deep.equal(['4 hits']);
  });

  it('searches for what was typed last, once typing rests', async () => {
    const panel = await show();
    for (const text of ['n', 'ne', 'need']) type(panel, text);
    await until('it has searched', () => asked.length > 0);
    expect(asked.map(({ query }) => query)).to.deep.equal(['need']);
  });

  it('searches for what is typed while another search still finds something', async () => {
    let finish = false;
    const steps = async function* () {
      while (!finish) {
        yield step({ state: 'searching', hits: [] });
        await nextFrame();
      }
    };
    const panel = await show(steps());
    type(panel, 'need');
    await until('it searches', () => asked.length === 1);
    type(panel, 'needle');
    await until('it searches for the rest', () => asked.length === 2);
    finish = true;
    expect(asked[1]!.query).to.equal('needle');
    expect(asked[0]!.options.signal!.aborted).to.equal(true);
  });

  it('keeps to case and whole words when they are switched on', async () => {
    const panel = await show();
    await search(panel);
    inside(panel, '[title="Match case"]').click();
    inside(panel, '[title="Whole words"]').click();
    await until('it has searched thrice', () => asked.length === 3);
    expect(asked[2]!.options).to.deep.include({ case: true, word: true });
    expect(asked[1]!.options.signal!.aborted).to.equal(true);
  });

  it('tells the timeline where the hits are', async () => {
    const panel = await show();
    await search(panel);
    const { findings } = views.at(-1)!;
    expect(findings).to.deep.include({ query: 'needle', at: undefined });
    expect(findings!.times).to.deep.equal([1, 2, 9, 10].map((minutes) => minutes * MINUTE));
  });

  it('goes from hit to hit with Enter and Shift-Enter, from the playhead on', async () => {
    const panel = await show();
    await search(panel);
    const field = inside(panel, 'input');

    press(field, 'Enter');
    await until('it has gone', () => seeks().length === 1);
    expect(seeks()).to.deep.equal([{ time: 9 * MINUTE }]);
    expect(views.at(-1)).to.have.property('target', 'e9');
    expect(views.at(-1)!.findings).to.deep.include({ at: 9 * MINUTE, hit: HITS[2] });
    await until('it is marked', () => texts(panel, '.hit.now .text')[0] === 'a needle 9');
    expect(texts(panel, '.place b')).to.deep.equal(['3 of 4']);

    press(field, 'Enter', { shiftKey: true });
    press(field, 'F3', { shiftKey: true });
    press(field, 'F3', { shiftKey: true });
    await until('it has gone on', () => seeks().length === 4);
    expect(seeks().at(-1)).to.deep.equal({ time: 10 * MINUTE });
  });

  it('goes through the list with the arrow keys, Home and End', async () => {
    const panel = await show();
    await search(panel);
    press(inside(panel, 'input'), 'ArrowDown');
    const list = inside(panel, '.list');
    expect(panel.shadowRoot!.activeElement).to.equal(list);

    const at: (string | null)[] = [];
    for (const key of ['ArrowDown', 'ArrowDown', 'End', 'Home']) {
      press(list, key);
      await panel.updateComplete;
      at.push(list.getAttribute('aria-activedescendant'));
    }
    expect(at).to.deep.equal(['hit-0', 'hit-1', 'hit-3', 'hit-0']);
    press(list, 'ArrowUp');
    expect(panel.shadowRoot!.activeElement).to.equal(inside(panel, 'input'));
  });

  it('shows the hits of one kind only', async () => {
    const panel = await show();
    await search(panel);
    allInside(panel, '.kinds button')[3]!.click();
    await until('there are two', () => allInside(panel, '.hit').length === 2);
    expect(texts(panel, '.hit .text')).to.deep.equal(['a needle 2', 'a needle 10']);
    expect(allInside(panel, '.kinds button').map((button) => button.ariaPressed)).to.deep.equal([
      'false',
      'false',
      'false',
      'true',
    ]);
  });

  it('asks before it fetches the rest, and goes on when told to', async () => {
    const panel = await show([
      step({ state: 'asking', hits: HITS.slice(0, 2), searched: 12, parts: 40, bytes: 6_100_000 }),
      step({ hits: HITS.slice(2), searched: 40, parts: 40 }),
    ]);
    await search(panel);
    expect(texts(panel, '.progress p')).to.deep.equal(['Searched 12 of 40 parts. The rest is 6.1 MB: go on']);
    expect(allInside(panel, '.hit')).to.have.lengthOf(2);

    inside(panel, '.progress .link').click();
    await until('the rest is there', () => allInside(panel, '.hit').length === 4);
    expect(allInside(panel, '.progress')).to.have.lengthOf(0);
  });

  it('offers to search long texts', async () => {
    const panel = await show([step({ longTexts: { count: 3, bytes: 2_100_000 } })]);
    await search(panel);
    expect(texts(panel, '.progress p')).to.deep.equal(['3 long texts (2.1 MB) not searched: search too']);
    inside(panel, '.progress .link').click();
    await until('it has searched again', () => asked.length === 2);
    expect(asked[1]!.options.longTexts).to.equal(true);
  });

  it('says what could not be searched', async () => {
    const panel = await show([step({ unreadable: 2 })]);
    await search(panel);
    expect(texts(panel, '.progress p')).to.deep.equal([
      '2 parts are missing, damaged or too large and not searched.',
    ]);
  });

  it('says whose conversation a hit stands in, and when a terminal showed it', async () => {
    const hits: Hit[] = [
      { ...hit(1, 'answer', 1), track: 'explorer' },
      { ...hit(2, 'terminal', 1), event: undefined, screen: { row: 0, column: 2, nth: 0 } },
    ];
    const tracks = [
      { id: 'main', kind: 'transcript', entry: 'transcript/main.ndjson' },
      {
        id: 'explorer',
        kind: 'transcript',
        entry: 'transcript/explorer.ndjson',
        parent: 'main',
        title: 'Explore',
      },
      { id: 'main', kind: 'terminal', entry: 'terminal/main.cast' },
    ] as const;
    const panel = await show([step({ hits })], new FakeView(), { manifest: { ...manifest, tracks } });
    await search(panel);
    expect(texts(panel, '.whose')).to.deep.equal(['Explore']);
    expect(allInside(panel, '.hit')[0]!.ariaLabel).to.contain('a needle 1, Explore, Turn 1');
    expect(texts(panel, '.hit .time')).to.have.lengthOf(1);
    expect(texts(panel, '.kinds button')).to.deep.equal(['All 2', 'Answers 1', 'Terminal 1']);

    press(inside(panel, 'input'), 'End');
    press(inside(panel, '.list'), 'End');
    await until('it has gone', () => seeks().length === 1);
    expect(views.at(-1)).to.have.property('target', undefined);
  });

  it('says when nothing is found, and when there are more hits than are kept', async () => {
    const panel = await show([step({ hits: [] })]);
    type(panel, 'nothing');
    await until('it says so', () => texts(panel, '.sentence')[0] === 'Nothing found.');
    mounted!.remove();

    const other = await show([step({ more: true })]);
    await search(other);
    expect(texts(other, '.place b')).to.deep.equal(['more than 4 hits']);
  });

  it('draws few lines of 5,000 hits, and the last one when it is gone to', async () => {
    const many = Array.from({ length: 5000 }, (_, i) => hit(i, 'output', 1));
    const panel = await show([step({ hits: many })]);
    await search(panel);
    expect(allInside(panel, '.line').length).to.be.at.most(MAX_LINES);

    press(inside(panel, '.list'), 'End');
    await until('the last is there', () => texts(panel, '.hit.now .text')[0] === 'a needle 4999');
    expect(allInside(panel, '.line').length).to.be.at.most(MAX_LINES);
  });

  it('leaves with Escape, and gives the focus back', async () => {
    const button = document.createElement('button');
    document.body.append(button);
    button.focus();
    const panel = await show();
    expect(panel.shadowRoot!.activeElement).to.equal(inside(panel, 'input'));

    press(inside(panel, 'input'), 'Escape');
    expect(views.at(-1)).to.deep.equal({ column: undefined, findings: undefined });
    expect(document.activeElement).to.equal(button);
    button.remove();
  });

  it('begins with what was looked for before', async () => {
    const findings = { query: 'needle', matching: { case: true }, times: [], at: undefined };
    const panel = await show([step({})], new FakeView({ findings }));
    await until('there are hits', () => allInside(panel, '.hit').length > 0);
    expect((inside(panel, 'input') as HTMLInputElement).value).to.equal('needle');
    expect(asked[0]!.options.case).to.equal(true);
  });

  it('ends its search when it goes away', async () => {
    const panel = await show();
    await search(panel);
    mounted!.remove();
    expect(asked[0]!.options.signal!.aborted).to.equal(true);
  });
});
