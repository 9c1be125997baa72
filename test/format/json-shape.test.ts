import { describe, expect, it } from '#test';
import {
  array,
  count,
  faultOf,
  integer,
  literal,
  object,
  record,
  text,
  textLike,
  tuple,
} from '#src/format/json-shape.ts';

const person = object({ name: text }, { age: count });

describe('shapes of JSON', () => {
  it('let through what fits, whatever else it holds', () => {
    expect(faultOf({ name: 'a', age: 3, more: null }, person)).to.equal(undefined);
    expect(faultOf({ name: 'a' }, person)).to.equal(undefined);
    expect(faultOf([[-1, 'x']], array(tuple(integer, text)))).to.equal(undefined);
    expect(faultOf(JSON.parse('{"a":1}'), record(literal(1)))).to.equal(undefined);
    expect(faultOf('ab', textLike('letters', /^[a-z]+$/))).to.equal(undefined);
  });

  it('name the first place where a value is not as it must be', () => {
    const people = object({ people: array(person) });

    for (const [value, place] of [
      [[], 'it'],
      [{}, 'people'],
      [{ people: {} }, 'people'],
      [{ people: [{ name: 'a' }, null] }, 'people.1'],
      [{ people: [{ name: 'a' }, { name: 1 }] }, 'people.1.name'],
      [{ people: [{ name: 'a', age: -1 }] }, 'people.0.age'],
    ] as const) {
      expect(faultOf(value, people)?.split(' ')[0]?.replaceAll('"', '')).to.equal(place);
    }
  });

  it('take inherited members for absent ones, and a null for a value', () => {
    expect(faultOf({}, object({ toString: text }))).to.match(/^"toString" /);
    expect(faultOf({ name: 'a', age: null }, person)).to.match(/^"age" /);
    expect(faultOf({}, object({}, { constructor: text }))).to.equal(undefined);
  });

  it('hold tuples to their length', () => {
    expect(faultOf([1], tuple(integer, integer))).to.match(/^it /);
    expect(faultOf([1, 2, 3], tuple(integer, integer))).to.match(/^it /);
    expect(faultOf([1, 'b'], tuple(integer, integer))).to.match(/^"1" /);
  });
});
