import { afterEach, describe, expect, it } from '#test';
import { html } from 'lit';
import type { ReprisePlayer, ViewState } from '#src/elements/index.ts';
import { viewContext } from '#src/elements/index.ts';
import { createViewRequest } from '#src/elements/events.ts';
import { ContextEvent } from '@lit/context';
import { inside, press } from '../../helpers/shadow.ts';
import { nextFrame, until } from '../../helpers/until.ts';
import { archive, open } from './open-player.ts';

let stage: HTMLElement;

afterEach(() => stage.remove());

async function visit(template?: Parameters<typeof open>[0]): Promise<ReprisePlayer> {
  const opened = await open(template);
  stage = opened.stage;
  return opened.player;
}

/** How the player's session is looked at. */
function viewOf(player: ReprisePlayer): ViewState {
  let state: ViewState | undefined;
  const element = inside(player, '.content');
  element.dispatchEvent(new ContextEvent(viewContext, element, (view) => (state = view.state)));
  return state!;
}

describe('how a session is looked at', () => {
  it('is set by the page and told to it, and views that there are not are ignored', async () => {
    const player = await visit(
      html`<reprise-player view="code" linked="no" .source=${archive}></reprise-player>`,
    );
    const seen: string[] = [];
    player.addEventListener('viewchange', () => seen.push(player.view));
    expect([player.view, player.linked]).to.deep.equal(['code', false]);

    player.view = 'everything';
    player.view = 'movie' as 'story';
    player.linked = true;
    inside(player, '.content').dispatchEvent(createViewRequest('reprise-view-request', { view: 'commands' }));

    expect(seen).to.deep.equal(['everything', 'commands']);
    expect(player.linked).to.equal(true);
  });

  it('is set by frameworks, which hand what stands in a template to the property', async () => {
    const player = await visit();
    Object.assign(player, { linked: 'no', controls: 'none' });
    await player.updateComplete;

    expect(player.linked).to.equal(false);
    expect(inside(player, 'reprise-layout').hasAttribute('bare')).to.equal(true);
  });

  it('is at the cover only until somebody moves or plays', async () => {
    const player = await visit();
    expect(viewOf(player).atCover).to.equal(true);

    await player.seek(20);
    expect(viewOf(player).atCover).to.equal(false);
    player.dispatchEvent(createViewRequest('reprise-view-request', { atCover: true }));
    expect(viewOf(player).atCover).to.equal(false);

    const opened = new Promise((resolve) => player.addEventListener('loadeddata', resolve, { once: true }));
    player.load();
    await opened;
    expect(viewOf(player).atCover).to.equal(true);
  });

  it('is read as fast as the page says', async () => {
    const player = await visit(html`<reprise-player pace="120" .source=${archive}></reprise-player>`);
    const slow = player.duration;

    player.pace = 480;
    player.pace = -1;

    expect(player.pace).to.equal(480);
    expect(slow).to.be.greaterThan(player.duration);
  });
});

describe('the keys of a player', () => {
  const look = (player: ReprisePlayer, key: string, init?: KeyboardEventInit): ViewState => {
    press(player, key, init);
    return viewOf(player);
  };

  it('open and shut what stands beside the story', async () => {
    const player = await visit();

    expect(look(player, '/').column).to.equal('find');
    expect(look(player, 'o').column).to.equal('outline');
    expect(look(player, 'i').about).to.equal(true);
    expect(look(player, 'Escape').about).to.equal(false);
    expect(look(player, 'Escape').column).to.equal(undefined);
    expect(look(player, 't').large).to.equal('terminal');
    expect(look(player, 'Escape').large).to.equal(undefined);
    expect(press(player, 'Escape')).to.equal(true);
    expect(look(player, 'v').view).to.equal('code');
  });

  it('take Ctrl F once, and leave it to the browser when find is open', async () => {
    const player = await visit();

    expect(press(player, 'f', { ctrlKey: true })).to.equal(false);
    expect(viewOf(player).column).to.equal('find');
    expect(press(player, 'f', { ctrlKey: true })).to.equal(true);
  });

  it('leave the keys of browser and page alone, but know brackets that are typed with Option', async () => {
    const player = await visit();
    for (const init of [{ ctrlKey: true }, { metaKey: true }, { altKey: true }])
      for (const key of ['o', '1', 'ArrowLeft', 'Home']) expect(press(player, key, init), key).to.equal(true);

    expect(press(player, ']', { altKey: true })).to.equal(false);
  });
});

describe('a player that a page moves about', () => {
  it('plays on where it is put', async () => {
    const player = await visit();
    await player.play();

    stage.prepend(player);
    await Promise.resolve();
    await nextFrame();

    expect(player.paused).to.equal(false);
    player.pause();
  });

  it('keeps no listener of a session that another one took the place of', async () => {
    const player = await visit();
    const held = { listeners: 0, subscribers: 0 };
    const restore = countListeners(held);
    const store = (player as unknown as { player: { store: { subscribe: (listener: never) => () => void } } })
      .player.store;
    const { subscribe } = store;
    store.subscribe = (listener) => {
      held.subscribers += 1;
      const end = subscribe.call(store, listener);
      return () => {
        held.subscribers -= 1;
        end();
      };
    };
    const change = async (): Promise<void> => {
      const opened = new Promise((resolve) => player.addEventListener('canplay', resolve, { once: true }));
      player.load(new Blob([archive]));
      await opened;
      await player.seek(30);
    };
    await change();
    const before = { ...held };

    for (let times = 0; times < 20; times += 1) await change();

    expect(held).to.deep.equal(before);
    restore();
  });
});

/** Counts what listens to the page itself. @returns ends the counting */
function countListeners(held: { listeners: number }): () => void {
  const pages: readonly EventTarget[] = [window, document];
  for (const page of pages) {
    page.addEventListener = (...args: Parameters<EventTarget['addEventListener']>) => {
      held.listeners += 1;
      EventTarget.prototype.addEventListener.apply(page, args);
    };
    page.removeEventListener = (...args: Parameters<EventTarget['removeEventListener']>) => {
      held.listeners -= 1;
      EventTarget.prototype.removeEventListener.apply(page, args);
    };
  }
  return () => {
    for (const page of pages as Partial<EventTarget>[]) {
      delete page.addEventListener;
      delete page.removeEventListener;
    }
  };
}

describe('a page with styles of its own', () => {
  const sheet = (rules: string) =>
    html`<style>
      ${rules}
    </style>`;

  it('may unset everything', async () => {
    const player = await visit(html`
      ${sheet('.host * { all: unset }')}
      <div class="host"><reprise-player .source=${archive}></reprise-player></div>
    `);
    const box = inside(player, '.player').getBoundingClientRect();

    expect(box.height).to.be.at.least(352);
    expect(box.width).to.be.closeTo(stage.getBoundingClientRect().width, 1);
    const transport = inside(inside(player, 'reprise-layout'), 'reprise-transport').getBoundingClientRect();
    expect(transport.bottom).to.be.closeTo(box.bottom, 2);
  });

  it('decides how high the player is, and whether it is there', async () => {
    const player = await visit(html`<reprise-player .source=${archive}></reprise-player>`);

    player.style.blockSize = '300px';
    expect(player.getBoundingClientRect().height).to.equal(300);
    expect(inside(player, '.content').getBoundingClientRect().bottom).to.be.closeTo(
      player.getBoundingClientRect().bottom,
      1.5,
    );
    player.style.display = 'none';
    expect(player.getClientRects().length).to.equal(0);
  });

  it('does not tell how text is set in a player', async () => {
    const player = await visit(html`
      ${sheet(`.host { white-space: pre; letter-spacing: 5px; text-indent: 3em; text-transform: uppercase;
        word-spacing: 9px; text-align: right; line-height: 4; font: italic 900 40px/4 serif; cursor: wait;
        direction: rtl; -webkit-text-fill-color: red; text-shadow: 0 0 9px red; word-break: break-all }`)}
      <div class="host"><reprise-player .source=${archive}></reprise-player></div>
    `);
    const style = getComputedStyle(inside(inside(player, 'reprise-layout'), 'reprise-header'));

    expect({
      whiteSpace: style.whiteSpace,
      letterSpacing: style.letterSpacing,
      textIndent: style.textIndent,
      textTransform: style.textTransform,
      wordSpacing: style.wordSpacing,
      textAlign: style.textAlign,
      fontStyle: style.fontStyle,
      fontWeight: style.fontWeight,
      fontSize: style.fontSize,
      cursor: style.cursor,
      textShadow: style.textShadow,
      wordBreak: style.wordBreak,
      direction: style.direction,
    }).to.deep.equal({
      whiteSpace: 'normal',
      letterSpacing: 'normal',
      textIndent: '0px',
      textTransform: 'none',
      wordSpacing: '0px',
      textAlign: 'start',
      fontStyle: 'normal',
      fontWeight: '400',
      fontSize: '14px',
      cursor: 'auto',
      textShadow: 'none',
      wordBreak: 'normal',
      direction: 'rtl',
    });
  });
});

describe('what assistive technology is told', () => {
  const told = (player: ReprisePlayer): string =>
    inside(inside(player, 'reprise-announcement'), '[role="status"]').textContent;

  it('is what a jump came to: turn, prompt and time', async () => {
    const player = await visit();
    expect(told(player)).to.equal('');

    await player.seek(24);
    await until('the jump is told', () => told(player) === 'Turn 2 of 3: Fix it.; 0:10');
  });

  it('is no more than one thing a second, and then the newest', async () => {
    const player = await visit();
    await player.seek(24);
    await until('the first jump is told', () => told(player).startsWith('Turn 2'));

    await player.seek(1);
    await player.seek(50);
    expect(told(player)).to.match(/^Turn 2/);

    await until('the last jump is told', () => told(player).startsWith('Turn 3'));
  });
});

describe('the focus', () => {
  it('stays in the player when what has it is drawn no more', async () => {
    const player = await visit();
    const content = inside(player, '.content');
    const button = document.createElement('button');
    content.append(button);
    button.focus();

    button.remove();
    await player.seek(20);
    await until('the player has it', () => document.activeElement === player);

    press(player, 'End');
    await until('keys work', () => player.sessionTime === 60);
  });

  it('is not taken from somebody who left', async () => {
    const player = await visit();
    player.focus();
    (document.activeElement as HTMLElement).blur();

    await player.seek(20);
    await nextFrame();

    expect(document.activeElement).to.equal(document.body);
  });
});
