/**
 * The review before sharing: each finding in its context, masked or kept in all its places, and what is left out. Nothing is
 * written until every finding is decided.
 */
import { Cuts } from './viewer-cuts.js';
import { Decisions, LEAST_TEXT } from './viewer-decisions.js';
import { onCutsChanged, renderCuts } from './viewer-review-cuts.js';
import { renderDecision, renderFinding } from './viewer-review-finding.js';
import { renderFoot, save } from './viewer-review-foot.js';
import { inListOrder, listGroups } from './viewer-review-list.js';
import { around } from './viewer-review-place.js';
import { element, state, tell, unsaved } from './viewer-review-state.js';
import { watchSelection } from './viewer-selection.js';

element('review-types').addEventListener('change', () => renderList());
element('review-close').addEventListener('click', () => state.shown.leave());
element('review-back').addEventListener('click', () => openOnPhone(false));
element('cuts-back').addEventListener('click', () => showCuts(false));
for (const id of ['cuts-open', 'unsearched-look'])
  element(id).addEventListener('click', () => showCuts(true));
onCutsChanged(afterCut);
element('place-before').addEventListener('click', () => showPlace(state.at - 1));
element('place-after').addEventListener('click', () => showPlace(state.at + 1));
element('review-mask').addEventListener('click', () => decide('mask'));
element('review-keep').addEventListener('click', () => decide('keep'));
element('review-value').addEventListener('click', toggleValue);
element('mask-left').addEventListener('click', maskLeft);
element('save-masked').addEventListener('click', () => save({ render, choose }));
element('review-missed').addEventListener('submit', (event) => {
  event.preventDefault();
  if (addText(element('missed-text').value)) element('missed-text').value = '';
});
element('missed-text').addEventListener('input', () => tell('missed-said', ''));
watchSelection({
  within: element('review-places'),
  button: element('mask-selected'),
  least: LEAST_TEXT,
  addText,
  texts: () => {
    const { words } = state.shown;
    return { offer: words.maskSelected, short: words.selectMore(LEAST_TEXT) };
  },
});
addEventListener('keydown', (event) => {
  const { target, key } = event;
  const isHere = target === document.body || element('review').contains(target);
  if (element('review').hidden || !isHere || event.ctrlKey || event.altKey || event.metaKey) return;
  if (target.matches('input, select') || !act(key, target)) return;
  event.preventDefault();
});

/**
 * Shows a review from its beginning.
 *
 * @param given - `review`, as an archive gives it; the page's `strings`; `seek(place)`, which shows a place in the story;
 *   `save(decisions)`, which writes the masked copy and gives its `name` and `size`, or throws; `leave()`
 */
export function showReview(given) {
  const { review, strings } = given;
  const cuts = new Cuts(review.outline);
  const decisions = new Decisions(review.items, cuts);
  const words = strings.review;
  state.shown = { ...given, words, cuts, decisions };
  state.isCutting = false;
  const types = [...new Set(review.items.map(({ type }) => type))];
  element('review-types').replaceChildren(
    new Option(words.allTypes, ''),
    ...types.map((type) => new Option(words.typeName(type), type)),
  );
  element('review-types').hidden = types.length < 2;
  element('review-name').replaceChildren(...around(review.title, review.items, words));
  element('review').classList.toggle('without-findings', review.items.length === 0);
  element('review').classList.remove('in-finding');
  element('missed-text').value = '';
  for (const id of ['missed-said', 'review-said', 'review-failure']) tell(id, '');
  choose(inListOrder(review.items, decisions, '')[0]);
}

/** Takes who listens or types to what is to be done first. */
export function focusReview() {
  const row = element('review-list').querySelector('[aria-current]');
  if (state.isCutting) element('cuts-title').focus();
  else if (row?.checkVisibility()) row.focus();
  else if (state.current !== undefined && element('review-finding').checkVisibility())
    element('review-finding').focus();
  else element('review-title').focus();
}

/** Does what a key stands for; `false` for other keys. */
function act(key, target) {
  const rows = inOrder();
  const index = rows.indexOf(state.current);
  const isScrolled = target.matches('pre');
  const steps = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: rows.length - 1 };
  if (Object.hasOwn(steps, key) && !isScrolled && rows.length > 0) {
    const next = rows[Math.max(0, Math.min(steps[key], rows.length - 1))];
    choose(next);
    return true;
  }
  const letters = { m: () => decide('mask'), k: () => decide('keep'), v: toggleValue };
  const letter = letters[key.toLowerCase()];
  if (letter === undefined || state.current === undefined || state.isCutting) return false;
  letter();
  return true;
}

/** The findings as the list shows them. */
function inOrder() {
  const { review, decisions } = state.shown;
  return inListOrder(review.items, decisions, element('review-types').value);
}

function choose(item) {
  Object.assign(state, { current: item, at: 0, isShown: false, isCutting: false });
  render();
}

function showPlace(index) {
  const { length } = state.current.places;
  state.at = (index + length) % length;
  renderFinding({ showPlace, toggleCut });
}

function toggleValue() {
  state.isShown = !state.isShown;
  renderFinding({ showPlace, toggleCut });
  renderDecision();
}

/** Decides about the finding that is looked at; from one that was open to the next. */
function decide(outcome) {
  const { current, isSaving, shown } = state;
  const { decisions, words } = shown;
  if (isSaving || current === undefined || decisions.outcome(current) === 'cut') return;
  const before = inOrder();
  const wasOpen = decisions.outcome(current) === 'open';
  decisions.decide(current, outcome);
  unsaved();
  const { open } = decisions;
  if (wasOpen && open.length > 0) {
    const following = before.slice(before.indexOf(current) + 1).find((item) => open.includes(item));
    const next = following ?? open[0];
    if (!inOrder().includes(next)) element('review-types').value = '';
    choose(next);
    return;
  }
  render();
  if (wasOpen) {
    openOnPhone(false);
    tell('review-said', words.allDecided);
  }
}

function maskLeft() {
  if (state.isSaving) return;
  state.shown.decisions.maskOpen();
  unsaved();
  render();
  // The button is gone with what it was for.
  element('save-masked').focus();
}

/** Masks a text everywhere; says why not where it cannot be. */
function addText(text) {
  if (state.isSaving) return false;
  const { decisions, words } = state.shown;
  const added = decisions.addText(text);
  tell('missed-said', words.addedText[added](text.trim(), LEAST_TEXT));
  if (added !== 'added') return false;
  unsaved();
  render();
  return true;
}

function removeText(text) {
  if (state.isSaving) return;
  state.shown.decisions.removeText(text);
  tell('missed-said', '');
  unsaved();
  render();
  element('missed-text').focus();
}

function render() {
  element('review').classList.toggle('in-cuts', state.isCutting);
  for (const id of ['review-context', 'review-decision']) element(id).hidden = state.isCutting;
  element('review-cuts').hidden = !state.isCutting;
  element('cuts-open').setAttribute('aria-pressed', String(state.isCutting));
  renderList();
  renderUnsearched();
  renderCuts();
  renderFinding({ showPlace, toggleCut });
  renderDecision();
  renderFoot();
}

function renderList() {
  const { current, isCutting, shown } = state;
  const { decisions, words, review } = shown;
  const list = element('review-list');
  const hadFocus = list.contains(document.activeElement);
  element('findings-count').textContent = words.findings(review.items.length);
  element('findings-places').textContent = words.places(decisions.places);
  const items = inOrder();
  list.replaceChildren(
    ...listGroups({
      ...{ items, decisions, strings: words },
      current: isCutting ? undefined : current,
      ...{ choose: chooseByRow, remove: removeText },
    }),
  );
  const row = list.querySelector('[aria-current]');
  if (row === null) list.querySelector('button.finding')?.setAttribute('tabindex', '0');
  if (hadFocus) row?.focus({ preventScroll: true });
  row?.scrollIntoView({ block: 'nearest' });
}

function chooseByRow(item) {
  choose(item);
  openOnPhone(true);
}

/** Where there is one column, it is the list or the finding. */
function openOnPhone(isOpen) {
  element('review').classList.toggle('in-finding', isOpen);
  const isNarrow = matchMedia('(max-width: 45rem)').matches;
  if (!isNarrow) return;
  element('review').scrollTo(0, 0);
  focusReview();
}

/** Pictures that nobody has searched, as long as nobody has looked at them. */
function renderUnsearched() {
  const { words, review, cuts } = state.shown;
  const { images = 0, documents = 0 } = review.unsearched ?? {};
  const hasPictures = cuts.outline.pictures.length > 0;
  const said = hasPictures
    ? words.unseen(cuts.unseen.length, cuts.outline.pictures.length)
    : words.unsearched({ images, documents });
  element('review-unsearched').hidden = images + documents === 0;
  element('review-unsearched').classList.toggle('is-done', hasPictures && cuts.unseen.length === 0);
  element('unsearched-text').textContent = said;
  element('unsearched-look').hidden = !hasPictures;
}

/** Shows what can be left out, or the findings again. */
function showCuts(isCutting) {
  state.isCutting = isCutting;
  render();
  element('review').scrollTo(0, 0);
  if (isCutting) element('cuts-title').focus();
  else element('cuts-open').focus();
}

/** Leaves the turn or the file of a place out, or takes that back. */
function toggleCut(kind, name) {
  if (state.isSaving) return;
  state.shown.cuts.toggle(kind, name);
  afterCut();
  element('review-places').querySelector(`[data-cut="${kind}"]`)?.focus();
}

function afterCut() {
  unsaved();
  tell('cut-said', '');
  render();
}
