/** Hashes that Node computes in native code, ten to twenty times as fast as JavaScript. */
interface NodeBuiltins {
  readonly crypto: {
    createHash(algorithm: 'sha256'): NativeHash;
    hash(algorithm: 'sha256', data: string | Uint8Array, encoding: 'hex'): string;
  };
  readonly zlib: { crc32(bytes: Uint8Array, previous: number): number };
}

/** A hash that grows piece by piece. */
export interface NativeHash {
  update(bytes: Uint8Array): unknown;
  digest(encoding: 'hex'): string;
}

interface NodeProcess {
  getBuiltinModule?<M extends keyof NodeBuiltins>(name: M): NodeBuiltins[M] | undefined;
}

/**
 * A module of Node; `undefined` in browsers, and in bundles for them, which an import of it would break.
 *
 * @param name - of the module, without `node:`
 */
export function nodeBuiltin<M extends keyof NodeBuiltins>(name: M): NodeBuiltins[M] | undefined {
  const { process } = globalThis as { readonly process?: NodeProcess };
  return process?.getBuiltinModule?.(name);
}
