import { html } from 'lit';
import { afterEach, describe, expect, it } from '#test';
import '#src/elements/diff-view/diff-view.define.ts';
import { MAX_ROWS } from '#src/elements/diff-view/diff-model.ts';
import type { RepriseDiffView } from '#src/elements/diff-view/diff-view.ts';
import { tokens } from '#src/elements/styles/tokens.ts';
import { createPatch } from '#src/state/files/index.ts';
import { expectAccessible } from '../../helpers/accessibility.ts';
import { mount } from '../../helpers/fake-player.ts';
import type { Mounted } from '../../helpers/fake-player.ts';
import { nextFrame, observed, until } from '../../helpers/until.ts';

let mounted: Mounted | undefined;

/** @param size - of what is around it: width and height, CSS pixels */
async function show(
  properties: Partial<RepriseDiffView>,
  [inlineSize, blockSize]: readonly [number, number] = [900, 400],
): Promise<RepriseDiffView> {
  mounted = await mount(html``);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(tokens.cssText.replace(':host', ':root'));
  document.adoptedStyleSheets = [sheet];
  const display = properties.inline ? 'block; overflow: auto' : 'grid';
  mounted.host.style.cssText = `display: ${display}; inline-size: ${inlineSize}px; block-size: ${blockSize}px`;
  const view = Object.assign(document.createElement('reprise-diff-view'), properties);
  mounted.host.append(view);
  await mounted.settled();
  return view;
}

const all = (view: RepriseDiffView, selector: string): HTMLElement[] => [
  ...view.renderRoot.querySelectorAll<HTMLElement>(selector),
];
const numbers = (row: Element): string[] => {
  const { old, new: now } = (row as HTMLElement).dataset;
  return [old ?? '', now ?? ''];
};

const text = Array.from({ length: 40 }, (_, index) => `let v${index} = ${index};\n`).join('');
const edited = text.replace('let v20 = 20', 'let v20 = 21');
const patch = createPatch(text, edited);
/** As high as all of the text. */
const TALL = [900, 1_200] as const;

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
    const view = await show({ patch, path: 'src/a.ts', oldText: text }, TALL);

    expect(all(view, '.open').map(({ textContent }) => textContent.trim())).to.deep.equal([
      '17 unchanged lines',
      '16 unchanged lines',
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
    const view = await show({ patch, path: 'src/a.ts', loadOldText }, TALL);

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
      ['del', ['21', '']],
      ['ins', ['', '21']],
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

  it('has only what can be seen of a long diff in the page, and reaches all of it', async () => {
    const view = await show({ patch: createPatch('', 'const x = 1;\n'.repeat(20_000)), path: 'a.ts' });
    const elements = (): number => view.renderRoot.querySelectorAll('*').length;
    const first = (): string => numbers(all(view, '.row')[0]!)[1]!;
    await view.decorated;
    expect(elements()).to.be.below(500);

    const scroller = all(view, '.diff')[0]!;
    scroller.scrollTop = scroller.scrollHeight;
    await until('the last line is drawn', () => numbers(all(view, '.row').at(-1)!)[1] === '20000');
    expect(elements()).to.be.below(500);

    scroller.scrollTop = 0;
    await until('the first line is drawn', () => first() === '1');
  });

  it('keeps what is read in its place while lines above turn out to be longer', async () => {
    const long = `${'word '.repeat(100)}\n`.repeat(300);
    const view = await show({ patch: createPatch('', long), path: 'a.txt' }, [400, 400]);
    const scroller = all(view, '.diff')[0]!;
    const line = (number: string): HTMLElement | undefined =>
      all(view, '.row').find((row) => numbers(row)[1] === number);
    scroller.scrollTop = scroller.scrollHeight / 2;
    await observed(view);
    await until('the middle is drawn', () => Number(numbers(all(view, '.row')[0]!)[1]) > 20);
    await nextFrame();
    const number = numbers(all(view, '.row')[8]!)[1]!;
    const before = line(number)!.getBoundingClientRect().top;

    view.requestUpdate();
    await mounted!.settled();
    await nextFrame();

    expect(Math.abs(line(number)!.getBoundingClientRect().top - before)).to.be.below(1.5);
  });

  it('shows a huge diff in part, and all of it when asked', async () => {
    const view = await show({ patch: createPatch('', 'x\n'.repeat(MAX_ROWS + 10)), path: 'a.txt' });
    const scroller = all(view, '.diff')[0]!;
    expect(all(view, '.show-all')[0]!.textContent.trim()).to.equal('Show all 20,010 lines');

    all(view, '.show-all')[0]!.click();
    await mounted!.settled();
    scroller.scrollTop = scroller.scrollHeight;

    await until('the last line is drawn', () => numbers(all(view, '.row').at(-1)!)[1] === '20010');
    expect(all(view, '.show-all')).to.have.length(0);
  });

  it('wraps long lines, or gives them the room they take', async () => {
    const view = await show({ patch: createPatch('', `${'word '.repeat(200)}\n`), path: 'a.txt' });
    const scroller = all(view, '.diff')[0]!;
    expect(scroller.scrollWidth).to.equal(scroller.clientWidth);

    view.noWrap = true;
    await mounted!.settled();

    expect(scroller.scrollWidth).to.be.above(2 * scroller.clientWidth);
    expect(all(view, '.row')[0]!.getBoundingClientRect().height).to.be.below(30);
  });

  it('shows the whole file when asked', async () => {
    const view = await show({ patch, path: 'src/a.ts', loadOldText: async () => text, whole: true }, TALL);
    await until('all lines are drawn', () => all(view, '.row').length === 41);

    expect(all(view, '.gap')).to.have.length(0);
  });

  it('goes from change to change by n and p', async () => {
    const lines = text.repeat(10);
    const changed = lines.replaceAll('let v20 = 20', 'let v20 = 21');
    const view = await show({ patch: createPatch(lines, changed), path: 'src/a.ts' });
    const at = (): string | undefined => all(view, '.at')[0] && numbers(all(view, '.at')[0]!)[0];
    const press = (key: string): boolean =>
      all(view, '.diff')[0]!.dispatchEvent(new KeyboardEvent('keydown', { key, cancelable: true }));

    expect(press('n')).to.equal(false);
    await until('it is at the first change', () => at() === '21');
    press('n');
    await until('it is at the second change', () => at() === '61');
    press('p');
    await until('it is back', () => at() === '21');
    expect(press('x')).to.equal(true);
  });

  it('says that a file is no text', async () => {
    const view = await show({ patch: '@@ -1 +1 @@\n-a\u0000b\n+c\u0000d\n', path: 'a.bin' });

    expect(all(view, '.row')).to.have.length(0);
    expect(all(view, '.note')[0]!.textContent).to.contain('no text');
  });

  it('scrolls with what is around it when it is as high as its rows', async () => {
    const view = await show({ patch: createPatch('', 'x\n'.repeat(2_000)), path: 'a.txt', inline: true });
    expect(view.getBoundingClientRect().height).to.be.above(30_000);

    mounted!.host.scrollTop = mounted!.host.scrollHeight;

    await until('the last line is drawn', () => numbers(all(view, '.row').at(-1)!)[1] === '2000');
    expect(all(view, '.row').length).to.be.below(100);
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
    expect(all(view, '.code-point')).to.have.length(1);
  });

  it('marks a missing final newline and gives selected code without numbers or signs', async () => {
    const view = await show({ patch: createPatch('a\n', 'b'), path: 'a.txt' });

    expect(all(view, '.unclosed').map(({ dataset }) => dataset['note'])).to.deep.equal([
      'No newline at the end of the file',
    ]);
    expect(all(view, '.row').map(({ textContent }) => textContent.trim())).to.deep.equal(['a', 'b']);
  });
});
