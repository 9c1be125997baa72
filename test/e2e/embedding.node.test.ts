import { after, before, describe, expect, it } from '#test';
import type {} from '#src/elements/index.ts';
import { expectShown, seek, startPages, type Pages } from './pages.ts';

describe('pages that embed the player', () => {
  let pages: Pages;
  before(async () => void (pages = await startPages()));
  after(() => pages.close());

  it('need one line', async () => {
    const { page, errors } = await pages.open('/demo/basic.html', { width: 720 });

    await seek(page, 60);

    await expectShown(page, 'what if the refresh itself fails');
    expect(errors).to.deep.equal([]);
    await page.close();
  });

  it('may lay out the parts themselves', async () => {
    const { page, errors } = await pages.open('/demo/composed.html');

    await seek(page, 60);

    const text = await page.evaluate(() => ({
      terminal: document.querySelector('reprise-player')!.session.terminal('main').lines.join('\n'),
      drawn: document.querySelector('reprise-terminal')!.shadowRoot!.textContent,
      changes: document.querySelector('reprise-changes')!.getBoundingClientRect().height,
    }));
    expect(text.terminal).to.include('fix/refresh');
    expect(text.drawn).to.include('fix/refresh');
    expect(text.changes).to.be.greaterThan(100);
    expect(errors).to.deep.equal([]);
    await page.close();
  });
});
