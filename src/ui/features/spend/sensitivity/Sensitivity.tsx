import { useRef } from 'react';
import type { Problem } from '../../../../domain/field-limits.ts';
import type { Lens } from '../../../../evaluate/uncertainty/figures.ts';
import { spendOf } from '../../../../state/spend-evaluation.ts';
import { useScenarioState } from '../../../app-context.ts';
import { StaleArea } from '../../../shared/StaleArea.tsx';
import { useBook } from '../../../shared/use-offers.ts';
import { Guards } from '../../../shared/Guard.tsx';
import { BandCard } from './BandCard.tsx';
import { BreakEvenCard } from './BreakEvenCard.tsx';
import { TornadoCard } from './TornadoCard.tsx';
import { useSeen } from './use-question.ts';
import styles from './Sensitivity.module.css';

/** How sure the figures of a lens are: what moves them most, where they lie, and where the warehouse stops paying. */
export function Sensitivity({ lens }: { readonly lens: Lens }) {
  const place = useRef<HTMLDivElement>(null);
  const isSeen = useSeen(place);
  const scenario = useScenarioState((state) => state.scenario);
  const book = useBook();
  // Machines of one's own say themselves why they have no figures.
  const problems: readonly Problem[] = lens === 'buy' ? spendOf(scenario, book).problems : [];
  const asked = { scenario: problems.length > 0 ? null : scenario, lens, isSeen };
  return (
    <StaleArea problems={problems}>
      <div ref={place} className={styles.grid}>
        <div className={styles.column}>
          <Guards>
            <TornadoCard {...asked} />
          </Guards>
        </div>
        <div className={styles.column}>
          <Guards>
            <BandCard {...asked} />
            <BreakEvenCard {...asked} />
          </Guards>
        </div>
      </div>
    </StaleArea>
  );
}
