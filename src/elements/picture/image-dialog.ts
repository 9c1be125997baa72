import { html, render } from 'lit';
import { icon } from '../icons.ts';

/**
 * Shows an image as large as the window allows, until Escape, the button or a click beside it.
 *
 * @param image - `label`: what it shows; `close`: name of the button
 */
export function showImage(
  root: HTMLElement | DocumentFragment,
  image: { url: string; label: string; close: string },
): void {
  const dialog = document.createElement('dialog');
  dialog.setAttribute('aria-label', image.label);
  dialog.addEventListener('close', () => dialog.remove());
  dialog.addEventListener('click', ({ target }) => {
    if (target === dialog) dialog.close();
  });
  render(
    html`<button class="quiet" @click=${() => dialog.close()} aria-label=${image.close}>
        ${icon('close')}
      </button>
      <img src=${image.url} alt=${image.label} />`,
    dialog,
  );
  root.append(dialog);
  dialog.showModal();
}
