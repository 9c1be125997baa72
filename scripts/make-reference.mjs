/**
 * Makes the reference in `docs/api/reference` from the docstrings: a page for each entry of the package that has code.
 * With `--check` it writes nothing and fails when the pages are not what the docstrings say.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Application, Converter, OptionDefaults, ReflectionKind } from 'typedoc';

const FOLDER = 'docs/api/reference';

/** What Lit calls on an element, and what everything with a prototype has: nobody else does. */
const LIFECYCLE = new Set([
  'attributeChangedCallback',
  'connectedCallback',
  'constructor',
  'createRenderRoot',
  'disconnectedCallback',
  'firstUpdated',
  'render',
  'styles',
  'update',
  'updated',
  'willUpdate',
]);

const entries = entriesOf(JSON.parse(readFileSync('package.json', 'utf8')));
const check = process.argv.includes('--check');
const out = check ? mkdtempSync(join(tmpdir(), 'reprise-reference-')) : FOLDER;
try {
  await makePages(out);
  if (check) report(differences(out, FOLDER));
} finally {
  if (check) rmSync(out, { recursive: true, force: true });
}

/** Source → name, of the entries that are modules of their own, with more than the elements once more; a pattern stands for many alike. */
function entriesOf({ name, exports }) {
  const modules = Object.entries(exports)
    .filter(
      ([entry, { default: code }]) => code?.startsWith('./dist/') && !/\*|define|bundle|react/.test(entry),
    )
    .map(([entry, { default: code }]) => [
      code.replace('./dist/', 'src/').replace(/\.js$/, '.ts'),
      name + entry.slice(1),
    ]);
  return new Map(modules);
}

async function makePages(folder) {
  const app = await Application.bootstrapWithPlugins({
    plugin: ['typedoc-plugin-markdown'],
    entryPoints: [...entries.keys()],
    tsconfig: 'docs/api/tsconfig.json',
    readme: 'none',
    router: 'module',
    outputs: [{ name: 'markdown', path: folder }],
    sort: ['source-order'],
    disableSources: true,
    excludeExternals: true,
    excludeInternal: true,
    excludePrivate: true,
    blockTags: [
      ...OptionDefaults.blockTags,
      '@schema',
      '@tagname',
      '@fires',
      '@slot',
      '@csspart',
      '@cssprop',
      '@attr',
    ],
    // What the JSON Schemas are made of is read there.
    excludeTags: [...OptionDefaults.excludeTags, '@schema'],
    // Not every type that a signature mentions is for others to name.
    validation: { notExported: false, invalidLink: true, notDocumented: false },
    treatWarningsAsErrors: true,
    hideBreadcrumbs: true,
    hidePageHeader: true,
    useCodeBlocks: true,
    classPropertiesFormat: 'table',
    interfacePropertiesFormat: 'table',
    parametersFormat: 'table',
    propertyMembersFormat: 'table',
    typeDeclarationFormat: 'table',
    logLevel: 'Warn',
  });
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    for (const [source, name] of entries) {
      const path = source.replace(/^src\/|(\/index)?\.ts$/g, '');
      project.children.find((module) => module.name === path).name = name;
    }
    const members = project.getReflectionsByKind(ReflectionKind.ClassMember);
    for (const member of members) {
      if (LIFECYCLE.has(member.name) && member.parent?.name.startsWith('Reprise'))
        project.removeReflection(member);
    }
  });
  const project = await app.convert();
  if (!project) process.exit(1);
  app.validate(project);
  await app.generateOutputs(project);
  if (app.logger.hasErrors() || app.logger.hasWarnings()) process.exit(1);
}

/** Pages that are in one folder only, or say something else there. */
function differences(made, kept) {
  const pages = (folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
  const read = (folder, page) => {
    try {
      return readFileSync(join(folder, page), 'utf8');
    } catch {
      return undefined;
    }
  };
  return [...new Set([...pages(made), ...pages(kept)])].filter(
    (page) => read(made, page) !== read(kept, page),
  );
}

function report(pages) {
  for (const page of pages) console.error(`${FOLDER}/${page} is not what the docstrings say: npm run docs`);
  if (pages.length === 0) console.log(`the reference is what the docstrings say`);
  else process.exitCode = 1;
}
