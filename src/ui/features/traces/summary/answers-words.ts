import type { TraceSummary } from '../../../../state/trace-types.ts';
import type { Ground } from '../trace-words.ts';

/** The kind of evidence in a sentence or two: what the rows say, and what that cannot show. */
export const EVIDENCE_WORDS: Readonly<
  Record<TraceSummary['evidence'], { readonly title: string; readonly text: string }>
> = {
  blocks: {
    title: 'Which blocks every prompt consists of',
    text:
      'So what could be read can be computed for a cache of any life and size. What a provider’s cache really did is not in ' +
      'such a log.',
  },
  usage: {
    title: 'What a provider read from its cache and wrote to it',
    text:
      'So what was read is observed. What could have been can at most be inferred, from the lengths of an agent’s successive ' +
      'prompts: the texts themselves are not in such a log.',
  },
  lengths: {
    title: 'How long prompts and answers were, and no more',
    text: 'So neither what could be reused nor what was can be told. Load can be, and what it costs without a cache.',
  },
};

export interface Answer {
  readonly question: string;
  /** `null`: the log cannot tell. */
  readonly ground: Ground | null;
  readonly how: string;
}

type Answers = TraceSummary['answers'];

const CEILING: Readonly<Record<Answers['ceiling'], string>> = {
  computed: 'every block that was sent before',
  inferred: 'from the lengths of an agent’s successive prompts',
  no: 'the log does not tell which requests belong together',
};
const PHYSICAL: Readonly<Record<Answers['physical'], string>> = {
  observed: 'as the provider reported it',
  computed: 'for any life, by replay',
  no: 'the log does not say what was read',
};
const CAPACITY: Readonly<Record<Answers['capacity'], string>> = {
  computed: 'for any size, by replay',
  no: 'that takes the blocks of every prompt',
};
const BILL: Readonly<Record<Answers['bill'], string>> = {
  observed: 'amounts paid stand in the log; other offers are computed',
  computed: 'at every offer’s rates',
  'without-cache': 'at every offer’s rates, without a cache',
};

/** Which questions the log can answer, and on what ground. */
export function answersOf({ ceiling, physical, capacity, bill }: Answers): readonly Answer[] {
  return [
    { question: 'What could be reused?', ground: ceiling === 'no' ? null : ceiling, how: CEILING[ceiling] },
    { question: 'What was, or would be?', ground: physical === 'no' ? null : physical, how: PHYSICAL[physical] },
    { question: 'How large must a cache be?', ground: capacity === 'no' ? null : capacity, how: CAPACITY[capacity] },
    { question: 'What does it cost?', ground: bill === 'observed' ? 'observed' : 'computed', how: BILL[bill] },
  ];
}
