import { describe, expect, it } from '#test';
import { validView } from '#src/elements/view/view-request.ts';
import { FIRST_VIEW, STORY_VIEWS } from '#src/elements/view/view-state.ts';

describe('validView', () => {
  it('lets through whatever a view may be', () => {
    expect(validView(FIRST_VIEW)).to.deep.equal(FIRST_VIEW);
    for (const view of STORY_VIEWS) expect(validView({ view })).to.deep.equal({ view });
    expect(validView({ column: 'find', about: true, target: 'e1', large: 'terminal' })).to.deep.equal({
      column: 'find',
      about: true,
      target: 'e1',
      large: 'terminal',
    });
  });

  it('drops what it may not be, and keeps the rest', () => {
    const request = { view: 'movie', column: 'x', linked: 'yes', about: 1, target: {}, atCover: true };

    expect(validView(request)).to.deep.equal({ atCover: true });
    for (const nothing of [undefined, null, 5, 'story', { toString: true, constructor: 1 }])
      expect(validView(nothing)).to.deep.equal({});
  });
});
