import { memo } from 'react';
import type { OpenLog } from '../../../../state/trace-types.ts';
import { formatNumber, formatSeconds, formatTokens } from '../../../format/number.ts';
import { Figure, Figures } from '../../../shared/Figures.tsx';
import { Evidence } from '../Evidence.tsx';
import { medianInWords, sessionsInWords, spanInWords } from './summary-words.ts';

/** What is in the log, before any cache. */
export const SummaryFigures = memo(function SummaryFigures({ log: { summary, isSample } }: { readonly log: OpenLog }) {
  const { requests, isPerRequest, promptTokens, outputTokens, prompt, output, spanSeconds } = summary;
  const ground = isSample ? 'computed' : 'observed';
  return (
    <Figures label="What is in the log">
      <Figure
        label="Requests"
        value={
          requests === 0 && !isPerRequest
            ? 'not counted'
            : requests < 1e6
              ? formatNumber(requests, 0)
              : formatTokens(requests)
        }
      >
        <Evidence ground={ground} /> {sessionsInWords(summary)}
      </Figure>
      <Figure label="Prompt tokens" value={formatTokens(promptTokens)} accent>
        {medianInWords({ spread: prompt, format: formatTokens })}
      </Figure>
      <Figure label="Output tokens" value={formatTokens(outputTokens)}>
        {medianInWords({ spread: output, format: formatTokens })}
      </Figure>
      <Figure label="Time covered" value={spanSeconds > 0 ? formatSeconds(spanSeconds) : '0 s'}>
        {spanInWords(summary)}
      </Figure>
    </Figures>
  );
});
