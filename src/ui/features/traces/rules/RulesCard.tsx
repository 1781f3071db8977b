import { memo } from 'react';
import { Button } from '@mantine/core';
import type { OpenLog, TraceReport, TraceRules } from '../../../../state/trace-types.ts';
import { isOfOtherRules } from '../../../../state/trace-store.ts';
import { Card } from '../../../shared/Card.tsx';
import { Segmented } from '../../../shared/Segmented.tsx';
import { useTraces } from '../use-traces.ts';
import { LifeField } from './LifeField.tsx';
import {
  BLOCK_COUNTS,
  COUNT_SCOPE_WORDS,
  DENOMINATOR_WORDS,
  DENOMINATORS,
  ORDER_WORDS,
  ORDERS,
  rulesFor,
  rulesInWords,
  SLOTS_WORDS,
} from './rules-words.ts';
import styles from './RulesCard.module.css';
import { SlotsField } from './SlotsField.tsx';

/** The rules that tools disagree about, each in force and each to be changed. */
export const RulesCard = memo(function RulesCard({
  log: { summary },
  report,
}: {
  readonly log: OpenLog;
  readonly report: TraceReport | null;
}) {
  const { isReplayed, hasSlots, hasLife } = rulesFor(summary);
  return (
    <Card title="By which rules?" hint="Tools that print hit rates of the same log differ by these.">
      <div className={styles.rules}>
        {hasLife && <LifeField />}
        {isReplayed && <ReplayRules />}
        {hasSlots && (
          <div>
            <SlotsField />
            <p className={styles.meaning}>{SLOTS_WORDS}</p>
          </div>
        )}
      </div>
      <ul className={styles.notes}>
        {rulesInWords({ summary, report }).map((rule) => (
          <li key={rule}>{rule}</li>
        ))}
      </ul>
      <Asking />
    </Card>
  );
});

function ReplayRules() {
  const rules = useTraces((state) => state.rules);
  const setRules = useTraces((state) => state.setRules);
  return (
    <>
      <div>
        <Segmented<TraceRules['denominator']>
          label="Hit rate of"
          options={DENOMINATORS}
          value={rules.denominator}
          onChange={(denominator) => setRules({ denominator })}
        />
        <p className={styles.meaning}>{DENOMINATOR_WORDS[rules.denominator]}</p>
      </div>
      <div>
        <Segmented<TraceRules['order']>
          label="Blocks of a prompt are touched"
          options={ORDERS}
          value={rules.order}
          onChange={(order) => setRules({ order })}
        />
        <p className={styles.meaning}>{ORDER_WORDS[rules.order]}</p>
      </div>
      <div>
        <Segmented
          label="Blocks counted"
          options={BLOCK_COUNTS}
          value={rules.blockCount ?? 'log'}
          onChange={(value) => setRules({ blockCount: value === 'log' ? null : value })}
        />
        <p className={styles.meaning}>{COUNT_SCOPE_WORDS}</p>
      </div>
    </>
  );
}

/** Figures are the last ones until the next are there; said once, aloud. */
function Asking() {
  const asking = useTraces((state) => state.asking);
  const hasReport = useTraces((state) => state.report !== null);
  const isOther = useTraces(({ report, rules }) => report !== null && isOfOtherRules({ report, rules }));
  const isReading = useTraces((state) => state.reading.status === 'reading');
  const cancel = useTraces((state) => state.cancel);
  const failed = typeof asking === 'object' ? asking.failed : null;
  const isAsking = asking === 'asking';
  return (
    <div className={styles.outcome}>
      <p className={failed === null ? styles.asking : styles.failed} role="status">
        {failed !== null && `The figures could not be computed. ${failed}`}
        {isAsking && (hasReport ? 'Computing… The figures shown are those from before.' : 'Computing…')}
      </p>
      {/* There must be rules to go back to; while a log is read, cancelling is about that. */}
      {isAsking && isOther && !isReading && (
        <Button variant="default" size="compact-xs" onClick={cancel}>
          Cancel, keep the rules before
        </Button>
      )}
    </div>
  );
}
