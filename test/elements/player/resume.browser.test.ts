import { afterEach, beforeEach, describe, expect, it } from '#test';
import { html } from 'lit';
import type { ReprisePlayer } from '#src/elements/index.ts';
import { inside } from '../../helpers/shadow.ts';
import { until } from '../../helpers/until.ts';
import { archive, noticeOf, open } from './open-player.ts';

let stage: HTMLElement;

beforeEach(() => localStorage.clear());
afterEach(() => {
  stage.remove();
  localStorage.clear();
  history.replaceState(null, '', window.location.pathname + window.location.search);
});

async function visit(
  template = html`<reprise-player resume hash .source=${archive}></reprise-player>`,
): Promise<ReprisePlayer> {
  const opened = await open(template);
  stage = opened.stage;
  return opened.player;
}

/** Somebody who reads up to here and leaves. */
async function leaveAt(seconds: number): Promise<void> {
  const player = await visit();
  await player.seek(seconds);
  stage.remove();
}

describe('a viewer who comes back', () => {
  it('goes on where they left, is told so, and can begin anew', async () => {
    await leaveAt(30);

    const player = await visit();
    await until('the place is reached', () => player.sessionTime === 30);
    await until('the viewer is told', () => noticeOf(player) === 'Continued at 0:11 From the start');
    inside(player, '.notice button').click();
    await until('it begins anew', () => player.sessionTime === 0);

    await player.updateComplete;
    expect(noticeOf(player)).to.equal('');
  });

  it('begins at the start after the start and after the end', async () => {
    for (const seconds of [4, 60]) {
      await leaveAt(seconds);
      expect((await visit()).sessionTime, `${seconds} s`).to.equal(0);
      stage.remove();
    }
  });

  it('follows a link, and what the page says', async () => {
    await leaveAt(30);
    history.replaceState(null, '', '#t=40');
    expect((await visit()).sessionTime).to.equal(40);
    stage.remove();

    history.replaceState(null, '', '#');
    await leaveAt(30);
    const told = await visit(html`<reprise-player resume start="20" .source=${archive}></reprise-player>`);
    expect(told.sessionTime).to.equal(20);
  });

  it('is remembered nowhere unless the page wants that', async () => {
    const player = await visit(html`<reprise-player .source=${archive}></reprise-player>`);
    await player.seek(30);
    stage.remove();

    expect(localStorage.length).to.equal(0);
  });
});
