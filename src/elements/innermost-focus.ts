/** What has the focus in a document or a shadow tree, down through the shadow trees within it. */
export function innermostFocus(root: DocumentOrShadowRoot | null): Element | undefined {
  let focused: Element | undefined;
  for (let at = root?.activeElement; at; at = at.shadowRoot?.activeElement) focused = at;
  return focused;
}
