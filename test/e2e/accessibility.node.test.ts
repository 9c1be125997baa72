import type { Page, SerializedAXNode } from 'puppeteer-core';
import { after, before, describe, expect, it } from '#test';
import type {} from '#src/elements/index.ts';
import { chromiumOnly } from '../helpers/browser.ts';
import { expectShown, seek, startPages, type Pages } from './pages.ts';

const SESSION = '/demo/?src=sessions/refresh-once.reprise';

let pages: Pages;
before(async () => void (pages = await startPages()));
after(() => pages.close());

/** What a screen reader is given of the page: `role name`, in the order of the document. */
async function treeOf(page: Page): Promise<string[]> {
  const flat = ({ role, name = '', children = [] }: SerializedAXNode): string[] => [
    `${role} ${name}`,
    ...children.flatMap(flat),
  ];
  return flat((await page.accessibility.snapshot({ interestingOnly: false }))!);
}

describe('the accessibility tree', { skip: chromiumOnly }, () => {
  it('of a session: a region with its title, the transport first, the conversation as a feed', async () => {
    const { page } = await pages.open(SESSION);
    await seek(page, 60);
    await expectShown(page, 'what if the refresh itself fails');
    const tree = await treeOf(page);
    const indexOf = (pattern: RegExp): number => tree.findIndex((line) => pattern.test(line));

    const region = indexOf(/^region Recorded session: Access tokens expire mid-session/);
    const [slider, play, feed] = [indexOf(/^slider \S/), indexOf(/^button Play$/), indexOf(/^feed \S/)];
    expect(region).to.be.at.least(0);
    expect(slider).to.be.greaterThan(region);
    expect(play).to.be.greaterThan(slider);
    expect(feed).to.be.greaterThan(play);
    expect(tree.slice(feed)).to.satisfy((lines: string[]) =>
      lines.some((line) => /^article \S.*1:00/.test(line)),
    );
    const nameless = tree.filter((line) =>
      /^(button|slider|textbox|combobox|tab|dialog|link|article) $/.test(line),
    );
    expect(nameless).to.deep.equal([]);
    await page.close();
  });

  it('of the list of keys: a dialog with a heading for each group', async () => {
    const { page } = await pages.open(SESSION);
    await seek(page, 60);
    await page.evaluate(() => document.querySelector('reprise-player')!.updateComplete);
    await page.focus('reprise-player');
    await page.keyboard.press('?');
    await expectShown(page, 'Go to');
    const tree = await treeOf(page);

    expect(tree).to.include.members([
      'dialog Keyboard shortcuts',
      'heading Play',
      'heading Go to',
      'heading Look',
    ]);
    await page.close();
  });

  it('of a session that cannot be opened: what is wrong, and a way out', async () => {
    const { page } = await pages.open('/demo/?src=sessions/missing.reprise');
    await expectShown(page, 'Try again');

    expect(await treeOf(page)).to.include('button Try again');
    await page.close();
  });
});
