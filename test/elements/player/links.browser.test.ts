import { afterEach, describe, expect, it } from '#test';
import { html } from 'lit';
import type { ReprisePlayer } from '#src/elements/index.ts';
import { until } from '../../helpers/until.ts';
import { archive, noticeOf, open, ready, stageOf } from './open-player.ts';

const UNKNOWN = 'This link leads to something that is not in this session';

let stage: HTMLElement;

afterEach(() => {
  stage.remove();
  history.replaceState(null, '', window.location.pathname + window.location.search);
});

/** A player that follows the address, which says this before it opens. */
async function openAt(hash: string): Promise<ReprisePlayer> {
  history.replaceState(null, '', hash);
  const opened = await open(html`<reprise-player hash .source=${archive}></reprise-player>`);
  stage = opened.stage;
  return opened.player;
}

async function follow(hash: string): Promise<void> {
  const changed = new Promise((resolve) => window.addEventListener('hashchange', resolve, { once: true }));
  window.location.hash = hash;
  await changed;
}

describe('a link to a moment', () => {
  it('begins there', async () => {
    const player = await openAt('#t=0:30');

    expect(player.sessionTime).to.equal(30);
  });

  it('brings its view and its panel along', async () => {
    const player = await openAt('#e=m2&view=code&panel=outline');

    await until('the event is reached', () => player.sessionTime === 24);
    expect(player.view).to.equal('code');
  });

  it('says so when it leads to nothing in this session', async () => {
    const player = await openAt('#e=nowhere');
    await until('the viewer is told', () => noticeOf(player) === UNKNOWN);
    expect(player.sessionTime).to.equal(0);

    await follow('#t=20');
    await until('the moment is reached', () => player.sessionTime === 20);
    await follow('#t=9:00');
    await until('the end is reached', () => player.sessionTime === 60);
    await until('the viewer is told again', () => noticeOf(player) === UNKNOWN);
  });

  it('plays a clip and stops at its end', async () => {
    const player = await openAt('');
    player.playbackRate = 4;

    await follow('#t=24,26');
    await until('the clip plays', () => !player.paused);
    expect(player.sessionTime).to.be.within(24, 26);
    await until('it stops', () => player.paused);

    expect(player.sessionTime).to.equal(26);
    await player.play();
    await until('what follows plays', () => player.sessionTime > 26.5);
    player.pause();
  });

  it('leaves a viewer alone who leaves the clip', async () => {
    const player = await openAt('');
    player.playbackRate = 4;
    await follow('#t=24,26');
    await until('the clip plays', () => !player.paused);

    await player.seek(40);
    await until('it plays on elsewhere', () => player.sessionTime > 41);

    expect(player.paused).to.equal(false);
    player.pause();
  });
});

describe('several players on a page', () => {
  async function openTwo(): Promise<readonly [ReprisePlayer, ReprisePlayer]> {
    stage = stageOf(html`
      <reprise-player .source=${archive}></reprise-player>
      <reprise-player id="one" hash .source=${archive}></reprise-player>
      <reprise-player id="two" hash .source=${archive}></reprise-player>
    `);
    await ready(stage);
    const [one, two] = [...stage.querySelectorAll<ReprisePlayer>('[hash]')];
    await until('both are open', () => one!.readyState === 4 && two!.readyState === 4);
    return [one!, two!];
  }

  it('do not fight over the address: the first follows it, or the one that it names', async () => {
    const [one, two] = await openTwo();
    const times = (): number[] =>
      [...stage.querySelectorAll('reprise-player')].map(({ sessionTime }) => sessionTime);

    await follow('#t=20');
    await until('the first follows', () => one.sessionTime === 20);
    expect(times()).to.deep.equal([0, 20, 0]);

    await follow('#two:t=30');
    await until('the second follows', () => two.sessionTime === 30);
    expect(times()).to.deep.equal([0, 20, 30]);
  });

  it('are named in the links that they copy', async () => {
    const [, two] = await openTwo();
    const copied: string[] = [];
    const { clipboard } = navigator;
    Object.defineProperty(navigator, 'clipboard', {
      configurable: true,
      value: { writeText: (text: string) => Promise.resolve(void copied.push(text)) },
    });
    two.view = 'code';
    const request = new CustomEvent('reprise-link-request', { detail: { time: 30_000 }, cancelable: true });

    two.dispatchEvent(request);
    await until('the link is copied', () => copied.length > 0);

    expect(new URL(copied[0]!).hash).to.equal('#two:t=30&view=code');
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: clipboard });
  });
});
