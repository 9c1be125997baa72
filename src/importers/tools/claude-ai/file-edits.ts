import type { SourceChange } from '../../../format/index.ts';
import { asText } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';

/** A change as a call asks for it, and the inputs that it holds. Nothing is made by telling it. */
export interface FileEdit {
  readonly change: Pick<SourceChange, 'path' | 'op' | 'before' | 'after' | 'edits'>;
  readonly inputs: readonly string[];
}

/** Endings of files by the type of an artifact. */
const ENDINGS: ReadonlyMap<string, string> = new Map([
  ['text/markdown', '.md'],
  ['text/html', '.html'],
  ['image/svg+xml', '.svg'],
  ['application/vnd.ant.mermaid', '.mmd'],
  ['application/vnd.ant.react', '.jsx'],
]);

/** The same for code, by its language. */
const CODE_ENDINGS: ReadonlyMap<string, string> = new Map([
  ['python', '.py'],
  ['javascript', '.js'],
  ['typescript', '.ts'],
  ['tsx', '.tsx'],
  ['jsx', '.jsx'],
  ['java', '.java'],
  ['c', '.c'],
  ['cpp', '.cpp'],
  ['csharp', '.cs'],
  ['go', '.go'],
  ['rust', '.rs'],
  ['ruby', '.rb'],
  ['php', '.php'],
  ['swift', '.swift'],
  ['kotlin', '.kt'],
  ['bash', '.sh'],
  ['shell', '.sh'],
  ['sql', '.sql'],
  ['css', '.css'],
  ['html', '.html'],
  ['json', '.json'],
  ['yaml', '.yaml'],
  ['xml', '.xml'],
]);

/**
 * The files of a conversation, artifacts among them, replayed: what each holds after a call is known as long as
 * every replacement is of a text that stands in it once. A branch begins with what it writes itself.
 */
export class FileEdits {
  /** Path of each artifact. */
  readonly #artifacts: Map<string, string>;
  readonly #texts = new Map<string, string>();

  /** @param mainLine - of a branch: what names its artifacts */
  constructor(mainLine?: FileEdits) {
    this.#artifacts = mainLine ? mainLine.#artifacts : new Map<string, string>();
  }

  /** The change that a call asks for; not made yet. */
  edit(name: string, input: LogRecord): FileEdit | undefined {
    switch (name) {
      case 'artifacts':
        return this.#artifact(input);
      case 'create_file':
        return this.#write(asText(input['path']), input['file_text'], 'file_text');
      case 'str_replace':
        return this.#replace(asText(input['path']), input['old_str'], input['new_str'] ?? '');
      default:
        return undefined;
    }
  }

  /** Says that a change was made. */
  made({ change: { path, after } }: FileEdit): void {
    if (after === undefined) this.#texts.delete(path);
    else this.#texts.set(path, after);
  }

  #artifact(input: LogRecord): FileEdit | undefined {
    const id = asText(input['id']);
    if (id === undefined) return undefined;
    const path = this.#pathOf(id, input);
    if (input['command'] === 'update') return this.#replace(path, input['old_str'], input['new_str'] ?? '');
    return this.#write(path, input['content'], 'content', input['command'] === 'rewrite');
  }

  /** The id, with the ending of its type: updates do not repeat it. */
  #pathOf(id: string, input: LogRecord): string {
    const known = this.#artifacts.get(id);
    if (known !== undefined) return known;
    const language = (asText(input['language']) ?? '').toLowerCase();
    const ending = ENDINGS.get(asText(input['type']) ?? '') ?? CODE_ENDINGS.get(language) ?? '';
    const path = id.endsWith(ending) ? id : `${id}${ending}`;
    this.#artifacts.set(id, path);
    return path;
  }

  #write(path: string | undefined, content: unknown, key: string, isRewrite = false): FileEdit | undefined {
    if (path === undefined || typeof content !== 'string') return undefined;
    const before = this.#texts.get(path);
    const op = isRewrite || before !== undefined ? 'modify' : 'create';
    return { change: { path, op, ...(before !== undefined && { before }), after: content }, inputs: [key] };
  }

  #replace(path: string | undefined, oldText: unknown, newText: unknown): FileEdit | undefined {
    if (path === undefined || typeof oldText !== 'string' || typeof newText !== 'string') return undefined;
    const before = this.#texts.get(path);
    const at = before?.indexOf(oldText) ?? -1;
    const isOnce =
      before !== undefined && oldText !== '' && at !== -1 && before.indexOf(oldText, at + 1) === -1;
    return {
      change: {
        path,
        op: 'modify',
        edits: [{ oldText, newText }],
        ...(isOnce && { before, after: before.slice(0, at) + newText + before.slice(at + oldText.length) }),
      },
      inputs: ['old_str', 'new_str'],
    };
  }
}
