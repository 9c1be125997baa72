import { readFileSync } from 'node:fs';
import postcss from 'postcss';
import { projectPath } from '../helpers/project-path.ts';

interface ManifestElement {
  readonly tagName: string;
  readonly attributes?: readonly { readonly name: string }[];
  readonly cssProperties?: readonly { readonly name: string }[];
  readonly cssParts?: readonly { readonly name: string }[];
}

interface Manifest {
  readonly modules: readonly { readonly declarations: readonly ManifestElement[] }[];
}

const manifest = JSON.parse(readFileSync(projectPath('dist/custom-elements.json'), 'utf8')) as Manifest;
const elements = new Map(
  manifest.modules.flatMap(({ declarations }) => declarations).map((element) => [element.tagName, element]),
);
const properties = new Set(
  [...elements.values()].flatMap(({ cssProperties = [] }) => cssProperties.map(({ name }) => name)),
);

/** Attributes that every element has. */
const GLOBAL = /^(?:id|class|style|lang|dir|slot|hidden|title|tabindex|aria-[a-z]+|data-[a-z-]+)$/;
const VOID = new Set(['meta', 'link', 'img', 'br', 'hr', 'input', 'source']);

/** Comments, tags with their attributes, and what of either is broken. */
const TAG =
  /<!--[\s\S]*?-->|<!doctype html>|<(\/?)([a-z][a-z0-9-]*)((?:\s+[\w:-]+(?:=(?:"[^"]*"|'[^']*'|[^\s"'<>=]+))?)*)\s*(\/?)>|[<]/gi;
const ATTRIBUTE = /([\w:-]+)(?:=(?:"[^"]*"|'[^']*'|[^\s"'<>=]+))?/g;

/** What is wrong with a block of HTML: tags that do not close, elements and attributes that the package does not have. */
export function faultsOfHtml(text: string): string[] {
  const faults: string[] = [];
  const open: string[] = [];
  // What stands in a script or a style is no markup.
  const markup = text.replaceAll(/(<(script|style)\b[^>]*>)[\s\S]*?(<\/\2>)/g, '$1$3');
  for (const [tag, end, name, attributes, itself] of markup.matchAll(TAG)) {
    if (tag === '<') faults.push('a < begins no tag');
    if (name === undefined) continue;
    if (end) {
      if (open.pop() !== name) faults.push(`</${name}> closes nothing`);
      continue;
    }
    faults.push(...faultsOfElement(name, attributes ?? ''));
    if (itself && name.includes('-')) faults.push(`<${name}/> does not close: HTML has no such form`);
    if (!VOID.has(name) && !itself) open.push(name);
  }
  return [...faults, ...open.map((name) => `<${name}> is not closed`)];
}

function faultsOfElement(tag: string, text: string): string[] {
  if (!tag.startsWith('reprise-')) return [];
  const element = elements.get(tag);
  if (!element) return [`there is no <${tag}>`];
  const known = new Set(element.attributes?.map(({ name }) => name));
  return [...text.matchAll(ATTRIBUTE)]
    .map(([, name]) => name!)
    .filter((name) => !known.has(name) && !GLOBAL.test(name))
    .map((name) => `<${tag}> has no attribute ${name}`);
}

/** What is wrong with a block of CSS: its grammar, custom properties, parts and elements that the package does not have. */
export function faultsOfCss(text: string): string[] {
  const faults: string[] = [];
  try {
    const sheet = postcss.parse(text);
    sheet.walkDecls(({ prop, value }) => {
      const used = [prop, ...[...value.matchAll(/var\(\s*(--[\w-]+)/g)].map(([, name]) => name!)];
      for (const name of used)
        if (name.startsWith('--reprise-') && !properties.has(name) && !isOfPalette(name))
          faults.push(`there is no custom property ${name}`);
    });
    sheet.walkRules(({ selector }) => {
      for (const [, tag, part] of selector.matchAll(/(reprise-[\w-]+)(?:::part\(([\w-]+)\))?/g)) {
        const element = elements.get(tag!);
        if (!element) faults.push(`there is no <${tag}>`);
        else if (part && !element.cssParts?.some(({ name }) => name === part))
          faults.push(`<${tag}> has no part ${part}`);
      }
    });
  } catch (error) {
    faults.push((error as Error).message);
  }
  return faults;
}

/** `--reprise-terminal-0` to `-15`, of which the manifest names the first. */
function isOfPalette(name: string): boolean {
  const index = /^--reprise-terminal-(\d+)$/.exec(name)?.[1];
  return index !== undefined && Number(index) < 16;
}
