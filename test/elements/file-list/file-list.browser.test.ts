import { html } from 'lit';
import { afterEach, describe, expect, it } from '#test';
import '#src/elements/file-list/file-list.define.ts';
import type { RepriseFileList } from '#src/elements/file-list/file-list.ts';
import type { ListedFile } from '#src/elements/file-list/list-rows.ts';
import { expectAccessible } from '../../helpers/accessibility.ts';
import { mount } from '../../helpers/fake-player.ts';
import type { Mounted } from '../../helpers/fake-player.ts';
import { observed, until } from '../../helpers/until.ts';

let mounted: Mounted | undefined;

async function show(
  files: readonly ListedFile[],
  { selected, opens = false }: { readonly selected?: string; readonly opens?: boolean } = {},
): Promise<RepriseFileList> {
  mounted = await mount(
    html`<reprise-file-list .files=${files} .selected=${selected} ?opens=${opens}>
      <p slot="opened">inside</p>
    </reprise-file-list>`,
  );
  mounted.host.style.cssText = 'display: grid; block-size: 400px; inline-size: 300px';
  const list = mounted.host.querySelector('reprise-file-list')!;
  await observed(list);
  await mounted.settled();
  return list;
}

const FILES: readonly ListedFile[] = [
  { path: 'README.md', status: 'modified', additions: 1, deletions: 0 },
  { path: 'src/http/interceptor.ts', status: 'modified', additions: 21, deletions: 6 },
  { path: 'src/http/queue.ts', status: 'created', additions: 12, deletions: 0 },
  { path: 'test/old.ts', status: 'deleted', additions: 0, deletions: 3 },
];

const MANY = Array.from({ length: 5_000 }, (_, index) => ({ path: `folder${index % 50}/file${index}.ts` }));

const texts = (list: RepriseFileList, selector: string): string[] =>
  [...list.renderRoot.querySelectorAll(selector)].map(({ textContent }) =>
    textContent.replace(/\s+/g, ' ').trim(),
  );
const focused = (list: RepriseFileList): string =>
  (list.renderRoot as ShadowRoot).activeElement?.getAttribute('title') ?? '';

async function press(list: RepriseFileList, key: string): Promise<void> {
  const { activeElement } = list.renderRoot as ShadowRoot;
  activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true }));
  await mounted!.settled();
}

afterEach(() => mounted?.remove());

describe('reprise-file-list', () => {
  it('has no accessibility violation, as a tree and with files that open in place', async () => {
    await show(MANY.slice(0, 20), { selected: 'folder1/file1.ts' });
    await expectAccessible(mounted!.host);
    mounted!.remove();

    await show(FILES, { selected: 'README.md', opens: true });
    await expectAccessible(mounted!.host);
  });

  it('groups files by folder, with what happened to each', async () => {
    const list = await show(FILES, { selected: 'src/http/queue.ts' });

    expect(texts(list, '.folder')).to.deep.equal(['src/http', 'test']);
    expect(texts(list, '.file > .name')).to.deep.equal(['README.md', 'interceptor.ts', 'queue.ts', 'old.ts']);
    expect(texts(list, '.facts > .counts, .facts > .status')).to.deep.equal([
      '+1',
      '+21−6',
      'new',
      '+12',
      'gone',
      '−3',
    ]);
    expect(texts(list, '[aria-selected=true] .name')).to.deep.equal(['queue.ts']);
  });

  it('says which file the viewer picked', async () => {
    const list = await show(FILES);
    const picked: string[] = [];
    list.addEventListener('reprise-file-select', ({ detail }) => picked.push(detail));

    list.renderRoot.querySelectorAll<HTMLElement>('[part=file]')[1]!.click();

    expect(picked).to.deep.equal(['src/http/interceptor.ts']);
  });

  it('goes through the tree by the arrow keys, opening and shutting folders', async () => {
    const list = await show(FILES, { selected: 'README.md' });
    list.renderRoot.querySelector<HTMLElement>('[tabindex="0"]')!.focus();
    expect(focused(list)).to.equal('README.md');

    await press(list, 'ArrowDown');
    await press(list, 'ArrowDown');
    await until('the next file has the focus', () => focused(list) === 'src/http/interceptor.ts');
    await press(list, 'ArrowLeft');
    await until('its folder has the focus', () => focused(list) === 'src/http/');
    await press(list, 'ArrowLeft');
    expect(texts(list, '.file > .name')).to.deep.equal(['README.md', 'old.ts']);
    await press(list, 'ArrowRight');
    await press(list, 'End');
    await until('the last file has the focus', () => focused(list) === 'test/old.ts');
  });

  it('shows the files whose path has what the viewer types', async () => {
    const list = await show(MANY);
    const field = list.renderRoot.querySelector('input')!;

    field.value = 'FILE4999';
    field.dispatchEvent(new Event('input'));
    await mounted!.settled();
    expect(texts(list, '.file > .name')).to.deep.equal(['file4999.ts']);

    field.value = 'nothing';
    field.dispatchEvent(new Event('input'));
    await mounted!.settled();
    expect(texts(list, '.none')).to.deep.equal(['No file has that in its path.']);
  });

  it('has only what can be seen of a long list in the page, and reaches all of it', async () => {
    const list = await show(MANY);
    const rows = (): number => list.renderRoot.querySelectorAll('[data-row]').length;
    await until('only what can be seen is drawn', () => rows() < 100);

    list.scrollTop = list.scrollHeight;
    await until('the end is drawn', () => texts(list, '.name').includes('file4999.ts') && rows() < 100);

    list.selected = 'folder0/file0.ts';
    await until('the selected file is in sight', () => {
      const item = list.renderRoot.querySelector('[aria-selected=true]')?.getBoundingClientRect();
      const box = list.getBoundingClientRect();
      return item !== undefined && item.top >= box.top && item.bottom <= box.bottom;
    });
  });

  it('opens a file in place, below its row', async () => {
    const list = await show(FILES, { selected: 'src/http/queue.ts', opens: true });

    const slot = list.renderRoot.querySelector('slot')!;
    expect(slot.parentElement!.previousElementSibling!.getAttribute('title')).to.equal('src/http/queue.ts');
    expect(slot.assignedElements().map(({ textContent }) => textContent)).to.deep.equal(['inside']);
  });

  it('shows deceptive names for what they are', async () => {
    const list = await show([{ path: 'a\u202etxt.exe' }, { path: '<img src=x>' }]);

    expect(list.renderRoot.querySelectorAll('.code-point')).to.have.length(1);
    expect(list.renderRoot.querySelector('img')).to.equal(null);
  });
});
