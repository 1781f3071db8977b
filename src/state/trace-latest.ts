import type { Failure, Running } from './trace-types.ts';

/** Work of one kind behind a port that has to be loaded: of which only the latest counts. */
export class Latest<Port> {
  readonly #port: () => Promise<Port>;
  #turn = 0;
  #cancel: (() => void) | undefined;

  constructor(port: () => Promise<Port>) {
    this.#port = port;
  }

  /** Starts over. Answers come in all cases, with whether they are still those of the latest. */
  start<Answer>({
    begin,
    onAnswer,
  }: {
    begin: (port: Port, isLatest: () => boolean) => Running<Answer>;
    onAnswer: (answer: Answer | Failure, isLatest: boolean) => void;
  }): void {
    this.drop();
    const own = this.#turn;
    const isLatest = (): boolean => own === this.#turn;
    const run = async (): Promise<void> => {
      const port = await this.#port();
      if (!isLatest()) return;
      const { result, cancel } = begin(port, isLatest);
      this.#cancel = cancel;
      const answer = await result;
      const isStill = isLatest();
      if (isStill) this.#cancel = undefined;
      onAnswer(answer, isStill);
    };
    run().catch(() => onAnswer({ status: 'failed', message: NOT_LOADED }, isLatest()));
  }

  /** What is under way no longer counts; a port stops it by itself when the next begins. */
  drop(): void {
    this.#turn++;
    this.#cancel = undefined;
  }

  /** The same, and it is told to stop. */
  cancel(): void {
    const cancel = this.#cancel;
    this.drop();
    cancel?.();
  }
}

const NOT_LOADED = 'What reads logs could not be loaded. Try again.';
