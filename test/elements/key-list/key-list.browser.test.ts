import { afterEach, describe, expect, it } from '#test';
import { html } from 'lit';
import '#src/elements/key-list/key-list.define.ts';
import { KEY_GROUPS, type KeyBinding } from '#src/elements/controllers/key-bindings.ts';
import { expectAccessible } from '../../helpers/accessibility.ts';
import { mount, type Mounted } from '../../helpers/fake-player.ts';
import { allInside, inside } from '../../helpers/shadow.ts';

let mounted: Mounted;

afterEach(() => mounted.remove());

async function show(): Promise<{ list: Element; dialog: HTMLDialogElement }> {
  mounted = await mount(html`<reprise-key-list></reprise-key-list>`);
  const list = mounted.host.querySelector('reprise-key-list')!;
  list.show();
  list.show();
  return { list, dialog: inside(list, 'dialog') as HTMLDialogElement };
}

describe('<reprise-key-list>', () => {
  it('passes the accessibility audit, opens, and closes by its button', async () => {
    const { list, dialog } = await show();

    expect(dialog.open).to.equal(true);
    await expectAccessible(mounted.host);
    inside(list, 'button').click();
    expect(dialog.open).to.equal(false);
  });

  it('lists every key by what it is for', async () => {
    const { list } = await show();
    const groups = allInside(list, 'section').map((section) => section.querySelectorAll('dl > div').length);
    const bindings: readonly (readonly KeyBinding[])[] = Object.values(KEY_GROUPS);

    expect(allInside(list, 'h3').map(({ textContent }) => textContent)).to.deep.equal([
      'Play',
      'Go to',
      'Look',
    ]);
    expect(groups).to.deep.equal(bindings.map(({ length }) => length));
    const lines = allInside(list, 'dl > div').map(({ textContent }) =>
      textContent.replace(/\s+/g, ' ').trim(),
    );
    expect(lines).to.include('C Shift and C Next, previous change');
  });
});
