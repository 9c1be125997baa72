import { renderVisible } from '../code/visible-characters.ts';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { renderFacts } from '../file-list/facts.ts';
import type { ListedFile } from '../file-list/list-rows.ts';
import { icon } from '../icons.ts';
import type { IconName } from '../icons.ts';
import { renderPath } from '../path-text.ts';
import type { ChangesStrings } from '../strings/changes.ts';
import type { Language } from '../strings/language.ts';

/** A control at the end of the header. */
export interface FileAction {
  /** What is drawn: an icon, or a short text. */
  readonly icon?: IconName;
  readonly text?: string;
  /** Its name for assistive technology, and its hint. */
  readonly label: string;
  readonly run: () => void;
}

/** Something said of a file, and more of it as a hint. */
export interface Aside {
  readonly text: string;
  readonly hint?: string;
}

/** What stands in the line beside the file. */
export interface FileHeader {
  readonly actions: readonly FileAction[];
  /** What is said of it, the most important first: where there is no room, that alone is. */
  readonly asides?: readonly Aside[];
  /** A sentence below it. */
  readonly note?: string | undefined;
  /** Root of the workspace. */
  readonly root?: string | undefined;
  readonly language: Language;
}

/** The line above a diff or a text: which file, what became of it, what can be done with it. */
export function renderFileHeader(file: ListedFile, header: FileHeader): TemplateResult {
  const { actions, asides = [], note, root, language } = header;
  return html`
    <header part="file-header">
      <h3>${renderPath(file.path, root)}</h3>
      ${renderFacts(file, language)}
      <span class="asides"
        >${asides.map(({ text, hint }) => html`<span title=${hint ?? nothing}>${text}</span>`)}</span
      >
      <span class="actions">
        ${actions.map(
          ({ icon: name, text, label, run }) => html`
            <button class="quiet" aria-label=${label} title=${label} @click=${run}>
              ${name ? icon(name) : html`<span>${text}</span>`}
            </button>
          `,
        )}
      </span>
    </header>
    ${note === undefined ? nothing : html`<p class="note">${note}</p>`}
  `;
}

/** A sentence in place of what cannot be shown. */
export function renderSentence(text: string): TemplateResult {
  return html`<p class="sentence" role="status"><span>${renderVisible(text)}</span></p>`;
}

/** The control that leads to the moment of a change; `time` is what clocks show for it. */
export function goToAction(time: string, strings: ChangesStrings, run: () => void): FileAction {
  return { text: time, label: strings.goTo(time), run };
}

/** The control that copies a patch, and says that it did. */
export function copyAction(copied: boolean, strings: ChangesStrings, run: () => void): FileAction {
  return copied
    ? { icon: 'check', label: strings.copied, run }
    : { icon: 'copy', label: strings.copyPatch, run };
}
