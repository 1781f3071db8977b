import type { Provenance } from '../../domain/fact.ts';
import type { Scenario } from '../../scenario/schema.ts';
import type { OfferBook } from '../offer-book.ts';
import { bandOf, drawnFigures, type Band } from './band.ts';
import { figuresOf, type FiguresUsd, type Lens } from './figures.ts';
import type { FinderInput } from './finder-input.ts';
import { breakEvenSteps, type BreakEvenFound } from './finder.ts';
import { finderInputs } from './finder-inputs.ts';
import type { InputUnit, UncertainInput } from './input.ts';
import { uncertainInputs } from './inputs.ts';
import { tornadoBars, type TornadoBar } from './tornado.ts';

/** What is asked about how sure a scenario's figures are. Questions and answers are plain data: they cross to a worker and back. */
export type SensitivityQuestion = TornadoQuestion | BandQuestion | BreakEvenQuestion;

interface OfScenario {
  readonly scenario: Scenario;
  readonly lens: Lens;
}

export interface TornadoQuestion extends OfScenario {
  readonly kind: 'tornado';
}

export interface BandQuestion extends OfScenario {
  readonly kind: 'band';
  readonly seed: number;
  readonly draws: number;
}

export interface BreakEvenQuestion extends OfScenario {
  readonly kind: 'break-even';
  /** `null`, or one that this scenario does not have: the first it has. */
  readonly inputId: string | null;
}

/** An uncertain input without what applies it. */
export type ToldInput = Omit<UncertainInput, 'apply' | 'spread'> & {
  readonly low: number;
  readonly typical: number;
  readonly high: number;
  readonly provenance: Provenance;
};

export type ToldBar = Omit<TornadoBar, 'input'> & { readonly input: ToldInput };

export interface Tornado {
  readonly kind: 'tornado';
  readonly today: FiguresUsd;
  readonly bars: readonly ToldBar[];
}

export interface DrawnBand extends Band {
  readonly kind: 'band';
  readonly today: FiguresUsd;
  readonly seed: number;
  /** How many inputs were drawn. */
  readonly inputs: number;
}

export type ToldFinder = Omit<FinderInput, 'apply'>;

export interface BreakEven extends BreakEvenFound {
  readonly kind: 'break-even';
  readonly today: FiguresUsd;
  /** What was moved, and what else could be. */
  readonly input: ToldFinder;
  readonly inputs: readonly { readonly id: string; readonly label: string; readonly unit: InputUnit }[];
}

/** There is nothing to say: the scenario has no figures, or nothing of the kind asked for. */
export interface NoAnswer {
  readonly kind: 'none';
  readonly reason: string;
}

export type SensitivityAnswer = Tornado | DrawnBand | BreakEven | NoAnswer;

/** How far an answer has come, in evaluations. */
export interface SensitivityProgress {
  readonly done: number;
  readonly of: number;
}

type Steps<Answer> = Generator<SensitivityProgress, Answer | NoAnswer, void>;

/**
 * Answers a question, one evaluation at a time: the caller may stop, or do something else, between any two. `uniform` gives numbers
 * of [0, 1) from the seed of a band's question; the others do not draw.
 */
export function sensitivitySteps({
  question,
  book,
  uniformOf,
}: {
  question: SensitivityQuestion;
  book: OfferBook;
  uniformOf: (seed: number) => () => number;
}): Steps<SensitivityAnswer> {
  switch (question.kind) {
    case 'tornado':
      return tornadoSteps({ question, book });
    case 'band':
      return bandSteps({ question, book, uniform: uniformOf(question.seed) });
    case 'break-even':
      return findSteps({ question, book });
  }
}

function* tornadoSteps({ question, book }: { question: TornadoQuestion; book: OfferBook }): Steps<Tornado> {
  const { scenario, lens } = question;
  const variation = { scenario, book };
  const today = figuresOf({ ...variation, lens });
  if (today.problem !== undefined) return none(today.problem);
  const inputs = uncertainInputs({ ...variation, lens });
  const bars: ToldBar[] = [];
  for (const { input, ...ends } of tornadoBars({ inputs, variation, lens })) {
    bars.push({ input: told(input), ...ends });
    yield { done: bars.length, of: inputs.length };
  }
  return { kind: 'tornado', today, bars };
}

function* bandSteps({
  question: { scenario, lens, seed, draws },
  book,
  uniform,
}: {
  question: BandQuestion;
  book: OfferBook;
  uniform: () => number;
}): Steps<DrawnBand> {
  const variation = { scenario, book };
  const today = figuresOf({ ...variation, lens });
  if (today.problem !== undefined) return none(today.problem);
  const inputs = uncertainInputs({ ...variation, lens });
  const drawn: FiguresUsd[] = [];
  for (const figures of drawnFigures({ inputs, variation, lens, draws, uniform })) {
    drawn.push(figures);
    yield { done: drawn.length, of: draws };
  }
  return { kind: 'band', today, seed, inputs: inputs.length, ...bandOf(drawn) };
}

function* findSteps({
  question: { scenario, lens, inputId },
  book,
}: {
  question: BreakEvenQuestion;
  book: OfferBook;
}): Steps<BreakEven> {
  const variation = { scenario, book };
  const today = figuresOf({ ...variation, lens });
  if (today.problem !== undefined) return none(today.problem);
  if (today.saving === null) return none('There is no saving to follow: the warehouse has no price.');
  const inputs = finderInputs({ ...variation, lens });
  const input = inputs.find(({ id }) => id === inputId) ?? inputs[0];
  if (!input) return none('No input of this scenario can be moved.');
  const steps = breakEvenSteps({ input, variation, lens });
  for (let done = 1; ; done++) {
    const step = steps.next();
    if (step.done) {
      const { apply: _apply, ...toldInput } = input;
      return {
        kind: 'break-even',
        today,
        input: toldInput,
        inputs: inputs.map(({ id, label, unit }) => ({ id, label, unit })),
        ...step.value,
      };
    }
    // How many halvings there will be is not known before.
    yield { done, of: Math.max(done, USUAL_EVALUATIONS) };
  }
}

const USUAL_EVALUATIONS = 70;

function told({ apply: _apply, spread, provenance, ...input }: UncertainInput): ToldInput {
  const { kind, source, checkedOn, note } = provenance;
  return {
    ...input,
    low: spread.low,
    typical: spread.typical,
    high: spread.high,
    provenance: { kind, source, checkedOn, ...(note !== undefined && { note }) },
  };
}

function none(reason: string): NoAnswer {
  return { kind: 'none', reason };
}
