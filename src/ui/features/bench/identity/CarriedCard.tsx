import { Button } from '@mantine/core';
import { dataSheetShare } from '../../../../evaluate/bench/data-sheet-share.ts';
import { figureOfCarried, isWarning, type CarriedFigure } from '../../../../state/measured-figure.ts';
import { useScenarioState } from '../../../app-context.ts';
import { Card } from '../../../shared/Card.tsx';
import { formatBuffer, formatRateBytes, PART_WORDS, TIMER_WORDS } from '../bench-words.ts';
import { claimWord } from '../figure-source.ts';
import { Headline, MethodList, Row } from '../results/FigureParts.tsx';
import { StateNote } from '../results/StateNote.tsx';
import results from '../results/ResultCards.module.css';
import { UNKNOWN_WARNING, WARNINGS } from '../state-words.ts';
import { Share } from './Share.tsx';

/** What can be done about a doubt of somebody else's measurement. */
const ELSEWHERE = {
  action: 'So it was on that machine: take the figure with care, or measure here.',
  remedy: 'none',
} as const;

/** A figure that the scenario carries and that this run did not measure: whose machine, which browser, what day. */
export function CarriedCard({ carried }: { readonly carried: CarriedFigure }) {
  const changeScenario = useScenarioState((state) => state.changeScenario);
  const { processor, warnings } = carried;
  const known = warnings.filter(isWarning);
  const isOther = warnings.length > known.length;
  return (
    <Card
      title={`From the link: ${PART_WORDS[processor].of} of another machine`}
      hint="This scenario carries a figure that was not measured in this run: somebody else’s machine, or yours on an earlier day."
      className={processor === 'gpu' ? results.gpu : results.cpu}
    >
      <div className={results.body} data-part="link">
        <Headline
          claim={claimWord(warnings)}
          rate={carried.medianBytesPerSecond}
          detail={`measured elsewhere: median of ${carried.samples} reads of ${formatBuffer(carried.bufferBytes)}`}
        />
        {known.map((warning) => (
          <StateNote key={warning} words={{ ...WARNINGS[warning], ...ELSEWHERE }} />
        ))}
        {isOther && <StateNote words={UNKNOWN_WARNING} />}
        <MethodList>
          <Row label={processor === 'gpu' ? 'Adapter' : 'Machine'}>{carried.adapter || 'not told'}</Row>
          <Row label="Browser">{carried.browser || 'not told'}</Row>
          <Row label="Day">{carried.measuredOn}</Row>
          <Row label="Best and worst sample">
            {formatRateBytes(carried.bestBytesPerSecond)} and {formatRateBytes(carried.worstBytesPerSecond)}
          </Row>
          <Row label={processor === 'gpu' ? 'Loop' : 'Run by'}>{carried.method || 'not told'}</Row>
          <Row label="Timed by">{TIMER_WORDS[carried.timer]}</Row>
        </MethodList>
        {carried.cardId !== null && (
          <Share share={dataSheetShare({ measured: figureOfCarried(carried), confirmedCardId: carried.cardId })} />
        )}
        <div className={results.actions}>
          <Button
            variant="default"
            size="compact-xs"
            onClick={() => changeScenario((scenario) => ({ ...scenario, measured: null }))}
          >
            Take out of the scenario link
          </Button>
        </div>
      </div>
    </Card>
  );
}
