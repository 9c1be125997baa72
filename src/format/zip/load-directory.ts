import type * as Directory from './zip-directory.ts';

/**
 * Loads what reads the central directory. An archive is shown by its head: a page need not wait for this code before it
 * draws, and asks for it while the head travels.
 */
export function loadDirectory(): Promise<typeof Directory> {
  return import('./zip-directory.ts');
}
