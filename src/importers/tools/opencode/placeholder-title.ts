/** What a session is called until the model has named it. */
const PLACEHOLDER = /^(?:New|Child) session - \d{4}-\d\d-\d\dT/;

/** Whether a title says nothing but when the session began. */
export function isPlaceholderTitle(title: string): boolean {
  return PLACEHOLDER.test(title);
}
