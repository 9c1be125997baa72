import { describe, expect, it } from '#test';
import { actionOf, KEY_GROUPS, type KeyBinding } from '#src/elements/controllers/key-bindings.ts';
import { german } from '#src/elements/strings/german.ts';
import { keysStrings } from '#src/elements/strings/keys.ts';
import { FIRST_VIEW, type ViewState } from '#src/elements/view/view-state.ts';
import { readyState } from '../../helpers/fake-session.ts';

const bindings: readonly KeyBinding[] = Object.values(KEY_GROUPS).flat();

/** What a key asks for: the type of the request and what it is about. */
function asked(
  key: string,
  { shift = false, view = {} }: { readonly shift?: boolean; readonly view?: Partial<ViewState> } = {},
): unknown {
  const event = actionOf(key)?.({ state: readyState, view: { ...FIRST_VIEW, ...view }, shift });
  const { type, detail } = (event ?? {}) as CustomEvent<unknown>;
  return detail ?? type;
}

describe('the keys', () => {
  it('are each bound once, and have a sentence in every language', () => {
    const keys = bindings.flatMap((binding) => Object.keys(binding.keys));

    expect(new Set(keys).size).to.equal(keys.length);
    for (const { name } of bindings) {
      expect(keysStrings.english({} as never), name).to.have.property(name);
      expect(german.sections.keys({} as never), name).to.have.property(name);
    }
  });

  it('move the playhead', () => {
    expect(asked('ArrowLeft')).to.deep.equal({ by: -5000 });
    expect(asked('l')).to.deep.equal({ by: 10_000 });
    expect(asked('Home')).to.deep.equal({ position: 0 });
    expect(asked('7')).to.deep.equal({ position: 0.7 * readyState.duration });
    expect(asked(' ')).to.equal('reprise-play-request');
  });

  it('go to the next and the previous thing', () => {
    expect(asked('n')).to.deep.equal({ to: 'turn', direction: 1 });
    expect(asked('[')).to.deep.equal({ to: 'chapter', direction: -1 });
    expect(asked('.')).to.deep.equal({ to: 'event', direction: 1 });
    expect(asked('c')).to.deep.equal({ to: 'change', direction: 1 });
    expect(asked('E', { shift: true })).to.deep.equal({ to: 'error', direction: -1 });
    expect(asked('m', { shift: true })).to.deep.equal({ to: 'commit', direction: -1 });
  });

  it('do the same with Caps Lock as without', () => {
    expect(asked('C')).to.deep.equal({ to: 'change', direction: 1 });
  });

  it('open and shut what stands beside the story', () => {
    expect(asked('/')).to.deep.equal({ column: 'find' });
    expect(asked('o')).to.deep.equal({ column: 'outline' });
    expect(asked('o', { view: { column: 'outline' } })).to.deep.equal({ column: undefined });
    expect(asked('t', { view: { large: 'changes' } })).to.deep.equal({ large: 'terminal' });
    expect(asked('d', { view: { large: 'changes' } })).to.deep.equal({ large: undefined });
    expect(asked('v')).to.deep.equal({ view: 'code' });
    expect(asked('v', { shift: true })).to.deep.equal({ view: 'everything' });
  });

  it('shut the innermost thing first with Escape, and leave it to others when nothing is open', () => {
    expect(asked('Escape', { view: { about: true, column: 'find' } })).to.deep.equal({ about: false });
    expect(asked('Escape', { view: { column: 'find' } })).to.deep.equal({ column: undefined });
    expect(asked('Escape')).to.equal(undefined);
  });
});
