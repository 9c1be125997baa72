/**
 * Writes `dist/custom-elements.json`, which tells editors and documentation tools what each element has
 * (https://github.com/webcomponents/custom-elements-manifest). All of it stands in the sources: a class with `@tagname`
 * is an element; its docstring has `@slot`, `@csspart`, `@cssprop` and `@fires`, its members have docstrings of their
 * own, `@property` says which are attributes, and the sheets in its `styles` set custom properties on `:host`.
 */
import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('..', import.meta.url));
/** What Lit and the browser call; nobody else needs to know that an element has them. */
const LIFECYCLE =
  /^(?:render|updated|willUpdate|firstUpdated|(?:dis)?connectedCallback|getUpdateComplete|opened)$/;

const config = ts.getParsedCommandLineOfConfigFile(`${root}src/elements/tsconfig.json`, {}, ts.sys);
const program = ts.createProgram({
  rootNames: config.fileNames,
  options: config.options,
  projectReferences: config.projectReferences,
});
const checker = program.getTypeChecker();
const sources = program
  .getSourceFiles()
  .filter(({ fileName }) => fileName.includes('/src/elements/') && !fileName.endsWith('.d.ts'));
const definitions = new Map(sources.flatMap(definitionsIn));

const modules = sources
  .map((source) => ({ source, classes: source.statements.filter((node) => ts.isClassDeclaration(node)) }))
  .filter(({ classes }) => classes.some(tagOf))
  .map(({ source, classes }) => moduleOf(source, classes.filter(tagOf)))
  .sort((a, b) => (a.path < b.path ? -1 : 1));
const named = modules.flatMap(({ declarations }) => declarations.map(({ tagName }) => tagName));
const unnamed = [...definitions.keys()].filter((tag) => !named.includes(tag));
if (unnamed.length > 0) throw new Error(`defined, but no class has it as @tagname: ${unnamed.join(', ')}`);

const manifest = { schemaVersion: '2.1.0', readme: 'README.md', modules };
writeFileSync(`${root}dist/custom-elements.json`, `${JSON.stringify(manifest, null, 2)}\n`);

function moduleOf(source, classes) {
  const path = publishedPath(source);
  return {
    kind: 'javascript-module',
    path,
    declarations: classes.map((node) => declarationOf(node)),
    exports: classes.flatMap((node) => {
      const declaration = { name: node.name.text, module: path };
      const definition = definitions.get(tagOf(node));
      if (!definition) throw new Error(`${tagOf(node)} is not defined anywhere`);
      return [
        { kind: 'js', name: node.name.text, declaration },
        {
          kind: 'custom-element-definition',
          name: tagOf(node),
          declaration: { ...declaration, module: definition },
        },
      ];
    }),
  };
}

function declarationOf(node) {
  // The element's own things first, then those of the class that it is made from.
  const classes = [node, ...basesOf(node)];
  const members = uniqueByName(classes.flatMap(membersOf));
  const summary = tagText(node, 'summary');
  return present({
    kind: 'class',
    customElement: true,
    name: node.name.text,
    tagName: tagOf(node),
    summary,
    description: docOf(node),
    superclass: { name: 'LitElement', package: 'lit' },
    attributes: uniqueByName([...classes.flatMap(attributesOf), ...namedTags(node, 'attr')]),
    members,
    events: uniqueByName(classes.flatMap((each) => namedTags(each, 'fires').map(eventOf))),
    slots: namedTags(node, 'slot'),
    cssParts: namedTags(node, 'csspart'),
    cssProperties: [...namedTags(node, 'cssprop'), ...hostProperties(node)],
  });
}

function membersOf(node) {
  return node.members.filter(isPublic).flatMap((member) => {
    const name = member.name?.text;
    if (name === undefined || LIFECYCLE.test(name)) return [];
    if (ts.isMethodDeclaration(member)) return [methodOf(member, name)];
    if (!ts.isPropertyDeclaration(member) && !ts.isGetAccessor(member)) return [];
    const hasSetter = node.members.some((other) => ts.isSetAccessor(other) && other.name.text === name);
    const isReadonly = ts.isGetAccessor(member)
      ? !hasSetter
      : hasModifier(member, ts.SyntaxKind.ReadonlyKeyword);
    return [
      present({
        kind: 'field',
        name,
        description: docOf(member),
        type: typeOf(member),
        default: member.initializer?.getText(),
        readonly: isReadonly || undefined,
        attribute: attributeOf(member)?.name,
        reflects: attributeOf(member)?.reflects,
      }),
    ];
  });
}

function methodOf(member, name) {
  const parameters = member.parameters.map((parameter) =>
    present({
      name: parameter.name.getText(),
      type: typeOf(parameter),
      description: ts.getJSDocParameterTags(parameter).map(commentOf).join(' ').replace(/^- /, ''),
      optional: parameter.questionToken !== undefined || parameter.initializer !== undefined || undefined,
    }),
  );
  const signature = checker.getSignatureFromDeclaration(member);
  const type = { text: checker.typeToString(signature.getReturnType()) };
  return present({
    kind: 'method',
    name,
    description: docOf(member),
    parameters,
    return: present({ type, description: tagText(member, 'returns') }),
  });
}

function attributesOf(node) {
  return node.members.filter(isPublic).flatMap((member) => {
    const attribute = attributeOf(member);
    if (!attribute) return [];
    const { name, fieldName } = attribute;
    const described = namedTags(node, 'attr').find((tag) => tag.name === name);
    return [
      present({
        name,
        fieldName,
        type: described?.type ?? typeOf(member),
        default: member.initializer?.getText(),
        description: described?.description || docOf(member),
      }),
    ];
  });
}

/** What `@property` says of a member: its attribute, unless it has none. */
function attributeOf(member) {
  const call = (ts.getDecorators(member) ?? [])
    .map(({ expression }) => expression)
    .find((expression) => ts.isCallExpression(expression) && expression.expression.getText() === 'property');
  if (!call) return undefined;
  const option = (name) => {
    const found = call.arguments[0]?.properties.find((property) => property.name.getText() === name);
    return found?.initializer;
  };
  const given = option('attribute');
  if (given?.kind === ts.SyntaxKind.FalseKeyword) return undefined;
  const fieldName = member.name.text;
  const name = given ? given.text : fieldName.toLowerCase();
  return { name, fieldName, reflects: option('reflect') !== undefined || undefined };
}

/** The type of an event as its listeners get it. */
function eventOf({ name, description }) {
  const map = checker.resolveName('HTMLElementEventMap', undefined, ts.SymbolFlags.Type, false);
  const property = checker.getDeclaredTypeOfSymbol(map).getProperty(name);
  if (!property) throw new Error(`HTMLElementEventMap does not have ${name}`);
  const type = checker.typeToString(checker.getTypeOfSymbol(property));
  return { name, type: { text: type }, description };
}

/** Custom properties that the sheets in `styles` set on `:host`, each with a comment behind it. */
function hostProperties(node) {
  const styles = node.members.find((member) => member.name?.getText() === 'styles')?.initializer;
  const sheets = styles && ts.isArrayLiteralExpression(styles) ? styles.elements : [styles];
  return sheets.filter(Boolean).flatMap((sheet) => {
    const symbol = checker.getSymbolAtLocation(sheet);
    const target = symbol && symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    const text = target?.valueDeclaration?.initializer?.getText() ?? '';
    return [...text.matchAll(/^ {4}(--[\w-]+):\s*([^;]+);\s*\/\* (.*) \*\/$/gm)].map(
      ([, name, value, description]) => ({
        name,
        default: value,
        description,
      }),
    );
  });
}

/** `@name thing - what it is` → things, in order; also `{type} thing` and `[thing=default]`. */
function namedTags(node, name) {
  return ts
    .getJSDocTags(node)
    .filter(({ tagName }) => tagName.text === name)
    .map((tag) => {
      const parts = /^(?:\{([^}]*)\} ?)?\[?([\w-]*)(?:=([^\]]*)\])?\s*-?\s*([\s\S]*)$/.exec(commentOf(tag));
      const [, type, thing, value, description] = parts;
      return present({
        name: thing,
        type: type && { text: type },
        default: value,
        description: oneLine(description),
      });
    });
}

/** Tag and published module of each `defineElement(…)` of a file. */
function definitionsIn(source) {
  return [...source.text.matchAll(/^defineElement\('([\w-]+)'/gm)].map(([, tag]) => [
    tag,
    publishedPath(source),
  ]);
}

/** Classes of ours that a class is made from. */
function basesOf(node) {
  const [base] =
    node.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword)?.types ?? [];
  const declaration = base && checker.getTypeAtLocation(base).symbol?.valueDeclaration;
  const isOurs =
    declaration && ts.isClassDeclaration(declaration) && sources.includes(declaration.getSourceFile());
  return isOurs ? [declaration, ...basesOf(declaration)] : [];
}

function isPublic(member) {
  const hidden = [ts.SyntaxKind.PrivateKeyword, ts.SyntaxKind.ProtectedKeyword, ts.SyntaxKind.StaticKeyword];
  return (
    !hidden.some((kind) => hasModifier(member, kind)) && !(member.name && ts.isPrivateIdentifier(member.name))
  );
}

function hasModifier(node, kind) {
  return (
    ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some((modifier) => modifier.kind === kind)
  );
}

function typeOf(node) {
  const type = checker.getNonNullableType(checker.getTypeAtLocation(node));
  return { text: checker.typeToString(type, node, ts.TypeFormatFlags.NoTruncation) };
}

function tagOf(node) {
  return tagText(node, 'tagname');
}

function tagText(node, name) {
  const tag = ts.getJSDocTags(node).find(({ tagName }) => tagName.text === name);
  return tag && oneLine(commentOf(tag));
}

function commentOf({ comment }) {
  return ts.getTextOfJSDocComment(comment) ?? '';
}

/** Prose of a docstring, without its tags. */
function docOf(node) {
  const text = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc).map(commentOf).join('\n');
  return text === '' ? undefined : text;
}

function oneLine(text) {
  return text.replace(/\s+/g, ' ').trim();
}

/** The file that is published for a source. */
function publishedPath({ fileName }) {
  return relative(root, fileName)
    .replace(/^src\//, 'dist/')
    .replace(/\.ts$/, '.js');
}

function uniqueByName(things) {
  return things.filter(({ name }, index) => things.findIndex((thing) => thing.name === name) === index);
}

/** Without what is not known and lists of nothing. */
function present(thing) {
  const entries = Object.entries(thing);
  return Object.fromEntries(
    entries.filter(
      ([, value]) => value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0),
    ),
  );
}
