import { memo, useId, useMemo } from 'react';
import { Button } from '@mantine/core';
import type { Swarm } from '../../../../domain/swarm/swarm.ts';
import type { Comparison, HitCurves } from '../../../../evaluate/hit-curves.ts';
import type { SpendEvaluation } from '../../../../evaluate/spend.ts';
import { spendOf } from '../../../../state/spend-evaluation.ts';
import type { ScenarioState } from '../../../../state/scenario-store.ts';
import { Card } from '../../../shared/Card.tsx';
import { useOpenRows } from '../../../shared/use-open-rows.ts';
import { cacheBytesOf } from '../own-cache/cache-bytes.ts';
import { byWorth, makesDifference, worthInWords, type AdviceRow } from './advice-row.ts';
import { capacityFor, spendRows } from './advice-rows.ts';
import { capacityRow, simulatedCapacity } from './capacity-rows.ts';
import { OptionsTable } from './OptionsTable.tsx';
import styles from './AdviceCard.module.css';
import { useBook, useOfferNamed } from '../../../shared/use-offers.ts';

interface AdviceCardProps {
  readonly scenario: ScenarioState['scenario'];
  readonly swarm: Swarm;
  /** `null` where the offer cannot be priced for this workload. */
  readonly spend: SpendEvaluation | null;
  readonly curves: HitCurves;
  /** `null` until the simulation has answered. */
  readonly comparison: Comparison | null;
}

/** What would cost less, by how much it is worth, each with its arithmetic. */
export const AdviceCard = memo(function AdviceCard({ scenario, swarm, spend, curves, comparison }: AdviceCardProps) {
  const { open, toggle } = useOpenRows();
  const book = useBook();
  const offerOf = useOfferNamed();
  const problems = spend === null ? spendOf(scenario, book).problems : [];
  const priced = useMemo(() => (spend ? spendRows({ scenario, book, spend }) : []), [scenario, book, spend]);
  const { kv, offerId, cache } = scenario;
  const offer = offerOf(offerId);
  const bytes = useMemo(() => cacheBytesOf({ kv, offer, book }), [kv, offer, book]);
  const { replicas, affinityRatio } = cache;
  const capacity = useMemo(
    () => capacityFor({ swarm, bytes, routing: { replicas, affinityRatio } }),
    [swarm, bytes, replicas, affinityRatio],
  );
  const rows = useMemo(() => {
    const simulated = simulatedCapacity({ curves, comparison, targetRatio: capacity.targetRatio });
    return byWorth([...priced, capacityRow({ advice: capacity, bytes, simulated })]);
  }, [priced, capacity, bytes, curves, comparison]);
  return (
    <Card
      title="What would make this cheaper?"
      hint="Computed from the workload and list prices, each for itself, so the sums must not be added. What is worth less than a dollar a month or 0.1 % of the bill makes no difference."
    >
      {spend === null && (
        <p className={styles.none}>
          Without a bill there are no sums. {problems.map(({ message }) => message).join(' ')}
        </p>
      )}
      <ol className={styles.rows}>
        {rows.map((row) => (
          <Row
            key={row.id}
            row={row}
            billUsd={spend?.without.usdPerMonth ?? 0}
            isOpen={open.has(row.id)}
            onToggle={() => toggle(row.id)}
          />
        ))}
      </ol>
    </Card>
  );
});

function Row({
  row: { sentence, worthUsd, against, why, options },
  billUsd,
  isOpen,
  onToggle,
}: {
  readonly row: AdviceRow;
  readonly billUsd: number;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}) {
  const id = useId();
  const isWorth = worthUsd !== null && makesDifference({ usd: worthUsd, billUsd });
  return (
    <li className={styles.row}>
      <p id={`${id}-sentence`} className={styles.sentence}>
        {sentence}
      </p>
      <p className={isWorth ? styles.worth : styles.quiet}>
        {worthInWords({ worthUsd, billUsd })}
        {against !== '' && <span className={styles.against}>{against}</span>}
      </p>
      <Button
        variant="default"
        size="compact-xs"
        aria-expanded={isOpen}
        aria-controls={`${id}-why`}
        aria-describedby={`${id}-sentence`}
        className={styles.button}
        onClick={onToggle}
      >
        Why
      </Button>
      <div id={`${id}-why`} className={styles.why} hidden={!isOpen}>
        {isOpen && (
          <>
            {why.map((line) => (
              <p key={line}>{line}</p>
            ))}
            {options && <OptionsTable options={options} />}
          </>
        )}
      </div>
    </li>
  );
}
