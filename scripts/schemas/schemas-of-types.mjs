/**
 * JSON Schema of TypeScript declarations: interfaces, unions, arrays, tuples and literals, read as text; the compiler
 * is not asked what a type comes to. Members of interfaces that are not named are allowed, as everywhere in an archive.
 *
 * - Docstrings become descriptions. A `@schema` tag (JSON) is added to what the type says.
 * - A union of interfaces that one literal member tells apart is open: its known kinds are checked, others pass.
 * - What cannot be turned into a schema is an error, never "anything".
 */
import ts from 'typescript';

/** Types whose schema is not made from their declaration. */
const BUILT_IN = { Json: true, JsonObject: { type: 'object' } };

/** @param texts - texts of TypeScript modules; no two of them declare the same name */
export class TypeSchemas {
  #declarations = new Map();

  constructor(texts) {
    for (const text of texts) {
      const file = ts.createSourceFile('types.ts', text, ts.ScriptTarget.ESNext, true);
      for (const node of file.statements) {
        if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node))
          this.#declarations.set(node.name.text, node);
      }
    }
  }

  /** Schema of a declared type, with those that it refers to as `$defs`, in the order in which it refers to them. */
  schemaOf(name) {
    const defs = new Map();
    const root = this.#declared(name, defs);
    return { ...root, ...(defs.size > 0 && { $defs: Object.fromEntries(defs) }) };
  }

  /** The kinds of a union of interfaces: kind, what it says, keys beside the one that tells it apart. */
  kindsOf(union) {
    return this.#interfacesOf(this.#find(union).type).flatMap((node) => {
      const [member] = node.members;
      const keys = node.members.slice(1).map(({ name }) => nameOf(name));
      if (!isKeyOf(member.type)) return [{ kind: literalsOf(member.type)[0], says: docOf(node), keys }];
      return this.#membersOf(member.type.type).map((kind) => ({
        kind: nameOf(kind.name),
        says: docOf(kind),
        keys: literalsOf(kind.type),
      }));
    });
  }

  /** The literals that a declared union consists of. */
  literalsOf(name) {
    return literalsOf(this.#find(name).type);
  }

  #find(name) {
    const node = this.#declarations.get(name);
    if (!node) throw new Error(`no type ${name} is declared`);
    return node;
  }

  #declared(name, defs) {
    const node = this.#find(name);
    const description = docOf(node);
    const schema = ts.isInterfaceDeclaration(node)
      ? this.#interface(node, defs)
      : this.#type(node.type, defs);
    return { ...(description !== '' && { description }), ...merge(schema, tagOf(node)) };
  }

  #interface(node, defs) {
    const bases = (node.heritageClauses ?? []).flatMap(({ types }) =>
      types.map((type) => type.expression.text),
    );
    return bases
      .map((base) => this.#interface(this.#find(base), defs))
      .concat(this.#object(node.members, defs))
      .reduce(merge);
  }

  #object(members, defs) {
    const properties = {};
    const required = [];
    for (const member of members) {
      if (ts.isIndexSignatureDeclaration(member)) {
        // Beside named members it says that others are allowed, which they are anyway.
        if (members.length === 1)
          return { type: 'object', additionalProperties: this.#type(member.type, defs) };
        continue;
      }
      const name = nameOf(member.name);
      const description = docOf(member);
      const schema = this.#type(member.type, defs);
      properties[name] =
        description === '' || schema === true ? schema : { description, ...merge(schema, tagOf(member)) };
      if (!member.questionToken) required.push(name);
    }
    return { type: 'object', properties, ...(required.length > 0 && { required }) };
  }

  #type(node, defs) {
    if (ts.isParenthesizedTypeNode(node)) return this.#type(node.type, defs);
    if (ts.isTypeOperatorNode(node)) {
      if (isKeyOf(node)) {
        const kinds = this.#membersOf(node.type);
        return { anyOf: kinds.map((kind) => ({ const: nameOf(kind.name), description: docOf(kind) })) };
      }
      return this.#type(node.type, defs);
    }
    if (ts.isArrayTypeNode(node)) return { type: 'array', items: this.#type(node.elementType, defs) };
    if (ts.isTupleTypeNode(node)) {
      const prefixItems = node.elements.map((element) =>
        this.#type(ts.isNamedTupleMember(element) ? element.type : element, defs),
      );
      return { type: 'array', prefixItems, minItems: prefixItems.length, maxItems: prefixItems.length };
    }
    if (ts.isTypeLiteralNode(node)) return this.#object(node.members, defs);
    if (ts.isUnionTypeNode(node)) return this.#union(node, defs);
    if (ts.isIntersectionTypeNode(node)) {
      return node.types.map((type) => this.#inlined(type, defs)).reduce(merge);
    }
    if (ts.isTypeReferenceNode(node)) return this.#reference(node.typeName.text, defs);
    if (ts.isLiteralTypeNode(node)) return { const: literalsOf(node)[0] };
    if (node.kind === ts.SyntaxKind.StringKeyword) return { type: 'string' };
    if (node.kind === ts.SyntaxKind.NumberKeyword) return { type: 'number' };
    throw new Error(`no schema can be made of the type ${node.getText()}`);
  }

  /** A type that is a part of another, in place of a reference to it. */
  #inlined(node, defs) {
    if (!ts.isTypeReferenceNode(node)) return this.#type(node, defs);
    const { description: _, ...schema } = this.#declared(node.typeName.text, defs);
    return schema;
  }

  #reference(name, defs) {
    if (Object.hasOwn(BUILT_IN, name)) return BUILT_IN[name];
    const node = this.#find(name);
    // Plain numbers and texts stand where they are used.
    if (tagOf(node)?.type) return tagOf(node);
    if (!defs.has(name)) {
      defs.set(name, undefined);
      defs.set(name, this.#declared(name, defs));
    }
    return { $ref: `#/$defs/${name}` };
  }

  #union(node, defs) {
    const types = node.types.filter(({ kind }) => kind !== ts.SyntaxKind.UndefinedKeyword);
    if (types.length === 1) return this.#type(types[0], defs);
    // `'a' | 'b' | (string & {})`: these are known, others are allowed.
    if (types.some((type) => type.getText() === '(string & {})')) return { type: 'string' };
    if (types.every(ts.isLiteralTypeNode)) return { enum: literalsOf(node) };
    const interfaces = this.#interfacesOf(node);
    const keys = new Set(interfaces.map(({ members }) => nameOf(members[0].name)));
    const [key] = keys;
    const isTold = (type) => isKeyOf(type) || ts.isLiteralTypeNode(type);
    if (keys.size > 1 || !interfaces.every(({ members }) => isTold(members[0].type)))
      return { anyOf: types.map((type) => this.#type(type, defs)) };
    return {
      type: 'object',
      properties: { [key]: { type: 'string', minLength: 1 } },
      required: [key],
      allOf: interfaces.map((each) => ({
        if: { properties: { [key]: this.#literal(each.members[0].type) } },
        then: this.#reference(each.name.text, defs),
      })),
    };
  }

  #literal(node) {
    const values = isKeyOf(node)
      ? this.#membersOf(node.type).map(({ name }) => nameOf(name))
      : literalsOf(node);
    return values.length === 1 ? { const: values[0] } : { enum: values };
  }

  #interfacesOf(union) {
    return union.types
      .filter((type) => ts.isTypeReferenceNode(type))
      .map((type) => this.#find(type.typeName.text))
      .filter((node) => ts.isInterfaceDeclaration(node));
  }

  #membersOf(reference) {
    return this.#find(reference.typeName.text).members;
  }
}

/** Two schemas of one value, as one. */
function merge(one, other) {
  if (!other) return one;
  const merged = { ...one, ...other };
  if (one.properties && other.properties) merged.properties = { ...one.properties, ...other.properties };
  for (const key of ['required', 'allOf']) {
    if (one[key] && other[key]) merged[key] = [...new Set([...one[key], ...other[key]])];
  }
  return merged;
}

function isKeyOf(node) {
  return ts.isTypeOperatorNode(node) && node.operator === ts.SyntaxKind.KeyOfKeyword;
}

function literalsOf(node) {
  if (ts.isUnionTypeNode(node)) return node.types.flatMap(literalsOf);
  if (!ts.isLiteralTypeNode(node)) throw new Error(`${node.getText()} is no literal`);
  return [JSON.parse(node.getText().replaceAll("'", '"'))];
}

function nameOf(name) {
  return name.text;
}

/** A docstring without its tags, on one line. */
function docOf(node) {
  const [doc] = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  return (ts.getTextOfJSDocComment(doc?.comment) ?? '')
    .replaceAll(/\{@link (\w+)\}/g, '$1')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

function tagOf(node) {
  const tag = ts.getJSDocTags(node).find(({ tagName }) => tagName.text === 'schema');
  return tag && JSON.parse(ts.getTextOfJSDocComment(tag.comment));
}
