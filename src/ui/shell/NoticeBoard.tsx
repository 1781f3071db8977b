import { useDeferredValue, useMemo, useState } from 'react';
import { priceMoves } from '../../evaluate/price-moves.ts';
import { useScenarioState } from '../app-context.ts';
import { useBook } from '../shared/use-offers.ts';
import { BroughtPricesNotice } from './BroughtPricesNotice.tsx';
import { LinkNotices } from './LinkNotices.tsx';
import { MovedPrices } from './MovedPrices.tsx';

/** Everything that is to be told of how the open scenario came here. */
export function NoticeBoard() {
  return (
    <>
      <LinkNotices />
      <BroughtPricesNotice />
      <MovedPricesNotice />
    </>
  );
}

function MovedPricesNotice() {
  const scenario = useDeferredValue(useScenarioState((state) => state.scenario));
  const openedDay = useScenarioState((state) => state.openedDay);
  const openings = useScenarioState((state) => state.openings);
  const book = useBook();
  const [keptAt, setKeptAt] = useState<number | null>(null);
  const moves = useMemo(() => priceMoves(scenario, book), [scenario, book]);
  // Who chose an earlier day here wants its prices.
  const isAskedFor = moves !== null && (moves.movedOnDay > 0 || moves.asOf === openedDay);
  if (!isAskedFor || keptAt === openings) return null;
  return <MovedPrices moves={moves} catalogRevision={scenario.catalogRevision} onKeep={() => setKeptAt(openings)} />;
}
