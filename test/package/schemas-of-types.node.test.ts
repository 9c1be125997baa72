import { describe, expect, it } from '#test';
import { TypeSchemas } from '#scripts/schemas/schemas-of-types.mjs';

const TABLE = `
/** @schema {"type":"integer","minimum":0} */
type Count = number;

interface Base { readonly t: Count }

/** What people say: kind → keys. */
interface Kinds {
  /** A question. */
  readonly ask: 'text';
  /** An answer. */
  readonly answer: 'text' | 'data.source';
}

interface Say {
  readonly kind: keyof Kinds;
  readonly text: string;
  readonly data?: JsonObject;
}

/**
 * A thing shown.
 *
 * @schema {"anyOf":[{"required":["path"]},{"required":["link"]}]}
 */
interface Show {
  readonly kind: 'show';
  readonly path?: string;
  readonly link?: string;
  readonly how?: 'small' | 'large';
  readonly source?: 'person' | (string & {});
}

type Update = Say | Show;
type Event = Base & Update;
type Line = readonly [time: Count, text: string];
interface Files { readonly [path: string]: Count }
`;

const count = { type: 'integer', minimum: 0 };

describe('the schemas made of types', () => {
  const types = new TypeSchemas([TABLE]);

  it('check the known kinds of a union, and let others pass', () => {
    expect(types.schemaOf('Event')).to.deep.include({
      type: 'object',
      properties: { t: count, kind: { type: 'string', minLength: 1 } },
      required: ['t', 'kind'],
      allOf: [
        { if: { properties: { kind: { enum: ['ask', 'answer'] } } }, then: { $ref: '#/$defs/Say' } },
        { if: { properties: { kind: { const: 'show' } } }, then: { $ref: '#/$defs/Show' } },
      ],
    });
  });

  it('say what is required, and what a tag adds', () => {
    expect(types.schemaOf('Show')).to.deep.equal({
      description: 'A thing shown.',
      type: 'object',
      properties: {
        kind: { const: 'show' },
        path: { type: 'string' },
        link: { type: 'string' },
        how: { enum: ['small', 'large'] },
        source: { type: 'string' },
      },
      required: ['kind'],
      anyOf: [{ required: ['path'] }, { required: ['link'] }],
    });
    expect(types.schemaOf('Say')).to.deep.include({
      properties: {
        kind: {
          anyOf: [
            { const: 'ask', description: 'A question.' },
            { const: 'answer', description: 'An answer.' },
          ],
        },
        text: { type: 'string' },
        data: { type: 'object' },
      },
      required: ['kind', 'text'],
    });
  });

  it('know tuples and maps', () => {
    const line = { type: 'array', prefixItems: [count, { type: 'string' }], minItems: 2, maxItems: 2 };
    expect(types.schemaOf('Line')).to.deep.equal(line);
    expect(types.schemaOf('Files')).to.deep.equal({ type: 'object', additionalProperties: count });
  });

  it('come with a list of the kinds, for people', () => {
    expect(types.kindsOf('Update')).to.deep.equal([
      { kind: 'ask', says: 'A question.', keys: ['text'] },
      { kind: 'answer', says: 'An answer.', keys: ['text', 'data.source'] },
      { kind: 'show', says: 'A thing shown.', keys: ['path', 'link', 'how', 'source'] },
    ]);
  });

  it('are not made of what cannot be said as a schema', () => {
    const strange = new TypeSchemas([
      'interface A { readonly made: () => void; readonly of: Map<string, number> }',
    ]);

    expect(() => strange.schemaOf('A')).to.throw('() => void');
    expect(() => strange.schemaOf('B')).to.throw('no type B');
  });
});
