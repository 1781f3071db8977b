import type { SensitivityAnswer, SensitivityProgress, SensitivityQuestion } from '../evaluate/uncertainty/questions.ts';

/**
 * What a page sends to the worker that asks how sure its figures are. Questions of different kinds are answered side by side; a new
 * one cancels the one of its kind that is under way: the latest wins.
 */
export type ToUncertaintyWorker =
  | { readonly type: 'ask'; readonly id: number; readonly question: SensitivityQuestion }
  | { readonly type: 'cancel'; readonly id: number };

/** What it answers: any number of `progress`, then exactly one of the others, each with the id of its question. */
export type FromUncertaintyWorker =
  | ({ readonly type: 'progress'; readonly id: number } & SensitivityProgress)
  | { readonly type: 'answered'; readonly id: number; readonly answer: SensitivityAnswer }
  | { readonly type: 'failed'; readonly id: number; readonly message: string }
  | { readonly type: 'cancelled'; readonly id: number };
