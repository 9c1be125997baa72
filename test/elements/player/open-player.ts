/** A real player with the sample session, for tests of the player element as a guest in a page. */
import { html, render, type TemplateResult } from 'lit';
import '#src/elements/define.ts';
import type { ReprisePlayer } from '#src/elements/index.ts';
import '#src/elements/parts.define.ts';
import { sampleArchive } from '../../helpers/sample-archive.ts';
import { until } from '../../helpers/until.ts';

export const archive: Uint8Array<ArrayBuffer> = await sampleArchive();

/** Renders a page of its own; `remove` it at the end. */
export function stageOf(template: TemplateResult): HTMLElement {
  const stage = document.createElement('div');
  document.body.append(stage);
  render(template, stage);
  return stage;
}

/** The first player of a page, with its session open and its companions there. */
export async function ready(stage: HTMLElement): Promise<ReprisePlayer> {
  const player = stage.querySelector('reprise-player')!;
  await until('the session is open', () => player.readyState === 4);
  await player.updateComplete;
  return player;
}

/** A page with one player, ready. */
export async function open(
  template = html`<reprise-player .source=${archive}></reprise-player>`,
): Promise<{ stage: HTMLElement; player: ReprisePlayer }> {
  const stage = stageOf(template);
  return { stage, player: await ready(stage) };
}

/** What the player says in its notice now. */
export function noticeOf(player: ReprisePlayer): string {
  return player.shadowRoot!.querySelector('.notice')!.textContent.replace(/\s+/g, ' ').trim();
}
