/** The finding that is looked at: in its context, with its other places, and the choice about it. */
import { icon, make, makeButton } from './viewer-dom.js';
import { placeInFull, placeInShort, placeMasked, withoutValues } from './viewer-review-place.js';
import { element, state } from './viewer-review-state.js';

/**
 * Shows the places of the finding.
 *
 * @param acts - `showPlace(index)`, and `toggleCut(kind, name)`, which leaves the turn or the file of a place out, or takes that back
 */
export function renderFinding({ showPlace, toggleCut }) {
  const { current, at, isShown, shown } = state;
  const places = element('review-places');
  if (current === undefined) {
    places.replaceChildren(nothing());
    return;
  }
  const { words, review, decisions, seek } = shown;
  const looks = { strings: words, items: review.items, isShown, seek };
  element('review-finding-name').textContent = words.typeName(current.type);
  element('review-place').textContent = words.placeOf(at + 1, current.count);
  for (const id of ['place-before', 'place-after']) element(id).hidden = current.places.length < 2;
  const place = current.places[at];
  if (place === undefined) {
    places.replaceChildren(make('p', 'quiet', words.noPlaces));
    return;
  }
  const masked =
    decisions.outcome(current) === 'mask' || decisions.outcome(current) === 'open'
      ? [make('h3', '', words.afterMasking), placeMasked(place, decisions.placeholder(current), looks)]
      : [];
  const full = placeInFull(current, place, looks);
  full.classList.toggle('left-out', shown.cuts.covers(place));
  places.replaceChildren(...around(place, toggleCut), full, ...others(looks, showPlace), ...masked);
}

/** The turn and the file that a place is in, each with the button that leaves it out. */
function around({ turn, path }, toggleCut) {
  const { cuts, words, review } = state.shown;
  const turnIn = cuts.outline.turns.find(({ number }) => number === turn);
  const rows = [
    turnIn && ['turns', turn, words.turnNamed(turn, turnIn.title), words.leaveOutTurn],
    cuts.outline.files.some((file) => file.path === path) && ['files', path, path, words.leaveOutFile],
  ];
  return rows.filter(Boolean).map(([kind, name, title, offer]) => {
    const isCut = cuts.has(kind, name);
    const button = makeButton('link', () => toggleCut(kind, name), isCut ? words.undo : offer);
    button.dataset.cut = kind;
    const label = make(isCut ? 's' : 'span', 'around-name', withoutValues(title, review.items));
    return make('div', 'around', icon(kind === 'turns' ? 'person' : 'file'), label, button);
  });
}

/** The other places with the same value. */
function others(looks, showPlace) {
  const { current, at, shown } = state;
  const { words } = shown;
  const rest = current.places.map((place, index) => ({ place, index })).filter(({ index }) => index !== at);
  if (rest.length === 0) return [];
  const show = (index) => () => {
    showPlace(index);
    element('review-finding').focus();
  };
  const rows = rest.map(({ place, index }) =>
    make('li', '', placeInShort(current, place, { ...looks, show: show(index) })),
  );
  const untold = current.count - current.places.length;
  const more = untold > 0 ? [make('p', 'quiet', words.morePlaces(untold))] : [];
  const summary = make('summary', '', words.otherPlaces(current.count - 1));
  const all = make('details', '', summary, make('ul', '', ...rows), ...more);
  all.open = true;
  return [all];
}

/** In place of a finding, where nothing was found. */
function nothing() {
  const { words } = state.shown;
  const texts = [make('h3', '', words.nothing), make('p', '', words.nothingAbout)];
  return make('div', 'nothing-found', icon('shield'), ...texts);
}

/** Shows what can be decided about the finding, and what is. */
export function renderDecision() {
  const { current, isShown, isSaving, shown } = state;
  const { words, decisions } = shown;
  element('review-choice').hidden = current === undefined;
  element('review-why').hidden = !current?.why;
  const { open } = decisions;
  const position = open.indexOf(current);
  element('decision-count').textContent = position < 0 ? '' : words.position(position + 1, open.length);
  if (current === undefined) return;
  const outcome = decisions.outcome(current);
  element('review-mask-text').textContent = words.maskAll(current.count);
  for (const [id, own] of [
    ['review-mask', 'mask'],
    ['review-keep', 'keep'],
  ]) {
    element(id).setAttribute('aria-pressed', String(outcome === own));
    element(id).setAttribute('aria-disabled', String(isSaving || outcome === 'cut'));
  }
  element('review-mask').classList.toggle('primary', outcome === 'open' || outcome === 'mask');
  element('review-value-text').textContent = isShown ? words.hideValue : words.showValue;
  element('review-why-text').textContent = outcome === 'cut' ? words.cutWithIt : words.sentence(current.why);
  element('review-why').hidden &&= outcome !== 'cut';
}
