import { memo } from 'react';
import type { UsageReport } from '../../../../state/trace-types.ts';
import { formatPercent, formatRoughSeconds } from '../../../format/number.ts';
import { Figure, Figures } from '../../../shared/Figures.tsx';
import { Evidence } from '../Evidence.tsx';
import { prefillInWords, timesText } from '../reuse/reuse-words.ts';
import { lifeInWords, observedText, toldInWords } from './usage-words.ts';

/** What a provider reported, and beside it what can only be inferred; each says which it is. */
export const UsageFigures = memo(function UsageFigures({
  usage: { totals, ceiling, whyNoCeiling, observedLife },
}: {
  readonly usage: UsageReport;
}) {
  const ratio = ceiling?.ratio ?? null;
  const times = ceiling?.prefillAmplification ?? null;
  return (
    <Figures label="What of it was reuse">
      <Figure label="Hit rate" value={observedText(totals)} accent>
        {totals.hitRatio !== null && <Evidence ground="observed" />} {toldInWords(totals)}
      </Figure>
      <Figure label="Logical ceiling" value={ratio === null ? 'cannot tell' : formatPercent(ratio)}>
        {ratio !== null && <Evidence ground="inferred" />}{' '}
        {whyNoCeiling ?? 'from the lengths of an agent’s successive prompts'}
      </Figure>
      <Figure
        label="Effective life"
        value={observedLife ? formatRoughSeconds(observedLife.lifeSeconds) : 'cannot tell'}
      >
        {observedLife && <Evidence ground="inferred" />} {lifeInWords(observedLife)}
      </Figure>
      <Figure label="Prefill amplification" value={timesText(times)}>
        {times !== null && <Evidence ground="inferred" />}{' '}
        {times === null ? 'observed misses cannot be held against a ceiling' : prefillInWords(times)}
      </Figure>
    </Figures>
  );
});
