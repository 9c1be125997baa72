import { stat } from 'node:fs/promises';
import { openSource, tools } from '../../importers/index.ts';
import { ImportFile } from '../import-file.ts';
import type { InputSession } from '../input-session.ts';
import type { Input } from '../inputs.ts';
import type { InputPlace, SessionPlace } from './session-place.ts';

/**
 * Opens the sessions that are packed one after another. Inputs stay open for the next one: the sessions of an export come
 * one after another, and what its importer has found out of it serves them all.
 */
export class OpenPlaces {
  #state = '';
  #inputs: readonly Input[] = [];

  /** @throws {FileError | ImportError} as opening a file and recognising it */
  async open({ inputs, session, name }: SessionPlace, signal: AbortSignal): Promise<InputSession> {
    const state = await stateOf(inputs);
    if (state !== this.#state) {
      await this.close();
      this.#inputs = await openAll(inputs, signal);
      this.#state = state;
    }
    return { inputs: this.#inputs, name, ...(session && { session }) };
  }

  async close(): Promise<void> {
    const inputs = this.#inputs;
    this.#inputs = [];
    this.#state = '';
    for (const input of inputs) await input.close();
  }
}

/** Which files these are, and how they are now: one that has changed is opened again. */
async function stateOf(inputs: readonly InputPlace[]): Promise<string> {
  const files = await Promise.all(inputs.map(({ path }) => stat(path).catch(() => undefined)));
  return JSON.stringify([inputs, files.map((file) => [file?.ino, file?.size, file?.mtimeMs])]);
}

async function openAll(places: readonly InputPlace[], signal: AbortSignal): Promise<readonly Input[]> {
  const inputs: Input[] = [];
  try {
    for (const place of places) inputs.push(await openInput(place, signal));
    return inputs;
  } catch (error) {
    for (const input of inputs) await input.close();
    throw error;
  }
}

async function openInput({ path, name, root, tool, isOfFolder }: InputPlace, signal: AbortSignal) {
  const file = await ImportFile.open(path, { name, root });
  try {
    // It was recognised already.
    const known = tools.find(({ id }) => id === tool);
    const opened = await openSource(file, { tool: known, signal });
    return { name, file, opened, isOfFolder, close: () => file.close() };
  } catch (error) {
    await file.close();
    throw error;
  }
}
