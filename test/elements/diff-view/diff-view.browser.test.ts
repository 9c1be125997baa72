import { html } from 'lit';
import { afterEach, describe, expect, it } from '#test';
import '#src/elements/diff-view/diff-view.define.ts';
import { MAX_ROWS } from '#src/elements/diff-view/diff-view.ts';
import type { RepriseDiffView } from '#src/elements/diff-view/diff-view.ts';
import { tokens } from '#src/elements/styles/tokens.ts';
import { createPatch } from '#src/state/files/index.ts';
import { expectAccessible } from '../../helpers/accessibility.ts';
import { mount } from '../../helpers/fake-player.ts';
import type { Mounted } from '../../helpers/fake-player.ts';

let mounted: Mounted | undefined;

async function show(properties: Partial<RepriseDiffView>, inlineSize = 900): Promise<RepriseDiffView> {
  mounted = await mount(html`<reprise-diff-view></reprise-diff-view>`);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(tokens.cssText.replace(':host', ':root'));
  document.adoptedStyleSheets = [sheet];
  mounted.host.style.cssText = `display: grid; inline-size: ${inlineSize}px; block-size: 400px`;
  const view = mounted.host.querySelector('reprise-diff-view')!;
  Object.assign(view, properties);
  await mounted.settled();
  return view;
}

const all = (view: RepriseDiffView, selector: string): HTMLElement[] => [
  ...view.renderRoot.querySelectorAll<HTMLElement>(selector),
];
const numbers = (row: Element): string[] =>
  [...row.querySelectorAll<HTMLElement>('.number')].map(({ dataset }) => dataset['number'] ?? '');

const text = Array.from({ length: 40 }, (_, index) => `let v${index} = ${index};\n`).join('');
const edited = text.replace('let v20 = 20', 'let v20 = 21');
const patch = createPatch(text, edited);

afterEach(() => mounted?.remove());

describe('reprise-diff-view', () => {
  it('has no accessibility violation, unified and split', async () => {
    const view = await show({ patch, path: 'src/a.ts' });
    await view.decorated;
    await expectAccessible(mounted!.host);

    view.layout = 'split';
    await mounted!.settled();
    await expectAccessible(mounted!.host);
  });

  it('shows removed and added lines with both numbers', async () => {
    const view = await show({ patch, path: 'src/a.ts' });

    expect(all(view, 'del').map((row) => [numbers(row), row.textContent.trim()])).to.deep.equal([
      [['21', ''], 'let v20 = 20;'],
    ]);
    expect(all(view, 'ins').map((row) => [numbers(row), row.textContent.trim()])).to.deep.equal([
      [['', '21'], 'let v20 = 21;'],
    ]);
    expect(all(view, '.row')).to.have.length(8);
  });

  it('adds word marks after the lines', async () => {
    const view = await show({ patch, path: 'src/a.ts' });
    expect(all(view, '.word')).to.have.length(0);

    await view.decorated;

    expect(all(view, '.word').map(({ textContent }) => textContent)).to.deep.equal(['20', '21']);
    expect(all(view, 'ins code')[0]!.textContent).to.equal('let v20 = 21;');
  });

  it('opens the unchanged lines around hunks when their text is known', async () => {
    const view = await show({ patch, path: 'src/a.ts', oldText: text });

    expect(all(view, '.open').map(({ textContent }) => textContent.trim())).to.deep.equal([
      '↕ 17 unchanged lines',
      '↕ 16 unchanged lines',
    ]);
    all(view, '.open')[0]!.click();
    await mounted!.settled();
    all(view, '.open').at(-1)!.click();
    await mounted!.settled();

    expect(all(view, '.open')).to.have.length(0);
    expect(all(view, '.row')).to.have.length(41);
  });

  it('asks for the text when a gap is opened, once', async () => {
    let asked = 0;
    const loadOldText = async (): Promise<string> => {
      asked += 1;
      return text;
    };
    const view = await show({ patch, path: 'src/a.ts', loadOldText });

    expect(asked).to.equal(0);
    all(view, '.open').at(-1)!.click();
    await Promise.resolve();
    await mounted!.settled();
    all(view, '.open')[0]!.click();
    await mounted!.settled();

    expect(asked).to.equal(1);
    expect(all(view, '.row')).to.have.length(41);
  });

  it('shows both sides beside each other', async () => {
    const view = await show({ patch, path: 'src/a.ts', layout: 'split' });

    const pairs = all(view, '.pair');
    expect(pairs).to.have.length(7);
    expect([...pairs[3]!.children].map((side) => [side.localName, numbers(side)])).to.deep.equal([
      ['del', ['21']],
      ['ins', ['21']],
    ]);
  });

  it('takes changes of white space alone for none, when asked', async () => {
    const before = 'if (a) {\nb();\n}\n';
    const view = await show({
      patch: createPatch(before, 'if (a) {\n  b();\n}\n'),
      path: 'a.ts',
      ignoreSpaces: true,
    });
    await view.decorated;

    expect(all(view, 'ins, del')).to.have.length(0);
    expect(all(view, '.note')).to.have.length(1);
  });

  it('draws long diffs in parts', async () => {
    const lines = 'x\n'.repeat(MAX_ROWS + 10);
    const view = await show({ patch: createPatch('', lines), path: 'a.txt' });
    expect(all(view, '.row')).to.have.length(MAX_ROWS);

    all(view, '.show-more')[0]!.click();
    await mounted!.settled();

    expect(all(view, '.row')).to.have.length(MAX_ROWS + 10);
    expect(all(view, '.show-more')).to.have.length(0);
  });

  it('cuts lines that would take a page each, and says so', async () => {
    const view = await show({ patch: createPatch('', `${'x'.repeat(100_000)}\n`), path: 'a.txt' });

    expect(all(view, '.row')[0]!.textContent.length).to.be.below(6_000);
    expect(all(view, '.more')).to.have.length(1);
  });

  it('shows what is no patch as text, and markup as what it is', async () => {
    const view = await show({ patch: '<img src=x>\u202e@@ nonsense', path: '<b>.ts' });

    expect(all(view, 'img')).to.have.length(0);
    expect(all(view, 'pre')[0]!.textContent).to.contain('<img src=x>');
    expect(all(view, '.mark')).to.have.length(1);
  });

  it('marks a missing final newline and gives selected code without numbers or signs', async () => {
    const view = await show({ patch: createPatch('a\n', 'b'), path: 'a.txt' });

    expect(all(view, '.unclosed')).to.have.length(1);
    expect(all(view, '.row').map(({ textContent }) => textContent.trim())).to.deep.equal(['a', 'b']);
  });
});
