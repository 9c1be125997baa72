import type { Json, PlanEntry, ToolKind, ToolStatus } from '../../format/index.ts';

/** What all that is told has: the id that links point at, and session time, ms. */
interface ToldBase {
  readonly id: string;
  readonly time: number;
}

/** What somebody wrote. */
export interface ToldText extends ToldBase {
  readonly kind: 'prompt' | 'message' | 'thought';
  readonly text: string;
  /** Of a prompt: number of its turn, counted from 1. */
  readonly turn?: number;
  /** Of a prompt: who wrote it, where that was no person. */
  readonly origin?: string;
  /** Of a message or thought. */
  readonly model?: string;
}

/** A change that a call made. */
export interface ToldChange {
  readonly path: string;
  readonly operation: string;
  /** Path before a rename. */
  readonly from?: string;
  readonly additions: number;
  readonly deletions: number;
  /** Hunks as git writes them; empty where they are not known. */
  readonly patch: string;
}

/** Lines of a file that a call read. */
export interface ToldFile {
  readonly path: string;
  /** Counted from 1. */
  readonly startLine?: number;
  readonly lineCount?: number;
}

/** A tool call and what came of it. */
export interface ToldCall extends ToldBase {
  readonly kind: 'call';
  /** Session time of its end, ms. */
  readonly end: number;
  readonly title: string;
  readonly tool?: string;
  readonly toolKind: ToolKind;
  /** What a shell was given. */
  readonly command?: string;
  readonly status: ToolStatus;
  /** It came to nothing: how bad that is, as the player grades it. */
  readonly grade?: 'failed' | 'found-nothing' | 'refused' | 'interrupted';
  readonly exitCode?: number;
  readonly output: string;
  /** Characters that the output has beyond. */
  readonly outputLeft?: number;
  readonly changes: readonly ToldChange[];
  readonly files: readonly ToldFile[];
  /** Pictures that it showed: only how many. */
  readonly images: number;
  readonly input?: Json;
  /** Id of the conversation of the subagent that it started. */
  readonly subagent?: string;
}

/** The plan or todo list as it stood. */
export interface ToldPlan extends ToldBase {
  readonly kind: 'plan';
  readonly entries: readonly PlanEntry[];
}

/** Something around the conversation. */
export interface ToldNotice extends ToldBase {
  readonly kind: 'notice';
  readonly notice: string;
  readonly text: string;
}

/** Calls that say little by themselves, as one sentence. */
export interface ToldRun extends ToldBase {
  readonly kind: 'run';
  readonly calls: number;
  readonly label: string;
}

/** One thing that an export tells, with its texts at hand. */
export type Told = ToldText | ToldCall | ToldPlan | ToldNotice | ToldRun;
