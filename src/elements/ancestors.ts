/** The node and what it stands in, up to the document: out of each shadow tree by the element that has it. */
export function* ancestors(node: Node): Iterable<Node> {
  for (let at: Node | null = node; at; at = at instanceof ShadowRoot ? at.host : at.parentNode) yield at;
}
