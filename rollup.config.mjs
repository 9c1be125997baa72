import commonjs from '@rollup/plugin-commonjs';
import nodeResolve from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';

/**
 * The bundle for a page: `reprise.js` registers the elements,
 * `reprise-encode.js` and `reprise-importers.js` pack logs in the page; all load
 * their lazy parts from beside themselves, an importer when a log of its tool is opened.
 *
 * Importers take no more than some reading of bytes from what the others are made of. They have a copy of it: shared,
 * it would be one more file in the first frame, larger by all that only importers use of it.
 */
export default [
  bundle({ reprise: 'dist/elements/define.js', 'reprise-encode': 'dist/encode/index.js' }, 'reprise', [
    partsList(),
  ]),
  bundle({ 'reprise-importers': 'dist/importers/index.js' }, 'reprise-importers'),
];

/** @param prefix - of the names of lazy parts */
function bundle(input, prefix, plugins = []) {
  return {
    input,
    output: {
      dir: 'dist/bundle',
      format: 'es',
      entryFileNames: '[name].js',
      // Importers are loaded one by one, each named by its tool.
      chunkFileNames: ({ facadeModuleId }) => {
        const tool = /\/importers\/tools\/([^/]+)\/importer\.js$/.exec(facadeModuleId ?? '')?.[1];
        return tool === undefined ? `${prefix}-[name].js` : `reprise-importer-${tool}.js`;
      },
    },
    plugins: [
      lexerOnly(),
      tightStyles(),
      nodeResolve({ browser: true, exportConditions: ['production'] }),
      commonjs(),
      terser({ module: true, ecma: 2022, compress: { passes: 2 }, format: { comments: false } }),
      ...plugins,
    ],
    // What the compiler emits for decorators asks for `this.__decorate` first, which a module does not have.
    context: 'globalThis',
    // A missing or circular import is an error here, not a surprise in somebody's page.
    onwarn(warning) {
      throw new Error(`rollup: ${warning.code}: ${warning.message}`);
    },
  };
}

/**
 * Leaves of marked what the player uses: its lexer. An instance that the module makes for its other functions keeps
 * its parser and its HTML renderer in every bundle otherwise, 3 KB that no page needs.
 */
function lexerOnly() {
  return {
    name: 'lexer-only',
    transform(code, id) {
      if (!id.endsWith('/marked/lib/marked.esm.js')) return null;
      const lexer = /(\w+) as Lexer[,}]/.exec(code)?.[1];
      const instance = /;var \w+=new \w+;function /.exec(code);
      if (!lexer || !instance) this.error('this version of marked is laid out in another way: see lexerOnly');
      return { code: `${code.slice(0, instance.index)};export{${lexer} as Lexer};`, map: null };
    },
  };
}

/** Takes comments and indentation out of style sheets: minifiers of scripts leave what stands in a template. */
function tightStyles() {
  return {
    name: 'tight-styles',
    transform(code, id) {
      if (!/\/dist\/elements\/.*\.js$/.test(id) || !code.includes('css `')) return null;
      const tightened = code.replaceAll(
        /\bcss `([^`]*)`/g,
        (_, sheet) =>
          `css\`${sheet
            .replaceAll(/\/\*.*?\*\//gs, '')
            .replaceAll(/\s+/g, ' ')
            .replaceAll(/ ?([{};]) ?/g, '$1')
            .trim()}\``,
      );
      return { code: tightened, map: null };
    },
  };
}

/** Writes `parts.json`: which file of the bundle loads which at once and which later. `check:size` reads it. */
function partsList() {
  return {
    name: 'parts-list',
    generateBundle(_, bundle) {
      const parts = Object.values(bundle)
        .filter(({ type }) => type === 'chunk')
        .map(({ fileName, imports, dynamicImports, moduleIds }) => ({
          file: fileName,
          imports,
          dynamicImports,
          modules: moduleIds.map((id) => id.replace(/^.*\/(dist|node_modules)\//, '')),
        }));
      this.emitFile({ type: 'asset', fileName: 'parts.json', source: `${JSON.stringify(parts, null, 2)}\n` });
    },
  };
}
