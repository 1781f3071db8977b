import '../../theme/print.css';
import { createPortal } from 'react-dom';
import { hashOf } from '../../../state/scenario-store.ts';
import { spendOf } from '../../../state/spend-evaluation.ts';
import { useScenarioState, useServices } from '../../app-context.ts';
import { amountsInWords } from '../../money/money-words.ts';
import { useMoney } from '../../money/use-money.ts';
import { useBook } from '../../shared/use-offers.ts';
import { keyAssumptions } from './key-assumptions.ts';

/** What stands below a page on paper, and only there: the assumptions, where it is from and of when, and the way back. */
export function PrintFoot() {
  const { link } = useServices();
  const scenario = useScenarioState((state) => state.scenario);
  const book = useBook();
  const amounts = amountsInWords(useMoney());
  const { value: evaluation } = spendOf(scenario, book);
  const href = link.hrefWith(hashOf(scenario, book));
  return createPortal(
    <div data-print="foot" aria-hidden="true">
      {evaluation && (
        <dl>
          {keyAssumptions({ scenario, evaluation }).map(({ name, value }, i) => (
            <div key={i}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      <p>
        {amounts && `${amounts}. `}Tokenhouse · prices of {scenario.asOf} · catalogue of {scenario.catalogRevision}. Not
        counted: taxes, credits, failed requests. All figures, sources and formulas: <a href={href}>{href}</a>
      </p>
    </div>,
    document.body,
  );
}
