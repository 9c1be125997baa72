/**
 * The review before sharing: each finding in its context, masked or kept in all its places. Nothing is written until
 * every finding is decided.
 */
import { Decisions, LEAST_TEXT } from './viewer-decisions.js';
import { icon, make } from './viewer-dom.js';
import { inListOrder, listGroups } from './viewer-review-list.js';
import { around, placeInFull, placeInShort, placeMasked } from './viewer-review-place.js';
import { watchSelection } from './viewer-selection.js';

const element = (id) => document.getElementById(id);

/** What `showReview` was given, with the decisions. */
let shown;
/** The finding that is looked at; `undefined` where nothing was found. */
let current;
/** Which of its places, of 0 …. */
let at = 0;
/** Whether the value is shown. */
let isShown = false;
let isSaving = false;

element('review-types').addEventListener('change', () => renderList());
element('review-close').addEventListener('click', () => shown.leave());
element('review-back').addEventListener('click', () => openOnPhone(false));
element('place-before').addEventListener('click', () => showPlace(at - 1));
element('place-after').addEventListener('click', () => showPlace(at + 1));
element('review-mask').addEventListener('click', () => decide('mask'));
element('review-keep').addEventListener('click', () => decide('keep'));
element('review-value').addEventListener('click', toggleValue);
element('mask-left').addEventListener('click', maskLeft);
element('save-masked').addEventListener('click', save);
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
  texts: () => ({ offer: shown.words.maskSelected, short: shown.words.selectMore(LEAST_TEXT) }),
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
  shown = { ...given, words: strings.review, decisions: new Decisions(review.items) };
  const types = [...new Set(review.items.map(({ type }) => type))];
  element('review-types').replaceChildren(
    new Option(shown.words.allTypes, ''),
    ...types.map((type) => new Option(shown.words.typeName(type), type)),
  );
  element('review-types').hidden = types.length < 2;
  element('review-name').replaceChildren(...around(review.title, review.items, shown.words));
  element('review').classList.toggle('without-findings', review.items.length === 0);
  element('review').classList.remove('in-finding');
  element('missed-text').value = '';
  for (const id of ['missed-said', 'review-said', 'review-failure']) tell(id, '');
  const unsearched = shown.words.unsearched(review.unsearched ?? {});
  element('review-unsearched').hidden = unsearched === '';
  element('unsearched-text').textContent = unsearched;
  choose(inListOrder(review.items, shown.decisions, '')[0]);
}

/** Takes who listens or types to what is to be done first. */
export function focusReview() {
  const row = element('review-list').querySelector('[aria-current]');
  if (row?.checkVisibility()) row.focus();
  else if (current !== undefined && element('review-finding').checkVisibility())
    element('review-finding').focus();
  else element('review-title').focus();
}

/** Does what a key stands for; `false` for other keys. */
function act(key, target) {
  const rows = inOrder();
  const index = rows.indexOf(current);
  const isScrolled = target.matches('pre');
  const steps = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: rows.length - 1 };
  if (Object.hasOwn(steps, key) && !isScrolled && rows.length > 0) {
    const next = rows[Math.max(0, Math.min(steps[key], rows.length - 1))];
    choose(next);
    return true;
  }
  const letters = { m: () => decide('mask'), k: () => decide('keep'), v: toggleValue };
  const letter = letters[key.toLowerCase()];
  if (letter === undefined || current === undefined) return false;
  letter();
  return true;
}

/** The findings as the list shows them. */
function inOrder() {
  return inListOrder(shown.review.items, shown.decisions, element('review-types').value);
}

function choose(item) {
  current = item;
  at = 0;
  isShown = false;
  render();
}

function showPlace(index) {
  at = (index + current.places.length) % current.places.length;
  renderFinding();
}

function toggleValue() {
  isShown = !isShown;
  renderFinding();
  renderDecision();
}

/** Decides about the finding that is looked at; from one that was open to the next. */
function decide(outcome) {
  const { decisions, words } = shown;
  if (isSaving || current === undefined) return;
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
  if (isSaving) return;
  shown.decisions.maskOpen();
  unsaved();
  render();
  // The button is gone with what it was for.
  element('save-masked').focus();
}

/** Masks a text everywhere; says why not where it cannot be. */
function addText(text) {
  if (isSaving) return false;
  const { decisions, words } = shown;
  const added = decisions.addText(text);
  tell('missed-said', words.addedText[added](text.trim(), LEAST_TEXT));
  if (added !== 'added') return false;
  unsaved();
  render();
  return true;
}

function removeText(text) {
  if (isSaving) return;
  shown.decisions.removeText(text);
  tell('missed-said', '');
  unsaved();
  render();
  element('missed-text').focus();
}

/** Has the masked copy written, once everything is decided. */
async function save() {
  const { decisions, words, strings } = shown;
  if (isSaving) return;
  if (decisions.open.length > 0) {
    tell('review-said', words.decideFirst(decisions.open.length));
    choose(decisions.open[0]);
    return;
  }
  const review = shown;
  isSaving = true;
  tell('review-failure', '');
  tell('review-said', words.saving);
  render();
  try {
    const { name, size, unfound = [] } = await review.save(decisions.told);
    if (review === shown) tell('review-said', words.saved(name, strings.bytes(size), unfound));
  } catch (error) {
    if (review === shown) {
      tell('review-said', '');
      tell('review-failure', words.notSaved(error.message));
    }
  } finally {
    isSaving = false;
    render();
  }
}

/** What was said of the last copy does not hold for what is decided now. */
function unsaved() {
  tell('review-said', '');
  tell('review-failure', '');
}

function render() {
  renderList();
  renderFinding();
  renderDecision();
  renderFoot();
}

function renderList() {
  const { decisions, words, review } = shown;
  const list = element('review-list');
  const hadFocus = list.contains(document.activeElement);
  element('findings-count').textContent = words.findings(review.items.length);
  element('findings-places').textContent = words.places(decisions.places);
  const items = inOrder();
  list.replaceChildren(
    ...listGroups({ items, decisions, current, strings: words, choose: chooseByRow, remove: removeText }),
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

function renderFinding() {
  const places = element('review-places');
  if (current === undefined) {
    places.replaceChildren(nothing());
    return;
  }
  const { words, review, decisions, seek } = shown;
  const looks = { strings: words, items: review.items, isShown, seek };
  const { length } = current.places;
  element('review-finding-name').textContent = words.typeName(current.type);
  element('review-place').textContent = words.placeOf(at + 1, current.count);
  for (const id of ['place-before', 'place-after']) element(id).hidden = length < 2;
  const place = current.places[at];
  if (place === undefined) {
    places.replaceChildren(make('p', 'quiet', words.noPlaces));
    return;
  }
  const masked =
    decisions.outcome(current) === 'keep'
      ? []
      : [make('h3', '', words.afterMasking), placeMasked(place, decisions.placeholder(current), looks)];
  places.replaceChildren(placeInFull(current, place, looks), ...others(looks), ...masked);
}

/** The other places with the same value. */
function others(looks) {
  const { words } = shown;
  const others = current.places.map((place, index) => ({ place, index })).filter(({ index }) => index !== at);
  if (others.length === 0) return [];
  const show = (index) => () => {
    showPlace(index);
    element('review-finding').focus();
  };
  const rows = others.map(({ place, index }) =>
    make('li', '', placeInShort(current, place, { ...looks, show: show(index) })),
  );
  const untold = current.count - current.places.length;
  const rest = untold > 0 ? [make('p', 'quiet', words.morePlaces(untold))] : [];
  const all = make(
    'details',
    '',
    make('summary', '', words.otherPlaces(current.count - 1)),
    make('ul', '', ...rows),
    ...rest,
  );
  all.open = true;
  return [all];
}

/** In place of a finding, where nothing was found. */
function nothing() {
  const { words } = shown;
  return make(
    'div',
    'nothing-found',
    icon('shield'),
    make('h3', '', words.nothing),
    make('p', '', words.nothingAbout),
  );
}

function renderDecision() {
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
    element(id).setAttribute('aria-disabled', String(isSaving));
  }
  element('review-mask').classList.toggle('primary', outcome !== 'keep');
  element('review-value-text').textContent = isShown ? words.hideValue : words.showValue;
  element('review-why-text').textContent = words.sentence(current.why);
}

function renderFoot() {
  const { words, decisions } = shown;
  const left = decisions.open.length;
  const bar = element('decided-bar');
  bar.max = Math.max(1, decisions.all);
  bar.value = decisions.all === 0 ? 1 : decisions.decided;
  element('decided').textContent = words.decided(decisions.decided, decisions.all);
  element('mask-left').hidden = left === 0;
  element('mask-left').textContent = words.maskLeft(left);
  const saveButton = element('save-masked');
  saveButton.setAttribute('aria-disabled', String(left > 0 || isSaving));
  saveButton.classList.toggle('primary', left === 0);
  element('save-reason').textContent = left > 0 ? words.decideFirst(left) : '';
  element('review').setAttribute('aria-busy', String(isSaving));
}

/** Says something where it is heard too; nothing twice. */
function tell(id, text) {
  element(id).hidden = text === '';
  if (element(id).textContent !== text) element(id).textContent = text;
}
