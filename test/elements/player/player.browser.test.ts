import { afterEach, before, describe, expect, it } from '#test';
import { html, render, type TemplateResult } from 'lit';
import '#src/elements/define.ts';
import { rendered } from '#src/elements/player/rendered.ts';
import type { ReprisePlayer } from '#src/elements/index.ts';
import '#src/elements/parts.define.ts';
import { expectAccessible } from '../../helpers/accessibility.ts';
import { sampleArchive } from '../../helpers/sample-archive.ts';
import { allInside, inside, press } from '../../helpers/shadow.ts';

let archive: Uint8Array<ArrayBuffer>;
let stage: HTMLElement;

before(async () => {
  archive = await sampleArchive();
});

afterEach(() => stage.remove());

function mount(template: TemplateResult): ReprisePlayer {
  stage = document.createElement('div');
  document.body.append(stage);
  render(template, stage);
  return stage.querySelector('reprise-player')!;
}

function until(player: ReprisePlayer, type: string): Promise<Event> {
  return new Promise((resolve) => player.addEventListener(type, resolve, { once: true }));
}

/** A player with the sample open. */
async function open(
  template = html`<reprise-player .source=${archive}></reprise-player>`,
): Promise<ReprisePlayer> {
  const player = mount(template);
  await until(player, 'loadeddata');
  await player.updateComplete;
  return player;
}

function record(player: ReprisePlayer, types: readonly string[]): string[] {
  const seen: string[] = [];
  for (const type of types) player.addEventListener(type, () => seen.push(type));
  return seen;
}

describe('<reprise-player>', () => {
  it('passes the accessibility audit, empty and with a session', async () => {
    const player = await open();
    await expectAccessible(stage);

    player.load(new Blob([]));
    await until(player, 'error');
    await player.updateComplete;

    await expectAccessible(stage);
  });

  it('opens a source and tells it as media elements do', async () => {
    const types = ['loadstart', 'durationchange', 'loadedmetadata', 'loadeddata', 'canplay', 'error', 'play'];
    const player = mount(html`<reprise-player></reprise-player>`);
    const seen = record(player, types);
    expect([player.duration, player.readyState, player.networkState]).to.deep.equal([NaN, 0, 0]);

    player.source = archive;
    await until(player, 'canplay');

    expect(seen).to.deep.equal(['loadstart', 'durationchange', 'loadedmetadata', 'loadeddata', 'canplay']);
    expect([player.duration, player.readyState, player.paused, player.clock]).to.deep.equal([
      20,
      4,
      true,
      'reading',
    ]);
    expect([player.seekable.length, player.seekable.end(0)]).to.deep.equal([1, 20]);
    expect(player.chapters.map(({ startTime }) => startTime)).to.deep.equal([0, 20, 40]);
  });

  it('takes every kind of source', async () => {
    for (const source of [archive, archive.buffer, new Blob([archive]), new File([archive], 'a.reprise')]) {
      const player = await open(html`<reprise-player .source=${source}></reprise-player>`);
      expect(player.session.manifest?.title).to.equal('Login fails after an hour');
      stage.remove();
    }
    const address = URL.createObjectURL(new Blob([archive]));
    const player = await open(html`<reprise-player src=${address}></reprise-player>`);
    expect(player.currentSrc).to.equal(address);
    // What Preact sets for a property that is not given.
    Object.assign(player, { source: '' });
    await player.updateComplete;
    expect(player.currentSrc).to.equal(address);
    URL.revokeObjectURL(address);
  });

  it('plays and pauses, also when asked before the source is open', async () => {
    const player = mount(html`<reprise-player .source=${archive}></reprise-player>`);
    const seen = record(player, ['play', 'playing', 'pause', 'ended']);

    await player.play();
    expect([player.paused, ...seen]).to.deep.equal([false, 'play', 'playing']);
    player.pause();

    expect([player.paused, ...seen]).to.deep.equal([true, 'play', 'playing', 'pause']);
  });

  it('rejects play() when there is nothing that can be played', async () => {
    const player = mount(html`<reprise-player .source=${new Blob(['no archive'])}></reprise-player>`);
    const reason = await player.play().catch((error: unknown) => error);

    expect(reason).to.be.instanceOf(DOMException).with.property('name', 'NotSupportedError');
    expect(player.error).to.deep.include({ code: 4, reason: 'not-an-archive' });
    expect(player.networkState).to.equal(3);
  });

  it('opens nothing that is not on the web', async () => {
    const player = mount(html`<reprise-player></reprise-player>`);
    for (const src of [
      'javascript:alert(1)',
      'data:application/zip;base64,UEsDBA==',
      'file:///etc/passwd',
      'http://',
    ]) {
      const failed = until(player, 'error');
      player.src = src;
      await failed;
      expect(player.error?.reason, src).to.equal('source-unavailable');
    }
  });

  it('runs to the end, stops there and begins again', async () => {
    const player = await open();
    player.playbackRate = 16;
    player.currentTime = 19.9;
    const seen = record(player, ['timeupdate', 'pause', 'ended']);

    const ended = until(player, 'ended');
    await player.play();
    await ended;

    expect(seen.slice(-3)).to.deep.equal(['timeupdate', 'pause', 'ended']);
    expect([player.ended, player.paused, player.currentTime]).to.deep.equal([true, true, 20]);
    await player.play();
    expect(player.currentTime).to.be.below(2);
    player.pause();
  });

  it('counts currentTime in the current clock and sessionTime in the session', async () => {
    const player = await open();

    player.currentTime = 11;
    expect([player.currentTime, player.sessionTime]).to.deep.equal([11, 30]);
    player.sessionTime = 20;
    expect(player.currentTime).to.equal(10);
    const changed = until(player, 'durationchange');
    player.clock = 'wall';
    await changed;

    expect([player.clock, player.duration, player.currentTime]).to.deep.equal(['wall', 60, 20]);
    expect(() => (player.currentTime = NaN)).to.throw(TypeError);
  });

  it('clamps seeks to the session and fires seeking and seeked', async () => {
    const player = await open();

    await player.seek(-5);
    expect(player.sessionTime).to.equal(0);
    await player.seek(1e9);
    expect(player.sessionTime).to.equal(60);
    expect(await player.seek(NaN).catch((error: unknown) => error)).to.be.instanceOf(TypeError);
  });

  it('begins where it is told: start, currentTime before opening, autoplay', async () => {
    const started = await open(html`<reprise-player start="0:30" .source=${archive}></reprise-player>`);
    expect(started.sessionTime).to.equal(30);
    stage.remove();

    const later = mount(html`<reprise-player></reprise-player>`);
    later.currentTime = 5;
    later.source = archive;
    await until(later, 'loadeddata');
    expect(later.currentTime).to.equal(5);
    stage.remove();

    const playing = await open(
      html`<reprise-player autoplay loop clock="wall" .source=${archive}></reprise-player>`,
    );
    expect([playing.paused, playing.loop, playing.clock]).to.deep.equal([false, true, 'wall']);
    playing.pause();
  });

  it('requests nothing with preload="none" until playback is asked for', async () => {
    const address = URL.createObjectURL(new Blob([archive]));
    const player = mount(html`<reprise-player preload="none" src=${address}></reprise-player>`);
    await player.updateComplete;
    expect(player.networkState).to.equal(0);

    const opened = until(player, 'playing');
    inside(player, '.opener').click();
    await opened;

    expect(player.readyState).to.equal(4);
    player.pause();
    await player.updateComplete;
    expect(allInside(player, '.opener')).to.have.length(0);
    URL.revokeObjectURL(address);
  });

  it('gives back what it holds when it leaves the page, and returns to the same moment', async () => {
    const player = await open();
    player.currentTime = 7;

    player.remove();
    await Promise.resolve();
    expect(player.networkState).to.equal(0);
    const again = until(player, 'loadeddata');
    stage.append(player);
    await again;

    expect(player.currentTime).to.equal(7);
  });

  it('survives being moved', async () => {
    const player = await open();
    const seen = record(player, ['emptied']);

    stage.prepend(player);
    await Promise.resolve();

    expect([player.readyState, ...seen]).to.deep.equal([4]);
  });

  it('reads the session: files, transcript', async () => {
    const { session } = await open();
    const files = await session.files(25);
    const later = await session.files(40);
    const prompts: string[] = [];
    for await (const item of session.transcript({ from: 20, to: 39 })) prompts.push(item.id);

    expect(files.get('src/queue.ts')).to.equal('export const queue = [];\n');
    expect(later.get('src/queue.ts')).to.equal('export const queue = new Set();\n');
    expect(prompts).to.deep.equal(['t2', 'm2']);
  });

  it('keeps volume and muted, which nothing hears', async () => {
    const player = mount(html`<reprise-player muted></reprise-player>`);
    const seen = record(player, ['volumechange']);

    player.volume = 0.5;

    expect([player.muted, player.volume, ...seen]).to.deep.equal([true, 0.5, 'volumechange']);
  });

  it('takes keys only while it has the focus, and leaves typing alone', async () => {
    const player = await open(html`
      <input class="outside" />
      <reprise-player .source=${archive}
        ><input class="own" /><reprise-play-button></reprise-play-button
      ></reprise-player>
    `);
    const field = stage.querySelector('.own')!;

    press(stage.querySelector('.outside')!, 'End');
    press(field, 'End');
    expect(press(field, ' ')).to.equal(true);
    expect(player.currentTime).to.equal(0);
    expect(press(player, 'End')).to.equal(false);
    expect(player.currentTime).to.equal(20);
    expect(press(player, 'j', { ctrlKey: true })).to.equal(true);
    press(player, 'j');
    expect(player.currentTime).to.equal(10);
    press(player, '3');
    expect(player.currentTime).to.equal(6);
    press(player, '>');
    expect(player.playbackRate).to.equal(1.25);
    expect(press(inside(stage.querySelector('reprise-play-button'), 'button'), ' ')).to.equal(true);
    expect(player.paused).to.equal(true);
    press(player, 'k');
    expect(player.paused).to.equal(false);
    press(player, 'k', { repeat: true });
    expect(player.paused).to.equal(false);
    player.pause();
  });

  it('opens the list of keys with ?, and the keys rest meanwhile', async () => {
    const player = await open();
    const list = inside(player, 'reprise-key-list');

    press(player, '?');
    await rendered(player);

    const dialog = inside(list, 'dialog') as HTMLDialogElement;
    expect(dialog.open).to.equal(true);
    press(inside(list, 'button'), 'End');
    expect(player.currentTime).to.equal(0);
    dialog.close();
  });

  it('takes children as its layout, also when they come later', async () => {
    const player = await open();
    expect(allInside(player, 'reprise-layout')).to.have.length(1);

    const button = document.createElement('reprise-play-button');
    player.append(button);
    // Mutations are told in a microtask.
    await Promise.resolve();
    await player.updateComplete;

    expect(allInside(player, 'reprise-layout')).to.have.length(0);
    inside(button, 'button').click();
    expect(player.paused).to.equal(false);
    player.pause();
  });

  it('has room for controls of the page in its own layout', async () => {
    const player = await open(
      html`<reprise-player .source=${archive}><button slot="actions">Open a file</button></reprise-player>`,
    );
    const button = player.querySelector('button')!.getBoundingClientRect();
    const layout = allInside(player, 'reprise-layout');
    const header = inside(layout[0]!, 'reprise-header').getBoundingClientRect();

    expect(layout).to.have.length(1);
    expect(button.width).to.be.greaterThan(0);
    expect([button.top >= header.top, button.bottom <= header.bottom]).to.deep.equal([true, true]);
  });

  it('tells its elements how the session is looked at, and is asked by them', async () => {
    const player = await open();
    const layout = inside(player, 'reprise-layout');
    await rendered(document);

    inside(inside(layout, 'reprise-header'), '.about').click();
    await customElements.whenDefined('reprise-about');
    await rendered(document);
    const about = inside(layout, 'reprise-about');
    expect(inside(about, 'dl').textContent).to.contain('Length');
    press(inside(about, '.close'), 'Escape');
    await rendered(document);

    expect(allInside(layout, 'reprise-about')).to.have.length(0);
  });

  it('shares nothing with another player on the page', async () => {
    const first = await open(html`
      <reprise-player .source=${archive}></reprise-player>
      <reprise-player class="second"></reprise-player>
    `);
    const second = stage.querySelector<ReprisePlayer>('.second')!;

    first.currentTime = 9;
    first.playbackRate = 2;
    press(first, '5');

    expect([second.networkState, second.currentTime, second.playbackRate]).to.deep.equal([0, 0, 1]);
  });

  it('follows the page for light and dark unless it is told otherwise', async () => {
    const player = mount(html`<reprise-player></reprise-player>`);
    await player.updateComplete;
    const background = (): string => getComputedStyle(player).backgroundColor;

    const light = background();
    stage.style.setProperty('color-scheme', 'dark');
    expect(background()).to.not.equal(light);
    player.theme = 'light';
    await player.updateComplete;
    expect(background()).to.equal(light);
  });

  it('leaves out the transport for pages with controls of their own', async () => {
    const player = await open(html`<reprise-player controls="none" .source=${archive}></reprise-player>`);
    await (inside(player, 'reprise-layout') as HTMLElement & { updateComplete: Promise<unknown> })
      .updateComplete;
    expect(allInside(inside(player, 'reprise-layout'), 'reprise-transport')).to.have.length(0);
  });

  it('follows the address of the page only when it is told to', async () => {
    const player = await open(html`<reprise-player hash .source=${archive}></reprise-player>`);
    const moved = until(player, 'seeked');
    window.location.hash = '#e=m2';
    await moved;
    expect(player.sessionTime).to.equal(24);

    player.hash = false;
    window.location.hash = '#t=1';
    await new Promise((resolve) => window.addEventListener('hashchange', resolve, { once: true }));

    expect(player.sessionTime).to.equal(24);
    history.replaceState(null, '', window.location.pathname + window.location.search);
  });

  it('leaves the link to a page that cancels the request', async () => {
    const player = await open();
    let link: unknown;
    stage.addEventListener('reprise-link-request', (event) => {
      event.preventDefault();
      link = event.detail;
    });
    await player.seek(30);

    const header = inside(inside(player, 'reprise-layout'), 'reprise-header');
    inside(inside(header, 'reprise-link-button'), 'button').click();
    await Promise.resolve();
    await player.updateComplete;

    expect(link).to.deep.equal({ time: 30_000 });
    expect(inside(player, '.notice').textContent.trim()).to.equal('');
  });
});
