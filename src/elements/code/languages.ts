import type { LanguageFn } from 'highlight.js';

/** A grammar of highlight.js, loaded when first asked for: 1 to 3 KB each. */
export type GrammarLoader = () => Promise<{ readonly default: LanguageFn }>;

interface Language {
  /** Names of code fences and endings of files, all lower case. */
  readonly names: readonly string[];
  readonly load: GrammarLoader;
}

/** Languages that have colours, by name. */
export const LANGUAGES: Readonly<Record<string, Language>> = {
  bash: {
    names: ['sh', 'shell', 'zsh', 'ksh', 'bats', 'bashrc', 'zshrc', 'profile', 'env'],
    load: () => import('highlight.js/lib/languages/bash'),
  },
  c: { names: ['h'], load: () => import('highlight.js/lib/languages/c') },
  clojure: { names: ['clj', 'cljs', 'edn'], load: () => import('highlight.js/lib/languages/clojure') },
  cmake: { names: ['cmakelists.txt'], load: () => import('highlight.js/lib/languages/cmake') },
  console: {
    names: ['shell-session', 'shellsession'],
    load: () => import('highlight.js/lib/languages/shell'),
  },
  cpp: {
    names: ['cc', 'cxx', 'c++', 'hpp', 'hh', 'hxx', 'ino', 'cu'],
    load: () => import('highlight.js/lib/languages/cpp'),
  },
  csharp: { names: ['cs', 'c#', 'csx'], load: () => import('highlight.js/lib/languages/csharp') },
  css: { names: [], load: () => import('highlight.js/lib/languages/css') },
  dart: { names: [], load: () => import('highlight.js/lib/languages/dart') },
  diff: { names: ['patch'], load: () => import('highlight.js/lib/languages/diff') },
  dockerfile: {
    names: ['docker', 'containerfile'],
    load: () => import('highlight.js/lib/languages/dockerfile'),
  },
  elixir: { names: ['ex', 'exs'], load: () => import('highlight.js/lib/languages/elixir') },
  erlang: { names: ['erl', 'hrl'], load: () => import('highlight.js/lib/languages/erlang') },
  fsharp: { names: ['fs', 'fsx', 'fsi', 'f#'], load: () => import('highlight.js/lib/languages/fsharp') },
  go: { names: ['golang', 'mod'], load: () => import('highlight.js/lib/languages/go') },
  graphql: { names: ['gql'], load: () => import('highlight.js/lib/languages/graphql') },
  groovy: {
    names: ['gradle', 'jenkinsfile'],
    load: () => import('highlight.js/lib/languages/groovy'),
  },
  haskell: { names: ['hs'], load: () => import('highlight.js/lib/languages/haskell') },
  ini: {
    names: ['toml', 'cfg', 'conf', 'editorconfig', 'gitconfig', 'npmrc', 'properties', 'lock'],
    load: () => import('highlight.js/lib/languages/ini'),
  },
  java: { names: [], load: () => import('highlight.js/lib/languages/java') },
  javascript: {
    names: ['js', 'jsx', 'mjs', 'cjs', 'node'],
    load: () => import('highlight.js/lib/languages/javascript'),
  },
  json: {
    names: ['json5', 'jsonc', 'ndjson', 'jsonl', 'webmanifest', 'map', 'ipynb'],
    load: () => import('highlight.js/lib/languages/json'),
  },
  julia: { names: ['jl'], load: () => import('highlight.js/lib/languages/julia') },
  kotlin: { names: ['kt', 'kts'], load: () => import('highlight.js/lib/languages/kotlin') },
  less: { names: [], load: () => import('highlight.js/lib/languages/less') },
  lua: { names: [], load: () => import('highlight.js/lib/languages/lua') },
  makefile: {
    names: ['make', 'mk', 'gnumakefile'],
    load: () => import('highlight.js/lib/languages/makefile'),
  },
  markdown: { names: ['md', 'mdx', 'mdc'], load: () => import('highlight.js/lib/languages/markdown') },
  nginx: { names: ['nginx.conf'], load: () => import('highlight.js/lib/languages/nginx') },
  nix: { names: [], load: () => import('highlight.js/lib/languages/nix') },
  objectivec: { names: ['m', 'mm', 'objc'], load: () => import('highlight.js/lib/languages/objectivec') },
  ocaml: { names: ['ml', 'mli'], load: () => import('highlight.js/lib/languages/ocaml') },
  perl: { names: ['pl', 'pm'], load: () => import('highlight.js/lib/languages/perl') },
  php: { names: ['phtml'], load: () => import('highlight.js/lib/languages/php') },
  powershell: {
    names: ['ps1', 'psm1', 'pwsh', 'ps'],
    load: () => import('highlight.js/lib/languages/powershell'),
  },
  protobuf: { names: ['proto'], load: () => import('highlight.js/lib/languages/protobuf') },
  python: {
    names: ['py', 'pyi', 'pyw', 'python3', 'bzl', 'bazel'],
    load: () => import('highlight.js/lib/languages/python'),
  },
  r: { names: [], load: () => import('highlight.js/lib/languages/r') },
  ruby: {
    names: ['rb', 'rake', 'gemfile', 'rakefile', 'gemspec'],
    load: () => import('highlight.js/lib/languages/ruby'),
  },
  rust: { names: ['rs'], load: () => import('highlight.js/lib/languages/rust') },
  scala: { names: ['sc', 'sbt'], load: () => import('highlight.js/lib/languages/scala') },
  scss: { names: ['sass'], load: () => import('highlight.js/lib/languages/scss') },
  sql: { names: ['psql', 'ddl'], load: () => import('highlight.js/lib/languages/sql') },
  swift: { names: [], load: () => import('highlight.js/lib/languages/swift') },
  typescript: {
    names: ['ts', 'tsx', 'mts', 'cts'],
    load: () => import('highlight.js/lib/languages/typescript'),
  },
  vim: { names: ['vimrc', 'viml'], load: () => import('highlight.js/lib/languages/vim') },
  xml: {
    names: ['html', 'htm', 'xhtml', 'svg', 'vue', 'svelte', 'astro', 'plist', 'xsl', 'csproj'],
    load: () => import('highlight.js/lib/languages/xml'),
  },
  yaml: { names: ['yml'], load: () => import('highlight.js/lib/languages/yaml') },
};

/** The language a code fence or a file ending names, under its own name; `undefined` when it is none of ours. */
export function findLanguage(name: string): string | undefined {
  const wanted = name.toLowerCase();
  if (Object.hasOwn(LANGUAGES, wanted)) return wanted;
  return Object.keys(LANGUAGES).find((language) => LANGUAGES[language]!.names.includes(wanted));
}

/** The language of a file by its name: `Dockerfile`, `.bashrc`, `a.test.ts`. */
export function languageOfPath(path: string): string | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  const ending = name.slice(name.lastIndexOf('.') + 1);
  return findLanguage(name) ?? findLanguage(ending) ?? findLanguage(name.split('.')[0] ?? '');
}

/** Loader of a language that {@link findLanguage} gave. */
export function grammarLoader(language: string): GrammarLoader | undefined {
  return Object.hasOwn(LANGUAGES, language) ? LANGUAGES[language]!.load : undefined;
}
