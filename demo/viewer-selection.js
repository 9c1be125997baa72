/** A button beside what somebody has selected in a text. */

/** Between the selection and the button, px. */
const GAP = 8;

/**
 * Offers to mask what is selected.
 *
 * @param within - the element whose texts can be selected for that
 * @param button - is put beside the selection
 * @param least - fewest characters that can be masked
 * @param addText - masks a text everywhere; tells whether it does
 * @param texts - `() => { offer, short }`: what the button says, and what it says where too little is selected
 */
export function watchSelection({ within, button, least, addText, texts }) {
  const look = () => {
    const range = selectedIn(within);
    button.hidden = range === undefined;
    if (range === undefined) return;
    const isShort = [...range.toString().trim()].length < least;
    button.textContent = isShort ? texts().short : texts().offer;
    button.setAttribute('aria-disabled', String(isShort));
    put(button, range.getBoundingClientRect());
  };
  document.addEventListener('selectionchange', look);
  within.addEventListener('scroll', look);
  // A press takes the selection away before it is a click.
  button.addEventListener('pointerdown', (event) => event.preventDefault());
  button.addEventListener('click', () => {
    const range = selectedIn(within);
    if (range === undefined || !addText(range.toString())) return;
    getSelection().removeAllRanges();
  });
}

/** What is selected in the text of a place, where no hidden value is in it. */
function selectedIn(within) {
  const selection = getSelection();
  if (selection.rangeCount === 0 || selection.isCollapsed) return undefined;
  const range = selection.getRangeAt(0);
  const node = range.commonAncestorContainer;
  const text = (node instanceof Element ? node : node.parentElement).closest('pre');
  if (text === null || !within.contains(text) || range.toString().trim() === '') return undefined;
  const isInValue = range.startContainer.parentElement.closest('mark, b') !== null;
  return isInValue || range.cloneContents().querySelector('mark, b') !== null ? undefined : range;
}

function put(button, { left, bottom, top }) {
  const { width, height } = button.getBoundingClientRect();
  const isBelow = bottom + GAP + height < innerHeight;
  button.style.insetInlineStart = `${Math.max(GAP, Math.min(left, innerWidth - width - GAP))}px`;
  button.style.insetBlockStart = `${isBelow ? bottom + GAP : Math.max(GAP, top - GAP - height)}px`;
}
