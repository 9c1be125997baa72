import { html } from 'lit';
import { afterEach, describe, expect, it } from '#test';
import '#src/elements/file-list/file-list.define.ts';
import { MAX_FILES } from '#src/elements/file-list/file-list.ts';
import type { ListedFile, RepriseFileList } from '#src/elements/file-list/file-list.ts';
import { expectAccessible } from '../../helpers/accessibility.ts';
import { mount } from '../../helpers/fake-player.ts';
import type { Mounted } from '../../helpers/fake-player.ts';

let mounted: Mounted | undefined;

async function show(files: readonly ListedFile[], selected?: string): Promise<RepriseFileList> {
  mounted = await mount(html`<reprise-file-list .files=${files} .selected=${selected}></reprise-file-list>`);
  return mounted.host.querySelector('reprise-file-list')!;
}

const FILES: readonly ListedFile[] = [
  { path: 'README.md', status: 'modified', additions: 1, deletions: 0 },
  { path: 'src/http/interceptor.ts', status: 'modified', additions: 21, deletions: 6 },
  { path: 'src/http/queue.ts', status: 'created', additions: 12, deletions: 0 },
  { path: 'test/old.ts', status: 'deleted', additions: 0, deletions: 3 },
];

const texts = (list: RepriseFileList, selector: string): string[] =>
  [...list.renderRoot.querySelectorAll(selector)].map(({ textContent }) =>
    textContent.replace(/\s+/g, ' ').trim(),
  );

afterEach(() => mounted?.remove());

describe('reprise-file-list', () => {
  it('has no accessibility violation', async () => {
    await show(FILES, 'README.md');

    await expectAccessible(mounted!.host);
  });

  it('groups files by folder, with what happened to each', async () => {
    const list = await show(FILES, 'src/http/queue.ts');

    expect(texts(list, '.folder')).to.deep.equal(['src/http', 'test']);
    expect(texts(list, '.name')).to.deep.equal(['README.md', 'interceptor.ts', 'queue.ts', 'old.ts']);
    expect(texts(list, '.facts > [aria-hidden], .facts > .created, .facts > .deleted')).to.deep.equal([
      '+1',
      '+21 −6',
      'new',
      'deleted',
    ]);
    expect(texts(list, '[aria-current]')).to.deep.equal(['queue.ts new']);
  });

  it('says which file the viewer picked', async () => {
    const list = await show(FILES);
    const picked: string[] = [];
    list.addEventListener('reprise-file-select', ({ detail }) => picked.push(detail));

    list.renderRoot.querySelectorAll<HTMLElement>('[part=file]')[1]!.click();

    expect(picked).to.deep.equal(['src/http/interceptor.ts']);
  });

  it('lists many files in parts', async () => {
    const many = Array.from({ length: MAX_FILES + 5 }, (_, index) => ({ path: `f${index}` }));
    const list = await show(many);
    expect(texts(list, '.name')).to.have.length(MAX_FILES);

    list.renderRoot.querySelector<HTMLElement>('.more')!.click();
    await mounted!.settled();

    expect(texts(list, '.name')).to.have.length(MAX_FILES + 5);
  });

  it('shows deceptive names for what they are', async () => {
    const list = await show([{ path: 'a\u202etxt.exe' }, { path: '<img src=x>' }]);

    expect(list.renderRoot.querySelectorAll('.mark')).to.have.length(1);
    expect(list.renderRoot.querySelector('img')).to.equal(null);
  });
});
