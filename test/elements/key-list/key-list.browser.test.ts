import { describe, expect, it } from '#test';
import { html } from 'lit';
import '#src/elements/key-list/key-list.define.ts';
import { expectAccessible } from '../../helpers/accessibility.ts';
import { mount } from '../../helpers/fake-player.ts';
import { inside } from '../../helpers/shadow.ts';

describe('<reprise-key-list>', () => {
  it('passes the accessibility audit, opens, and closes by its button', async () => {
    const { host, remove } = await mount(html`<reprise-key-list></reprise-key-list>`);
    const list = host.querySelector('reprise-key-list')!;
    const dialog = inside(list, 'dialog') as HTMLDialogElement;

    list.show();
    list.show();

    expect(dialog.open).to.equal(true);
    await expectAccessible(host);
    inside(list, 'button').click();
    expect(dialog.open).to.equal(false);
    remove();
  });
});
