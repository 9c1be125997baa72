import commonjs from '@rollup/plugin-commonjs';
import nodeResolve from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import { readFileSync } from 'node:fs';

/**
 * The bundles for a page. `reprise.js` registers the elements; `reprise-encode.js` and `reprise-importers.js` pack logs
 * in the page, `reprise-reading.js` and `reprise-exports.js` write what other tools read. Each loads its lazy parts from beside itself, an importer when a log of its tool is opened. The player is
 * a bundle of its own: what it shares with the others would come in further files, which its first frame would wait for.
 *
 * `page/` is for a page of one file, which can load nothing: the whole player as one script, the grammars of languages as
 * one each. `scripts/make-page-parts.mjs` makes `reprise-page.json` of them.
 */
export default [
  bundle({ reprise: 'dist/elements/define.js' }, 'reprise', [withoutDom(), partsList(), partsAtOnce()]),
  bundle(
    {
      'reprise-encode': 'dist/encode/index.js',
      'reprise-importers': 'dist/importers/index.js',
      'reprise-reading': 'dist/reading/index.js',
      'reprise-exports': 'dist/exports/index.js',
    },
    'reprise-pack',
  ),
  script('player', 'dist/elements/page/start.js'),
  script('loader', 'dist/elements/page/loader.js'),
  grammars(),
];

/** A classic script with all that it would load later. */
function script(name, input) {
  const { output, plugins, ...options } = bundle({ [name]: input }, name, [withoutDom()]);
  return {
    ...options,
    output: {
      dir: 'dist/bundle/page',
      format: 'iife',
      entryFileNames: '[name].js',
      inlineDynamicImports: true,
    },
    plugins: [grammarsOfPage(), ...plugins],
  };
}

/** Every grammar as a module by itself, which takes `module` and has no imports. */
function grammars() {
  return {
    ...bundle({}, 'grammar'),
    input: Object.fromEntries(grammarNames().map((name) => [name, `highlight.js/lib/languages/${name}`])),
    output: {
      dir: 'dist/bundle/page/grammars',
      format: 'cjs',
      exports: 'default',
      strict: false,
      entryFileNames: '[name].js',
    },
  };
}

/** Grammars that the player loads. */
function grammarNames() {
  const table = readFileSync('dist/elements/code/languages.js', 'utf8');
  return [...table.matchAll(/'highlight\.js\/lib\/languages\/(\w+)'/g)].map(([, name]) => name);
}

/** In a page of one file a grammar is there, run before the player, or it is not, and code stays plain. */
function grammarsOfPage() {
  const names = grammarNames();
  return {
    name: 'grammars-of-page',
    load: (id) => {
      const name = /\/highlight\.js\/es\/languages\/(\w+)\.js$/.exec(id)?.[1];
      if (name === undefined || !names.includes(name)) return null;
      return { code: `export default globalThis.repriseGrammars?.${name};`, moduleSideEffects: false };
    },
  };
}

/** @param prefix - of the names of lazy parts */
function bundle(input, prefix, plugins = []) {
  return {
    input,
    output: {
      dir: 'dist/bundle',
      format: 'es',
      entryFileNames: '[name].js',
      // What several parts share is a file of its own, except the smallest: asking for those costs more than having
      // them where they are not needed.
      experimentalMinChunkSize: 500,
      // Importers are loaded one by one, each named by its tool.
      chunkFileNames: ({ facadeModuleId }) => {
        const tool = /\/importers\/tools\/([^/]+)\/importer\.js$/.exec(facadeModuleId ?? '')?.[1];
        return tool === undefined ? `${prefix}-[name].js` : `reprise-importer-${tool}.js`;
      },
    },
    plugins: [
      lexerOnly(),
      tightTemplates(),
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

/**
 * Takes comments and spaces out of style sheets, and indentation out of templates: minifiers of scripts leave what
 * stands in a template. Line ends stay: spaces within a line may mean something, and so may a line end.
 */
function tightTemplates() {
  return {
    name: 'tight-templates',
    transform(code, id) {
      if (!/\/dist\/elements\/.*\.js$/.test(id)) return null;
      const tightened = code
        .replaceAll(
          /\bcss `([^`]*)`/g,
          (_, sheet) =>
            `css\`${sheet
              .replaceAll(/\/\*.*?\*\//gs, '')
              .replaceAll(/\s+/g, ' ')
              .replaceAll(/ ?([{};]) ?/g, '$1')
              .replaceAll(/([{;][\w-]+): /g, '$1:')
              .replaceAll(';}', '}')
              .trim()}\``,
        )
        .replaceAll(/\n +/g, '\n');
      return { code: tightened, map: null };
    },
  };
}

/**
 * Lets the bundle be imported where there is no page, as on a server: it registers nothing there. Lit has builds for
 * Node that do without a page, but a bundle is one file for both.
 */
function withoutDom() {
  const replacements = [
    ['/lit-html/lit-html.js', /=document,/, '=globalThis.document??{createTreeWalker(){}},'],
    [
      '/@lit/reactive-element/reactive-element.js',
      /extends HTMLElement\{/,
      'extends(globalThis.HTMLElement??class{}){',
    ],
  ];
  return {
    name: 'without-dom',
    transform(code, id) {
      const found = replacements.find(([path]) => id.endsWith(path));
      if (!found) return null;
      const [path, before, after] = found;
      if (!before.test(code))
        this.error(`this version of ${path} is laid out in another way: see withoutDom`);
      return { code: code.replace(before, after), map: null };
    },
  };
}

/**
 * Asks for a lazy part together with the parts that it imports: a browser finds those only when the part is there, which
 * is one more way to the server.
 */
function partsAtOnce() {
  return {
    name: 'parts-at-once',
    generateBundle(_, bundle) {
      const chunks = Object.values(bundle).filter(({ type }) => type === 'chunk');
      for (const chunk of chunks) {
        const loaded = withImports(chunk.fileName, bundle);
        chunk.code = chunk.code.replaceAll(/\bimport\("\.\/([\w.-]+)"\)/g, (whole, file) => {
          const missing = [...withImports(file, bundle)].filter((name) => name !== file && !loaded.has(name));
          if (missing.length === 0) return whole;
          const others = missing.map((name) => `import("./${name}")`);
          return `Promise.all([${[whole, ...others].join()}]).then(p=>p[0])`;
        });
      }
    },
  };
}

/** A file of the bundle and all that it imports at once. */
function withImports(file, bundle, found = new Set()) {
  if (found.has(file)) return found;
  found.add(file);
  for (const imported of bundle[file].imports) withImports(imported, bundle, found);
  return found;
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
