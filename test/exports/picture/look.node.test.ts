import { readFileSync } from 'node:fs';
import { describe, expect, it } from '#test';
import { LOOKS, TERMINAL, VIEWER_FONTS } from '#src/exports/picture/look.ts';
import { projectUrl } from '../../helpers/project-path.ts';

const tokens = readFileSync(projectUrl('src/elements/styles/tokens.ts'), 'utf8');
const terminal = readFileSync(projectUrl('src/elements/terminal/terminal.styles.ts'), 'utf8');
/** The tokens that hold where nothing else is asked for. */
const root = tokens.slice(tokens.indexOf('export const tokens'));

describe('the look of pictures', () => {
  it('is that of the player', () => {
    for (const [name, color] of Object.entries(LOOKS.light)) {
      const property = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
      const pair = `--reprise-color-${property}: light-dark(${color}, ${LOOKS.dark[name as keyof typeof LOOKS.dark]});`;
      expect(root).to.contain(pair);
    }
    expect(root).to.contain(`--reprise-color-terminal: ${TERMINAL.bg};`);
    expect(root).to.contain(`--reprise-color-terminal-bar: ${TERMINAL.bar};`);
    expect(root).to.contain(`--reprise-color-terminal-text: ${TERMINAL.fg};`);
    expect(root).to.contain(`--reprise-color-terminal-soft: ${TERMINAL.soft};`);
    for (const [index, color] of TERMINAL.palette.entries())
      expect(terminal).to.contain(`--reprise-terminal-${index}, ${color})`);
    for (const fonts of Object.values(VIEWER_FONTS)) expect(root).to.contain(`${fonts};`);
  });
});
