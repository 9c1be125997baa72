import type { Plan, PlanEntry } from '../../../format/index.ts';
import { isObject, asList, asText } from '../../sources/json-value.ts';
import { textKey } from '../../sources/text-key.ts';
import type { LogRecord } from '../../sources/log-record.ts';

type Status = PlanEntry['status'];

/** Longer strings of a task are texts, shorter ones may be its state or id. */
const MAX_STATE = 12;

/**
 * The todo list: whole lists from `TodoWrite`, single tasks from `TaskCreate` and `TaskUpdate`.
 * `activeForm` (the text shown while an entry is worked on) goes with an entry when it is new or is shown.
 */
export class TaskPlan {
  readonly #tasks = new Map<
    string,
    { readonly subject: string; readonly status: Status; readonly activeForm?: string }
  >();
  readonly #forms = new Set<string>();
  /** Keys of the texts that calls gave to tasks. */
  readonly #texts = new Set<string>();
  /** Keys of the lists that were written. */
  readonly #lists = new Set<string>([textKey('[]')]);

  /** Plan of a `TodoWrite` call; `undefined` when its input is no list of todos. */
  fromTodos(todos: unknown): Plan | undefined {
    if (!Array.isArray(todos)) return undefined;
    this.#lists.add(textKey(JSON.stringify(todos)));
    const entries = asList(todos).flatMap((todo) => {
      if (!isObject(todo)) return [];
      const content = asText(todo['content']) ?? asText(todo['subject']) ?? asText(todo['activeForm']);
      return content === undefined ? [] : [this.#entry(content, todo)];
    });
    return { sessionUpdate: 'plan', entries };
  }

  /** Plan after a task was created. */
  created(id: string, input: LogRecord): Plan {
    this.#learn(input);
    const activeForm = asText(input['activeForm']);
    const subject = asText(input['subject']) ?? `Task ${id}`;
    this.#tasks.set(id, { subject, status: 'pending', ...(activeForm !== undefined && { activeForm }) });
    return this.#plan();
  }

  /** Plan after a task was changed; `undefined` when the task is not known. */
  updated(id: string, input: LogRecord): Plan | undefined {
    const task = this.#tasks.get(id);
    if (!task) return undefined;
    this.#learn(input);
    const status = asText(input['status']);
    if (status === 'deleted') this.#tasks.delete(id);
    else {
      const subject = asText(input['subject']) ?? task.subject;
      this.#tasks.set(id, { ...task, subject, status: isStatus(status) ? status : task.status });
    }
    return this.#plan();
  }

  /** Whether a list of todos was written before, exactly. */
  knowsList(todos: unknown): boolean {
    return this.#lists.has(textKey(JSON.stringify(todos ?? [])));
  }

  /** Whether a task as the vendor repeats it says nothing new. */
  knows(task: unknown): boolean {
    if (!isObject(task) || !this.#tasks.has(asText(task['id']) ?? '')) return false;
    const texts = Object.values(task).filter(
      (value) => typeof value === 'string' && value.length > MAX_STATE,
    );
    return texts.every((value) => this.#texts.has(textKey(String(value))));
  }

  #learn(input: LogRecord): void {
    for (const value of Object.values(input)) if (typeof value === 'string') this.#texts.add(textKey(value));
  }

  #plan(): Plan {
    const entries = [...this.#tasks.values()].map((task) => this.#entry(task.subject, task));
    return { sessionUpdate: 'plan', entries };
  }

  #entry(content: string, todo: LogRecord): PlanEntry {
    const status = isStatus(todo['status']) ? todo['status'] : 'pending';
    const priority = todo['priority'];
    const activeForm = asText(todo['activeForm']);
    return {
      content,
      status,
      ...(isPriority(priority) && { priority }),
      ...(activeForm !== undefined &&
        activeForm !== content &&
        this.#isNewForm(content, activeForm) && { activeForm }),
    };
  }

  #isNewForm(content: string, activeForm: string): boolean {
    const key = `${content}\n${activeForm}`;
    if (this.#forms.has(key)) return false;
    this.#forms.add(key);
    return true;
  }
}

const TODO_FIELDS = new Set(['content', 'status', 'activeForm', 'id', 'priority']);

/** Whether a plan says everything that a list of todos does. */
export function isPlanList(todos: unknown): boolean {
  const isTodo = (todo: unknown): boolean =>
    isObject(todo) &&
    asText(todo['content']) !== undefined &&
    Object.entries(todo).every(([key, value]) => TODO_FIELDS.has(key) && typeof value === 'string');
  return Array.isArray(todos) && todos.every(isTodo);
}

function isStatus(value: unknown): value is Status {
  return value === 'pending' || value === 'in_progress' || value === 'completed';
}

function isPriority(value: unknown): value is NonNullable<PlanEntry['priority']> {
  return value === 'high' || value === 'medium' || value === 'low';
}
