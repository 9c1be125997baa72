import type { ImportSource } from '../../sources/import-source.ts';
import { asList, asText, isObject } from '../../sources/json-value.ts';
import { objectBeside } from '../../sources/files-beside.ts';

/** Bytes of a document with facts of a session. */
const MAX_SIZE = 1024 * 1024;

/** What the files beside the messages say of a session. */
export interface SessionFacts {
  readonly title?: string | undefined;
  readonly cwd?: string | undefined;
  readonly branch?: string | undefined;
  readonly version?: string | undefined;
  readonly models: readonly string[];
}

/**
 * Reads what stands beside the messages: `<id>.json` of the command line, `task_metadata.json` and `history_item.json`
 * of the extensions.
 */
export async function factsBeside(source: ImportSource): Promise<SessionFacts> {
  const own = source.name.endsWith('.messages.json')
    ? await objectBeside(source, source.name.replace(/\.messages\.json$/, '.json'), MAX_SIZE)
    : {};
  const task = await objectBeside(source, 'task_metadata.json', MAX_SIZE);
  const item = await objectBeside(source, 'history_item.json', MAX_SIZE);
  const metadata = isObject(own['metadata']) ? own['metadata'] : {};
  const git = isObject(metadata['git']) ? metadata['git'] : {};
  const used = asList(task['model_usage']).flatMap((entry) =>
    isObject(entry) ? (asText(entry['model_id']) ?? []) : [],
  );
  const surroundings = asList(task['environment_history']).filter(isObject).at(-1);
  const title = asText(metadata['title']);
  return {
    // Without a name the program puts the prompt there.
    title: title === own['prompt'] ? undefined : title,
    cwd: asText(own['cwd']) ?? asText(item['cwdOnTaskInitialization']) ?? asText(item['workspace']),
    branch: asText(git['branch']),
    version: asText(surroundings?.['cline_version']) ?? asText(surroundings?.['host_version']),
    models: [...(asText(own['model']) === undefined ? [] : [asText(own['model'])!]), ...used],
  };
}
