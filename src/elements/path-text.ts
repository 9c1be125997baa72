import { css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { renderVisible, visibleText } from './code/visible-characters.ts';

/** A path as it is read: where it is, and what it is. */
export interface PathParts {
  /** With the slash at its end; empty where there is none. */
  readonly folder: string;
  readonly name: string;
}

/**
 * Takes a path apart.
 *
 * @param root - absolute path of the workspace: what lies in it is told from there
 */
export function splitPath(path: string, root?: string): PathParts {
  const prefix = root?.replace(/[/\\]+$/, '') ?? '';
  const isInside = prefix !== '' && path.startsWith(prefix) && /[/\\]/.test(path.charAt(prefix.length));
  const shown = isInside ? path.slice(prefix.length + 1) : path;
  const cut = lastSlash(shown, isWindows(path)) + 1;
  return { folder: shown.slice(0, cut), name: shown.slice(cut) };
}

/** A backslash parts names only where the path is of a system that does so: elsewhere it is a character like others. */
function lastSlash(path: string, backslashParts: boolean): number {
  return Math.max(path.lastIndexOf('/'), backslashParts ? path.lastIndexOf('\\') : -1);
}

function isWindows(path: string): boolean {
  return /^(?:\\\\|[A-Za-z]:[/\\])/.test(path);
}

/**
 * A path on one line: its folder steps back and is cut in the middle where there is no room, the name of the file never
 * is. Looks as `pathStyles` says; copying gives the path.
 *
 * @param root - as for `splitPath`
 */
export function renderPath(path: string, root?: string): TemplateResult {
  const { folder, name } = splitPath(path, root);
  return html`<span class="path" title=${visibleText(path)}
    >${renderFolder(folder)}<span class="name">${renderVisible(name)}</span></span
  >`;
}

/** A folder alone, cut in the middle where there is no room. */
export function renderFolder(folder: string): TemplateResult | typeof nothing {
  if (folder === '') return nothing;
  // The last part says most; what is before it gives way first.
  const cut = lastSlash(folder.slice(0, -1), folder.endsWith('\\')) + 1;
  return html`<span class="folder-path"
    ><span class="head">${renderVisible(folder.slice(0, cut))}</span
    ><span class="tail">${renderVisible(folder.slice(cut))}</span></span
  >`;
}

/** How paths look. */
export const pathStyles = css`
  .path {
    display: inline-flex;
    min-inline-size: 0;
    max-inline-size: 100%;
    white-space: nowrap;
  }
  .folder-path {
    display: flex;
    flex: 0 1 auto;
    min-inline-size: 0;
    color: var(--reprise-color-soft);
  }
  .folder-path span {
    min-inline-size: 0;
    max-inline-size: 100%;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: pre;
  }
  .folder-path .head {
    flex: 0 1 auto;
  }
  .folder-path .tail {
    flex: none;
  }
  .path .name {
    flex: none;
    max-inline-size: 100%;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
`;
