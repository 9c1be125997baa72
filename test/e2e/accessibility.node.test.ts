import type { Page, SerializedAXNode } from 'puppeteer-core';
import { after, before, describe, expect, it } from '#test';
import type {} from '#src/elements/index.ts';
import { chromiumOnly } from '../helpers/browser.ts';
import { expectShown, seek, startPages, type Pages } from './pages.ts';
import { openState } from './player-states.ts';

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

/** A node of the tree that the browser hands to assistive technology. */
interface TreeNode {
  readonly role: string;
  readonly name: string;
  readonly disabled: boolean;
  readonly live: string | undefined;
}

/** The whole tree, flat, with what is not interesting to puppeteer too. */
async function fullTreeOf(page: Page): Promise<TreeNode[]> {
  const client = await page.createCDPSession();
  const { nodes } = await client.send('Accessibility.getFullAXTree');
  await client.detach();
  return nodes
    .filter(({ ignored }) => !ignored)
    .map(({ role, name, properties = [] }) => {
      const property = (key: string): unknown =>
        properties.find((each) => (each.name as string) === key)?.value.value;
      return {
        role: String(role?.value ?? ''),
        name: String(name?.value ?? ''),
        disabled: property('disabled') === true,
        live: property('live') as string | undefined,
      };
    });
}

/** What was announced last, as source text of an expression. */
const SAID = `document.querySelector('reprise-player').shadowRoot.querySelector('reprise-announcement').shadowRoot.textContent.trim()`;

function said(page: Page): Promise<string> {
  return page.evaluate(SAID) as Promise<string>;
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

  it('of a session: every part is named, and one place tells what happens', async () => {
    const { page } = await pages.open(SESSION);
    await seek(page, 60);
    await expectShown(page, 'what if the refresh itself fails');
    const nodes = await fullTreeOf(page);
    const named = (role: string): string[] =>
      nodes.filter((node) => node.role === role).map(({ name }) => name);

    expect(named('region')).to.include.members(['Story', 'Changes', 'Terminal']);
    expect(named('group')).to.include('Playback');
    expect(named('tablist')).to.include.members(['What of the story is shown', 'What changed']);
    expect(named('feed')).to.have.length(1);
    const controls = /^(button|slider|textbox|searchbox|combobox|tab|dialog|link|article|region|tablist)$/;
    expect(nodes.filter(({ role, name }) => controls.test(role) && name.trim() === '')).to.deep.equal([]);
    // What a jump came to is told by one element, politely; the other one says notices.
    const live = nodes.filter(({ live: how }) => how !== undefined);
    expect(live.filter(({ live: how }) => how !== 'polite')).to.deep.equal([]);
    await page.close();
  });

  it('of the timeline: a slider that says its time in words, and nothing after each step', async () => {
    const { page } = await pages.open(SESSION);
    await seek(page, 60);
    const spoken = (): Promise<string> =>
      page.$eval('reprise-player >>> input[type="range"]', (slider) => slider.ariaValueText ?? '');
    const [before, told] = [await spoken(), await said(page)];
    expect(before).to.match(/57 seconds/);

    await page.focus('reprise-player');
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowRight');
    await page.waitForFunction(() => document.querySelector('reprise-player')!.sessionTime > 60.5);

    expect(await spoken()).to.not.equal(before);
    expect(await said(page)).to.equal(told);
    await page.close();
  });

  it('of a jump by key: the turn, its prompt and the time, once', async () => {
    const { page } = await pages.open(SESSION);
    await seek(page, 10);
    await page.focus('reprise-player');
    await page.keyboard.press('n');
    await page.waitForFunction(() => document.querySelector('reprise-player')!.sessionTime > 40);
    await page.waitForFunction(`${SAID}.includes('2 of 3')`);

    expect(await said(page)).to.match(/^Turn 2 of 3: Nice\. But what if/);
    await page.close();
  });

  it('of a session on its way: that it is opened, and controls that wait', async () => {
    const page = await openState(pages, { stalled: true, shows: '.skeleton' });
    const nodes = await fullTreeOf(page);
    const play = nodes.find(({ role, name }) => role === 'button' && name === 'Play');

    expect(nodes.filter(({ role }) => role === 'status').length).to.be.greaterThan(0);
    expect(nodes.map(({ name }) => name)).to.include('Opening the session');
    expect(play?.disabled).to.equal(true);
    await page.browserContext().close();
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

    const tree = await treeOf(page);
    expect(tree).to.include('button Try again');
    expect(tree.some((line) => line.startsWith('alert'))).to.equal(true);
    // Nothing that does nothing.
    expect(tree.filter((line) => /^(slider|button (Play|Next prompt))/.test(line))).to.deep.equal([]);
    await page.close();
  });
});
