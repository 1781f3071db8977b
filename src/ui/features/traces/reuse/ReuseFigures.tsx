import { memo } from 'react';
import type { TraceReport, TraceRules } from '../../../../state/trace-types.ts';
import { formatPercent, formatSeconds, formatTokens } from '../../../format/number.ts';
import { Figure, Figures } from '../../../shared/Figures.tsx';
import { Evidence } from '../Evidence.tsx';
import { rateOf, SHARE_WORDS } from '../trace-words.ts';
import { prefillInWords, rateAtLifeText, timesText } from './reuse-words.ts';

/** The two hit rates of a log of blocks, and what lies between them. */
export const ReuseFigures = memo(function ReuseFigures({
  report: { surface, amplification, missedTokens, questions },
  denominator,
}: {
  readonly report: TraceReport;
  readonly denominator: TraceRules['denominator'];
}) {
  if (surface === null) return null;
  const { lifeSeconds } = questions;
  const { unlimited } = surface;
  return (
    <Figures label="What of it is reuse">
      <Figure label="Logical ceiling" value={formatPercent(rateOf({ rates: unlimited.rates, denominator }))} accent>
        <Evidence ground="computed" /> of {SHARE_WORDS[denominator]}, from a cache without limits
      </Figure>
      <Figure
        label={`Hit rate at ${formatSeconds(lifeSeconds)}`}
        value={rateAtLifeText({ surface, lifeSeconds, denominator })}
      >
        <Evidence ground="computed" /> everything kept so long after its last use
      </Figure>
      <Figure label="Prefill amplification" value={timesText(amplification)}>
        <Evidence ground="computed" /> {prefillInWords(amplification)} In tokens, at {formatSeconds(lifeSeconds)}.
      </Figure>
      <Figure label="Prefilled" value={missedTokens === null ? '–' : formatTokens(missedTokens)} unit="tokens">
        at {formatSeconds(lifeSeconds)}; {formatTokens(unlimited.missedTokens)} without limits
      </Figure>
    </Figures>
  );
});
