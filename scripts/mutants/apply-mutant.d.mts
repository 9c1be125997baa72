import type { Mutant } from './mutants.mjs';

export declare function applyMutant(mutant: Mutant): { path: string; text: string; mutated: string };
