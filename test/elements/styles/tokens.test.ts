import { describe, expect, it } from '#test';
import { tokens } from '#src/elements/styles/tokens.ts';

/** Custom properties of the rule with this selector, the first one outside of media queries. */
function declarationsOf(selector: string): Map<string, string> {
  const css = tokens.cssText.replaceAll(/\/\*.*?\*\//gsu, '');
  const start = css.indexOf(`\n  ${selector} {`);
  const block = css.slice(css.indexOf('{', start) + 1, css.indexOf('\n  }', start));
  return new Map(
    [...block.matchAll(/(--reprise-[\w-]+|color-scheme):\s*([^;]+);/gu)].map(([, name, value]) => [
      name!,
      value!.trim(),
    ]),
  );
}

/** The themes as sets of colours: `light-dark()` is two of them. */
function colours(selector: string): readonly Map<string, string>[] {
  const all = new Map([...declarationsOf(':host'), ...declarationsOf(selector)]);
  const sides = declarationsOf(selector).get('color-scheme') === 'dark' ? [1] : [0, 1];
  return sides.map(
    (side) =>
      new Map(
        [...all].map(([name, value]) => [
          name.replace('--reprise-color-', ''),
          /light-dark\((.+), (.+)\)/u.exec(value)?.[side + 1] ?? value,
        ]),
      ),
  );
}

function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const value = parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

function contrastOf(a: string, b: string): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((left, right) => left - right);
  return (light! + 0.05) / (dark! + 0.05);
}

const SURFACES = ['background', 'panel', 'raised'];
const SOFT = ['accent-soft', 'add', 'delete'];

/** What is read, and what it is read on. */
const TEXT_PAIRS: readonly (readonly [texts: readonly string[], surfaces: readonly string[]])[] = [
  [['text'], [...SURFACES, ...SOFT, 'add-word', 'delete-word', 'warning-soft', 'hit']],
  [
    ['soft', 'faint'],
    [...SURFACES, 'accent-soft'],
  ],
  [['soft'], ['add', 'delete']],
  [
    ['accent', 'add-ink', 'delete-ink', 'warning'],
    [...SURFACES, 'accent-soft'],
  ],
  [['add-ink'], ['add']],
  [['delete-ink'], ['delete']],
  [['warning'], ['warning-soft']],
  [['on-accent'], ['accent']],
  [
    ['code-keyword', 'code-string', 'code-number', 'code-comment', 'code-title'],
    ['background', 'panel', 'add', 'delete', 'add-word', 'delete-word'],
  ],
  [
    ['terminal-text', 'terminal-soft'],
    ['terminal', 'terminal-bar', 'terminal-mark'],
  ],
];

const THEMES = [':host', ":host([theme='contrast'])", ":host([theme='classic'])"];

/** Every pair of a theme with less than `least`, as `text on surface: 4.31`. */
function tooWeak(theme: Map<string, string>, pairs: typeof TEXT_PAIRS, least: number): string[] {
  return pairs.flatMap(([inks, surfaces]) =>
    inks.flatMap((ink) =>
      surfaces
        .map((surface) => [surface, contrastOf(theme.get(ink)!, theme.get(surface)!)] as const)
        .filter(([, contrast]) => !(contrast >= least))
        .map(([surface, contrast]) => `${ink} on ${surface}: ${contrast.toFixed(2)}`),
    ),
  );
}

describe('tokens', () => {
  it('keep text at 4.5:1 in every theme, light and dark', () => {
    for (const selector of THEMES)
      for (const theme of colours(selector))
        expect(tooWeak(theme, TEXT_PAIRS, 4.5), selector).to.deep.equal([]);
  });

  it('keep the edges of controls at 3:1, and all lines where more contrast is asked for', () => {
    for (const selector of THEMES)
      for (const theme of colours(selector))
        expect(tooWeak(theme, [[['edge', 'accent', 'hit-tick'], SURFACES]], 3), selector).to.deep.equal([]);
    for (const theme of colours(":host([theme='contrast'])"))
      expect(tooWeak(theme, [[['line', 'track', 'tint-line'], SURFACES]], 3)).to.deep.equal([]);
  });

  it('name every colour in the themes that is one of the default', () => {
    const known = declarationsOf(':host');
    for (const selector of THEMES)
      for (const name of declarationsOf(selector).keys())
        if (name !== 'color-scheme') expect([...known.keys()], selector).to.include(name);
  });
});
