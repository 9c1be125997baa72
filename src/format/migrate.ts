import type { UnknownObject } from './segments/json-value.ts';

/** Brings a manifest of one minor version to the next. */
interface Step {
  readonly from: string;
  readonly apply: (manifest: UnknownObject) => UnknownObject;
}

/** Oldest first. Empty as long as there is only version 1.0. */
const STEPS: readonly Step[] = [];

/**
 * Brings a parsed manifest of any version this library reads to the newest it knows, step by step, so that the rest
 * of the code knows one version only. A manifest of a newer minor version is left as it is.
 */
export function migrateManifest(manifest: UnknownObject, steps: readonly Step[] = STEPS): UnknownObject {
  return steps.reduce(
    (current, step) => (current['version'] === step.from ? step.apply(current) : current),
    manifest,
  );
}
