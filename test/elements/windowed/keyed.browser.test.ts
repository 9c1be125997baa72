import { html, render } from 'lit';
import { describe, expect, it } from '#test';
import { keyed } from '#src/elements/windowed/keyed.ts';

const draw = (stage: HTMLElement, keys: readonly string[]): unknown =>
  render(
    html`<ul>
      ${keyed(
        keys,
        (key) => key,
        (key) => html`<li>${key}</li>`,
      )}
    </ul>`,
    stage,
  );

const texts = (stage: HTMLElement): string[] =>
  Array.from(stage.querySelectorAll('li'), ({ textContent }) => textContent);

const nodesOf = (stage: HTMLElement): number => {
  const walker = document.createTreeWalker(stage);
  let count = 0;
  while (walker.nextNode()) count += 1;
  return count;
};

describe('keyed', () => {
  it('draws items in their order, and lets those that stay keep their nodes', () => {
    const stage = document.createElement('div');
    draw(stage, ['a', 'b', 'c', 'd']);
    const [, b, , d] = stage.querySelectorAll('li');

    draw(stage, ['d', 'x', 'b', 'y']);

    expect(texts(stage)).to.deep.equal(['d', 'x', 'b', 'y']);
    expect(stage.querySelectorAll('li')[0]).to.equal(d);
    expect(stage.querySelectorAll('li')[2]).to.equal(b);
  });

  it('leaves nothing of what has gone: a list that is scrolled through does not grow', () => {
    const stage = document.createElement('div');
    const window = (first: number): string[] => Array.from({ length: 10 }, (_, index) => `${first + index}`);
    draw(stage, window(0));
    const nodes = nodesOf(stage);

    for (let first = 0; first < 1_000; first += 7) draw(stage, window(first));

    expect(nodesOf(stage)).to.equal(nodes);
    draw(stage, []);
    draw(stage, ['a']);
    expect(texts(stage)).to.deep.equal(['a']);
  });

  it('draws an item for each key that comes twice', () => {
    const stage = document.createElement('div');
    draw(stage, ['a', 'a', 'b']);
    draw(stage, ['b', 'a', 'a']);
    expect(texts(stage)).to.deep.equal(['b', 'a', 'a']);
    draw(stage, ['a']);
    expect(texts(stage)).to.deep.equal(['a']);
  });
});
