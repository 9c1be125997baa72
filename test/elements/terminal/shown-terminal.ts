/** A terminal element on the page, for the tests of what it draws. */
import '#src/elements/terminal/terminal.define.ts';
import { tokens } from '#src/elements/styles/tokens.ts';
import type { RepriseTerminal } from '#src/elements/terminal/terminal.ts';
import { TerminalState } from '#src/state/terminal/index.ts';
import { allInside } from '../../helpers/shadow.ts';
import { nextFrame, observed } from '../../helpers/until.ts';

export const SIZE = { cols: 40, rows: 8 };

export interface Shown {
  readonly element: RepriseTerminal;
  readonly state: TerminalState;
  /** Writes output and waits until it is drawn. */
  readonly write: (data: string) => Promise<void>;
  readonly row: (y: number) => HTMLElement;
  readonly remove: () => void;
}

/** Waits until the terminal has drawn what it has been given, at the size that it has now. */
export async function drawn(element: RepriseTerminal): Promise<void> {
  // It is told of its size, measures itself in the frame after, and draws in the next what changed within that one.
  await observed(element);
  await nextFrame();
  await element.updateComplete;
  await nextFrame();
}

export async function show(
  output: string,
  { size = SIZE, width = '640px', height = '', properties = {} } = {},
): Promise<Shown> {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(tokens.cssText.replace(':host', ':root'));
  document.adoptedStyleSheets = [sheet];
  const state = new TerminalState(size, { scrollback: 500 });
  state.apply({ t: 0, code: 'o', data: output });
  const element = document.createElement('reprise-terminal');
  element.style.width = width;
  element.style.height = height;
  element.screen = state.screen;
  Object.assign(element, properties);
  document.body.append(element);
  await drawn(element);
  return {
    element,
    state,
    write: async (data) => {
      state.apply({ t: 0, code: 'o', data });
      element.requestUpdate();
      await drawn(element);
    },
    row: (y) => allInside(element, '.row')[y]!,
    remove: () => element.remove(),
  };
}

/** Text of the rows that are drawn, without the line feeds that end lines. */
export const textsOf = (element: RepriseTerminal): string[] =>
  allInside(element, '.row').map((row) => row.textContent.replace(/\n$/, ''));
