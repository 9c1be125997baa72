/** Checks made of JSON Schemas, as far as the schemas of records go. */

import { firstFault, shape, under, type Shape } from '../json-shape.ts';
import { isObject } from '../segments/json-value.ts';

/** A JSON Schema of the keywords that are understood here; `false` allows no value. */
export type JsonSchema = boolean | SchemaObject;

/** Keywords of JSON Schema (2020-12), with their meaning there. `$ref` is `#/$defs/<name>`. */
export interface SchemaObject {
  readonly $ref?: string;
  readonly type?: string;
  readonly const?: string | number | boolean;
  readonly enum?: readonly (string | number | boolean)[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: JsonSchema;
  readonly items?: JsonSchema;
  readonly prefixItems?: readonly JsonSchema[];
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly allOf?: readonly JsonSchema[];
  readonly anyOf?: readonly JsonSchema[];
  readonly not?: JsonSchema;
  readonly if?: JsonSchema;
  readonly then?: JsonSchema;
}

type Values = Required<SchemaObject>;
type Keyword = keyof Values;
type Keywords = { readonly [K in Keyword]: (value: Values[K], schema: SchemaObject) => Shape };

/** The checks of named schemas, each made when it is first asked for. */
export class SchemaShapes {
  readonly #schemas: Readonly<Record<string, JsonSchema>>;
  readonly #shapes = new Map<string, Shape>();

  /** @param schemas - name → schema; what `$ref` names */
  constructor(schemas: Readonly<Record<string, JsonSchema>>) {
    this.#schemas = schemas;
  }

  /** @throws {RangeError} when there is no schema of this name, or one has a keyword that is not understood */
  named(name: string): Shape {
    const made = this.#shapes.get(name);
    if (made) return made;
    const schema = Object.hasOwn(this.#schemas, name) ? this.#schemas[name] : undefined;
    if (schema === undefined) throw new RangeError(`there is no schema ${name}`);
    const check = this.#shapeOf(schema);
    this.#shapes.set(name, check);
    return check;
  }

  #shapeOf(schema: JsonSchema): Shape {
    if (typeof schema === 'boolean') return shape('absent', () => schema);
    return every(
      Object.entries(schema).map(([keyword, value]) => {
        if (!Object.hasOwn(this.#keywords, keyword)) throw new RangeError(`keyword ${keyword} of a schema`);
        const make = this.#keywords[keyword as Keyword] as (value: unknown, schema: SchemaObject) => Shape;
        return make(value, schema);
      }),
    );
  }

  /** Keyword → the check that it makes of its value. A keyword about one type of value lets other types pass. */
  readonly #keywords: Keywords = {
    $ref: (ref) => {
      const name = ref.replace('#/$defs/', '');
      // Looked up when it is needed: schemas may refer to each other.
      return (value) => this.named(name)(value);
    },
    type: (type) => typeShape(type),
    const: (allowed) => shape(JSON.stringify(allowed), (value) => value === allowed),
    enum: (allowed) => shape(`one of ${allowed.join(', ')}`, (value) => allowed.some((one) => one === value)),
    minimum: (least) => shape(`at least ${least}`, (value) => typeof value !== 'number' || value >= least),
    maximum: (most) => shape(`at most ${most}`, (value) => typeof value !== 'number' || value <= most),
    minLength: (least) =>
      shape(`of at least ${characters(least)}`, (value) => lengthOf(value, least) >= least),
    maxLength: (most) => shape(`of at most ${characters(most)}`, (value) => lengthOf(value, most) <= most),
    pattern: (pattern) => {
      const expression = new RegExp(pattern, 'u');
      return shape(`like ${pattern}`, (value) => typeof value !== 'string' || expression.test(value));
    },
    properties: (properties) =>
      every(Object.entries(properties).map(([key, schema]) => memberShape(key, this.#shapeOf(schema)))),
    required: (keys) => every(keys.map(requiredShape)),
    additionalProperties: (schema, { properties = {} }) => {
      const check = this.#shapeOf(schema);
      return (value) =>
        isObject(value)
          ? firstFault(
              Object.entries(value).filter(([key]) => !Object.hasOwn(properties, key)),
              check,
            )
          : undefined;
    },
    items: (schema) => {
      const check = this.#shapeOf(schema);
      return (value) => (Array.isArray(value) ? firstFault(value.entries(), check) : undefined);
    },
    prefixItems: (schemas) =>
      every(schemas.map((schema, index) => elementShape(index, this.#shapeOf(schema)))),
    minItems: (least) =>
      shape(`of at least ${least} elements`, (value) => !Array.isArray(value) || value.length >= least),
    maxItems: (most) =>
      shape(`of at most ${most} elements`, (value) => !Array.isArray(value) || value.length <= most),
    allOf: (schemas) => every(schemas.map((schema) => this.#shapeOf(schema))),
    anyOf: (schemas) => {
      const checks = schemas.map((schema) => this.#shapeOf(schema));
      return (value) => {
        const faults = checks.map((check) => check(value));
        return faults.some((fault) => fault === undefined) ? undefined : faults[0];
      };
    },
    not: (schema) => {
      const check = this.#shapeOf(schema);
      return shape('otherwise', (value) => check(value) !== undefined);
    },
    if: (schema, whole) => {
      const condition = this.#shapeOf(schema);
      const then = this.#shapeOf(whole.then ?? true);
      return (value) => (condition(value) === undefined ? then(value) : undefined);
    },
    // A part of `if`.
    then: () => () => undefined,
  };
}

/** The first fault that one of the checks finds. */
function every(checks: readonly Shape[]): Shape {
  return (value) => {
    for (const check of checks) {
      const fault = check(value);
      if (fault) return fault;
    }
    return undefined;
  };
}

function typeShape(type: string): Shape {
  switch (type) {
    case 'object':
      return shape('an object', isObject);
    case 'array':
      return shape('an array', Array.isArray);
    case 'string':
      return shape('a text', (value) => typeof value === 'string');
    case 'number':
      return shape('a number', (value) => typeof value === 'number');
    case 'integer':
      return shape('an integer', Number.isInteger);
    default:
      throw new RangeError(`type ${type} of a schema`);
  }
}

function memberShape(key: string, check: Shape): Shape {
  return (value) =>
    isObject(value) && Object.hasOwn(value, key) ? under(key, check(value[key])) : undefined;
}

function requiredShape(key: string): Shape {
  const there = shape('there', () => false);
  return (value) =>
    isObject(value) && !Object.hasOwn(value, key) ? under(key, there(undefined)) : undefined;
}

function elementShape(index: number, check: Shape): Shape {
  return (value) =>
    Array.isArray(value) && index < value.length ? under(index, check(value[index])) : undefined;
}

/** Characters of a text, counted where its UTF-16 length does not decide; `bound` for what is no text. */
function lengthOf(value: unknown, bound: number): number {
  if (typeof value !== 'string') return bound;
  return value.length <= bound ? value.length : Array.from(value).length;
}

function characters(count: number): string {
  return count === 1 ? '1 character' : `${count} characters`;
}
