import type { SourceSession } from '../../importers/index.ts';
import type { InputSession } from '../input-session.ts';

/** An input by what another thread needs to open it. */
export interface InputPlace {
  readonly path: string;
  readonly name: string;
  /** What the paths of files beside it are relative to. */
  readonly root: string;
  /** Id of its tool. */
  readonly tool: string;
  readonly isOfFolder: boolean;
}

/** A session by what another thread needs to open it: plain data. */
export interface SessionPlace {
  readonly inputs: readonly InputPlace[];
  readonly session?: SourceSession;
  readonly name: string;
}

/** Where a session that is open here can be opened again. */
export function placeOf({ inputs, session, name }: InputSession): SessionPlace {
  return {
    inputs: inputs.map(({ name: label, file, opened, isOfFolder }) => ({
      path: file.path,
      name: label,
      root: file.root,
      tool: opened.tool.id,
      isOfFolder,
    })),
    name,
    ...(session && { session }),
  };
}
