/** The foot of the review: how far the decisions are, what is left out, and the masked copy. */
import { element, state, tell } from './viewer-review-state.js';

export function renderFoot() {
  const { shown, isSaving } = state;
  const { words, decisions, cuts } = shown;
  const left = decisions.open.length;
  const bar = element('decided-bar');
  bar.max = Math.max(1, decisions.all);
  bar.value = decisions.all === 0 ? 1 : decisions.decided;
  element('decided').textContent = words.decided(decisions.decided, decisions.all);
  tell('left-out', cuts.isEmpty ? '' : words.leftOut(cuts.counts));
  element('mask-left').hidden = left === 0;
  element('mask-left').textContent = words.maskLeft(left);
  const saveButton = element('save-masked');
  saveButton.setAttribute('aria-disabled', String(left > 0 || isSaving));
  saveButton.classList.toggle('primary', left === 0);
  element('save-reason').textContent = left > 0 ? words.decideFirst(left) : '';
  element('review').setAttribute('aria-busy', String(isSaving));
}

/**
 * Has the masked copy written, once everything is decided.
 *
 * @param acts - `render()`, and `choose(item)`, which shows what is to be decided first
 */
export async function save({ render, choose }) {
  const review = state.shown;
  const { decisions, words, strings } = review;
  if (state.isSaving) return;
  if (decisions.open.length > 0) {
    tell('review-said', words.decideFirst(decisions.open.length));
    choose(decisions.open[0]);
    return;
  }
  state.isSaving = true;
  tell('review-failure', '');
  tell('review-said', words.saving);
  render();
  try {
    const { name, size, unfound = [] } = await review.save(decisions.told);
    if (review === state.shown) tell('review-said', words.saved(name, strings.bytes(size), unfound));
  } catch (error) {
    if (review === state.shown) {
      tell('review-said', '');
      tell('review-failure', words.notSaved(error.message));
    }
  } finally {
    state.isSaving = false;
    render();
  }
}
