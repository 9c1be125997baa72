import lit from 'eslint-plugin-lit';
import litA11y from 'eslint-plugin-lit-a11y';
import wc from 'eslint-plugin-wc';
import tseslint from 'typescript-eslint';

/**
 * The layers, lower ones first, and the packages each may import (ARCHITECTURE.md). What one layer may import of another is the compiler's
 * business: each layer is a TypeScript project that references only the layers below it.
 */
const PACKAGES = {
  format: ['fflate', '@noble/hashes'],
  masking: [],
  state: ['@xterm/headless', 'diff'],
  importers: ['fflate', 'fzstd'],
  encode: ['pako', 'diff'],
  reading: [],
  exports: ['omggif'],
  player: [],
  elements: ['lit', '@lit/context', 'marked', 'lowlight', 'highlight.js', 'diff'],
  node: [],
  cli: ['commander', 'send', '@resvg/resvg-wasm'],
};

/** Layers that run in Node only, which may import `node:` modules. */
const NODE_LAYERS = ['node', 'cli'];

const escape = (name) => name.replace(/[/.]/g, '\\$&');

const layerRules = Object.entries(PACKAGES).map(([layer, packages]) => ({
  files: [`src/${layer}/**/*.ts`],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          {
            // Anything that is neither relative nor of the list.
            regex: `^(?!\\.{1,2}/)(?!(?:${[...packages.map(escape), ...(NODE_LAYERS.includes(layer) ? ['node:.*'] : []), 'no package'].join('|')})(?:/|$))`,
            message: `the ${layer} layer may import only: ${packages.join(', ') || 'no package'} (ARCHITECTURE.md)`,
          },
        ],
      },
    ],
  },
}));

export default tseslint.config(
  {
    ignores: [
      'dist',
      'coverage',
      'node_modules',
      '**/*.d.ts',
      'demo/**',
      'spec/**',
      'test/package/consumers/**',
    ],
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: {
        // Each file is checked in the first project that reaches it: lower layers first, so that it is its own.
        project: [
          ...Object.keys(PACKAGES).map((layer) => `src/${layer}/tsconfig.json`),
          'test/tsconfig.json',
        ],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/prefer-readonly': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // An index proven in the same function is the one use of `!` (CONTRIBUTING.md).
      '@typescript-eslint/no-non-null-assertion': 'off',
      // Events and records are narrowed by `in` and by kind; unknown kinds of later versions reach these lines.
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      'no-console': 'error',
      'max-lines': ['warn', { max: 400, skipBlankLines: true, skipComments: true }],
      eqeqeq: 'error',
    },
  },
  {
    files: ['src/elements/**/*.ts'],
    plugins: { lit, wc, 'lit-a11y': litA11y },
    rules: {
      ...lit.configs['flat/recommended'].rules,
      ...wc.configs['flat/recommended'].rules,
      'lit-a11y/alt-text': 'error',
      'lit-a11y/anchor-is-valid': 'error',
      'lit-a11y/aria-attrs': 'error',
      'lit-a11y/click-events-have-key-events': 'error',
      'lit-a11y/role-has-required-aria-attrs': 'error',
      'lit-a11y/tabindex-no-positive': 'error',
      'wc/guard-super-call': 'off',
    },
  },
  {
    files: ['src/{format,masking,state,importers,encode,reading,exports,player}/**/*.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        { name: 'Date', message: 'a library has no clock: take the time as an argument' },
        { name: 'performance', message: 'a library has no clock: take the time as an argument' },
      ],
    },
  },
  ...layerRules,
  {
    files: ['test/**/*.ts', 'bench/**/*.ts'],
    rules: {
      '@typescript-eslint/no-floating-promises': 'off',
      '@typescript-eslint/no-unused-expressions': 'off',
      '@typescript-eslint/require-await': 'off',
      'no-console': 'off',
      'max-lines': 'off',
    },
  },
);
