/** The review that is shown, and what of it is looked at. */

export const element = (id) => document.getElementById(id);

export const state = {
  /** What `showReview` was given, with `words`, `decisions` and `cuts`. */
  shown: undefined,
  /** The finding that is looked at; `undefined` where nothing was found. */
  current: undefined,
  /** Which of its places, of 0 …. */
  at: 0,
  /** Whether the value is shown. */
  isShown: false,
  /** Whether what can be left out is shown, in place of a finding. */
  isCutting: false,
  isSaving: false,
};

/** Says something where it is heard too; nothing twice. */
export function tell(id, text) {
  element(id).hidden = text === '';
  if (element(id).textContent !== text) element(id).textContent = text;
}

/** What was said of the last copy does not hold for what is decided now. */
export function unsaved() {
  tell('review-said', '');
  tell('review-failure', '');
}
