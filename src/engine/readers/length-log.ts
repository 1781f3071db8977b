import { LogError } from './json-fields.ts';
import type { ReaderFacts } from './block-log.ts';
import { RequestLog, type RequestFigures } from '../request-log.ts';
import type { LengthLog } from './log.ts';

/** Collects requests of which only lengths are known. */
export class LengthLogBuilder {
  // Requests without blocks fit blocks of any size.
  readonly #log = new RequestLog({ blockTokens: 1 });

  get requests(): number {
    return this.#log.length;
  }

  /** Errors: a `LogError` for figures that no request has; nothing is changed then. */
  add(figures: RequestFigures): void {
    try {
      this.#log.add({ figures, blocks: 0 });
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      throw new LogError(error.message.replace(/^Request \d+/, 'The request'));
    }
  }

  finish(facts: ReaderFacts): LengthLog {
    if (this.requests === 0) throw new LogError('No request could be read');
    const { startSeconds, inputTokens, outputTokens } = this.#log.inOrderOfTime().columns;
    return {
      skipped: [],
      skippedLines: 0,
      ...facts,
      evidence: 'lengths',
      files: 0,
      startSeconds,
      inputTokens,
      outputTokens,
    };
  }
}
