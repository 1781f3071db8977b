import { Button } from '@mantine/core';
import type { DisplayMoney } from '../../state/display-money.ts';
import { useServices } from '../app-context.ts';
import { rateInWords } from './money-words.ts';

/** The rate with its day, what stays in dollars, and the way back. */
export function NoteText({ money }: { readonly money: Exclude<DisplayMoney, { status: 'dollars' }> }) {
  const { page } = useServices();
  return (
    <>
      <p>
        {money.status === 'shown' ? (
          <>
            <strong>Amounts in {money.currency}:</strong> {rateInWords(money)}. Fields, sellers’ price lists, exact
            bills and the workbook stay in US dollars.
          </>
        ) : (
          <>
            <strong>Amounts stay in US dollars:</strong> the scenario has no rate for {money.currency}. Set one under
            “Amounts in”, beside the theme.
          </>
        )}
      </p>
      <Button variant="default" size="compact-xs" onClick={() => page.writeCurrency(null)}>
        Show US dollars
      </Button>
    </>
  );
}
