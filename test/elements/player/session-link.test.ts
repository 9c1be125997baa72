import { describe, expect, it } from '#test';
import { isLink, linkTo, lookOf, readFragment, viewOf } from '#src/elements/player/session-link.ts';
import { FIRST_VIEW } from '#src/elements/view/view-state.ts';

const linkOf = (hash: string) => readFragment(hash).link;

describe('readFragment', () => {
  it('reads event, time, view and panel, and leaves the rest alone', () => {
    expect(linkOf('#t=6:41')).to.deep.equal({ time: 401_000 });
    expect(linkOf('#t=30,40')).to.deep.equal({ time: 30_000, end: 40_000 });
    expect(linkOf('#e=3f%2F1&t=5&x=1')).to.deep.equal({ event: '3f/1', time: 5000 });
    expect(linkOf('#e=a&view=code&panel=outline')).to.deep.equal({
      event: 'a',
      view: 'code',
      panel: 'outline',
    });
    expect(isLink(linkOf('#section-2'))).to.equal(false);
    expect(isLink(linkOf(''))).to.equal(false);
  });

  it('knows no view and no panel but its own', () => {
    expect(linkOf('#view=__proto__&panel=constructor&t=x')).to.deep.equal({});
  });

  it('reads the player that it is for', () => {
    expect(readFragment('#second:t=6:41')).to.deep.equal({ player: 'second', link: { time: 401_000 } });
    expect(readFragment('#my%20player:e=a:b').player).to.equal('my player');
    expect(readFragment('#e=a:t=5')).to.deep.equal({ player: undefined, link: { event: 'a:t=5' } });
    expect(readFragment('#%ff:t=1').player).to.equal('%ff');
  });
});

describe('linkTo', () => {
  it('replaces the fragment and nothing else', () => {
    expect(linkTo('https://a.example/p?src=x#t=1', { time: 401_999 })).to.equal(
      'https://a.example/p?src=x#t=401',
    );
    expect(linkTo('https://a.example/p', { time: 5, event: 'a b' })).to.equal('https://a.example/p#e=a%20b');
  });

  it('leads back to the same place', () => {
    const links = [
      { event: 'x&t=9' },
      { time: 30_000, end: 40_000 },
      { time: 0, view: 'everything', panel: 'about' },
    ] as const;
    for (const link of links) {
      const { hash } = new URL(linkTo('https://a.example/', link, 'one: two'));
      expect(readFragment(hash)).to.deep.equal({ player: 'one: two', link });
    }
  });
});

describe('lookOf and viewOf', () => {
  it('carry what is not as at first', () => {
    expect(lookOf(FIRST_VIEW)).to.deep.equal({});
    expect(lookOf({ ...FIRST_VIEW, view: 'code', column: 'find' })).to.deep.equal({
      view: 'code',
      panel: 'find',
    });
    expect(viewOf({ view: 'code', panel: 'find' })).to.deep.equal({
      view: 'code',
      column: 'find',
      about: false,
    });
    expect(viewOf({ panel: 'about' })).to.deep.equal({ column: undefined, about: true });
    expect(viewOf({ time: 5 })).to.deep.equal({});
  });
});
