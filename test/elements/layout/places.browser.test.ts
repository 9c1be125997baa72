import { html } from 'lit';
import { describe, expect, it } from '#test';
import '#src/elements/header/header.define.ts';
import '#src/elements/layout/layout.define.ts';
import { defineElements } from '#src/elements/lazy-elements.ts';
import '#src/elements/cover/cover.define.ts';
import { FakePlayer, mount } from '../../helpers/fake-player.ts';
import { manifest, readyState } from '../../helpers/fake-session.ts';
import { allInside } from '../../helpers/shadow.ts';

const conversation = { ...manifest, tracks: manifest.tracks.filter(({ kind }) => kind === 'transcript') };
const SESSIONS = [readyState, { ...readyState, manifest: conversation }];
const WIDTHS = [1200, 760, 400];

/** Where the header, the row of tabs, the sections and the controls are, in whole pixels. */
function places(host: HTMLElement): string[] {
  const layout = host.querySelector('reprise-layout');
  return allInside(layout, 'reprise-header, .views, .bar, section, reprise-cover, reprise-transport').map(
    (part) => {
      const { x, y, width, height } = part.getBoundingClientRect();
      return `${part.localName} ${[x, y, width, height].map(Math.round).join()}`;
    },
  );
}

describe('<reprise-layout> before its controls have come', () => {
  it('keeps their places, so that nothing jumps when they do', async () => {
    expect(customElements.get('reprise-transport')).to.equal(undefined);
    const mounted = [];
    for (const session of SESSIONS)
      for (const width of WIDTHS) {
        const style = `width: ${width}px; height: 600px`;
        const page = await mount(
          html`<reprise-layout .style=${style}></reprise-layout>`,
          new FakePlayer(session),
        );
        mounted.push({ ...page, before: places(page.host) });
        page.remove();
      }

    await defineElements(['reprise-transport']);

    for (const { host, settled, before, remove } of mounted) {
      document.body.append(host);
      await settled();
      expect(places(host)).to.deep.equal(before);
      remove();
    }
  });
});
