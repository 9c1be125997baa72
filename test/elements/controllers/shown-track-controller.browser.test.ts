import { describe, expect, it } from '#test';
import { html, LitElement } from 'lit';
import { ShownTrackController } from '#src/elements/controllers/shown-track-controller.ts';
import { mount, type Mounted } from '../../helpers/fake-player.ts';

class ProbePane extends LitElement {
  track: string | undefined = 'a';

  constructor() {
    super();
    new ShownTrackController(this, () => this.track);
  }

  override render() {
    return html`<p>pane</p>`;
  }
}
customElements.define('probe-pane', ProbePane);

async function show(): Promise<Mounted & { readonly pane: ProbePane; readonly asked: () => string[] }> {
  const mounted = await mount(
    html`<section><probe-pane></probe-pane></section>
      <aside></aside>`,
  );
  const pane = mounted.host.querySelector<ProbePane>('probe-pane')!;
  const asked = (): string[] =>
    mounted.requests.splice(0).map(({ type, detail }) => {
      const { track } = detail as { track: string };
      return `${type === 'reprise-show-request' ? 'show' : 'hide'} ${track}`;
    });
  return { ...mounted, pane, asked };
}

describe('a pane that shows a track', () => {
  it('asks for it with its first update, and for another one before it gives the first back', async () => {
    const { pane, asked, settled, remove } = await show();
    expect(asked()).to.deep.equal(['show a']);

    pane.track = 'b';
    pane.requestUpdate();
    await settled();

    expect(asked()).to.deep.equal(['show b', 'hide a']);
    remove();
  });

  it('gives it back when something around it is taken out of the player', async () => {
    const { host, asked, remove } = await show();
    asked();

    host.querySelector('section')!.remove();

    expect(asked()).to.deep.equal(['hide a']);
    remove();
  });

  it('gives it back and asks again, once each, when it is moved or goes with its player', async () => {
    const { host, pane, asked, settled, remove } = await show();
    asked();

    host.querySelector('aside')!.append(pane);
    await settled();
    expect(asked()).to.deep.equal(['hide a', 'show a']);

    host.remove();
    expect(asked()).to.deep.equal(['hide a']);
    document.body.append(host);
    await settled();
    expect(asked()).to.deep.equal(['show a']);
    remove();
  });

  it('asks for nothing while it is hidden', async () => {
    const { pane, asked, settled, remove } = await show();
    asked();

    pane.hidden = true;
    pane.requestUpdate();
    await settled();
    pane.track = 'b';
    pane.requestUpdate();
    await settled();

    expect(asked()).to.deep.equal(['hide a']);
    remove();
  });
});
