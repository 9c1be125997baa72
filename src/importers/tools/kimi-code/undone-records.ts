/** Which records were taken back: an undo takes away the newest prompts and all that came of them. */
export class UndoneRecords {
  readonly #branches = new Map<number, string>();
  /** Records that stand, and the positions of prompts among them. */
  readonly #records: number[] = [];
  readonly #prompts: number[] = [];

  add(number: number, isPrompt: boolean): void {
    if (isPrompt) this.#prompts.push(this.#records.length);
    this.#records.push(number);
  }

  /** @param count - prompts that are taken back */
  undo(count: number, number: number): void {
    const index = Math.max(0, this.#prompts.length - Math.max(0, count));
    const start = this.#prompts[index];
    if (start === undefined) return;
    this.#prompts.length = index;
    for (const record of this.#records.splice(start)) this.#branches.set(record, `undo-${number}`);
  }

  /** Id of the abandoned branch that a record belongs to. */
  branchOf(number: number): string | undefined {
    return this.#branches.get(number);
  }
}
