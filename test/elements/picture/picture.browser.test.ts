import { html } from 'lit';
import { afterEach, describe, expect, it } from '#test';
import '#src/elements/picture/picture.define.ts';
import { expectAccessible } from '../../helpers/accessibility.ts';
import { FakePlayer, mount, type Mounted } from '../../helpers/fake-player.ts';
import { allInside, inside } from '../../helpers/shadow.ts';
import { until } from '../../helpers/until.ts';

/** One red pixel. */
const PNG = Uint8Array.from(
  atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=='),
  (character) => character.charCodeAt(0),
);

let mounted: Mounted | undefined;
afterEach(() => mounted?.remove());

/** Mounts a picture and waits until it has shown something for `bytes`, or said why not. */
async function show(bytes: Uint8Array<ArrayBuffer> | undefined) {
  const asked: string[] = [];
  const blob = async (path: string) => {
    asked.push(path);
    if (!bytes) throw new Error('no such entry');
    return new Blob([bytes]);
  };
  mounted = await mount(
    html`<reprise-picture .path=${'blobs/a.png'} label="A map"></reprise-picture>`,
    new FakePlayer({}, { blob }),
  );
  const element = mounted.host.querySelector('reprise-picture')!;
  await until('the picture is shown or refused', () => allInside(element, '.waiting').length === 0);
  return { element, asked, page: mounted };
}

describe('reprise-picture', () => {
  it('shows an image of the archive, accessibly', async () => {
    const { element, asked, page } = await show(PNG);
    const image = inside(element, 'img') as HTMLImageElement;

    expect(asked).to.deep.equal(['blobs/a.png']);
    expect(image.src.startsWith('blob:')).to.equal(true);
    expect(image.alt).to.equal('A map');
    await expectAccessible(page.host);
  });

  it('shows it larger in a dialog and takes that away again', async () => {
    const { element, page } = await show(PNG);
    inside(element, 'button').click();
    await until('there is a dialog', () => allInside(element, 'dialog').length > 0);
    const dialog = inside(element, 'dialog') as HTMLDialogElement;
    expect(dialog.open).to.equal(true);
    await expectAccessible(page.host);

    const closed = new Promise((resolve) => dialog.addEventListener('close', resolve));
    dialog.querySelector('button')!.click();
    await closed;

    expect(allInside(element, 'dialog')).to.have.length(0);
  });

  it('shows no vector image and nothing that only says it is one', async () => {
    for (const text of ['<svg xmlns="http://www.w3.org/2000/svg"/>', '<html>', '']) {
      const { element } = await show(new TextEncoder().encode(text));

      expect(allInside(element, 'img'), text).to.have.length(0);
      expect(inside(element, 'p').textContent).to.contain('not shown');
      mounted?.remove();
    }
  });

  it('shows none with more pixels than are good for a page', async () => {
    const large = PNG.slice();
    new DataView(large.buffer).setUint32(16, 100_000);
    new DataView(large.buffer).setUint32(20, 100_000);
    const { element } = await show(large);

    expect(allInside(element, 'img')).to.have.length(0);
  });

  it('says when the image cannot be loaded', async () => {
    const { element } = await show(undefined);

    expect(inside(element, 'p').textContent).to.contain('could not be loaded');
  });
});
