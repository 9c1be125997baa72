/** A kind of a union of interfaces. */
export interface Kind {
  readonly kind: string;
  readonly says: string;
  readonly keys: readonly string[];
}

export class TypeSchemas {
  constructor(texts: readonly string[]);
  schemaOf(name: string): object;
  kindsOf(union: string): Kind[];
  literalsOf(name: string): string[];
}
