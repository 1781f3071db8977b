import { describeStrategy } from '../../../../domain/offer/describe-strategy.ts';
import type { PolicyOption } from '../../../../evaluate/advice/policy-advice.ts';
import { formatPercent, formatUsd } from '../../../format/number.ts';
import { TableScroll } from '../../../shared/TableScroll.tsx';
import table from '../../../shared/table.module.css';
import { moneySign } from '../../../format/money.ts';

/** Every policy that can be bought, cheapest first. */
export function OptionsTable({ options }: { readonly options: readonly PolicyOption[] }) {
  const least = options[0]?.usdPerMonth ?? 0;
  return (
    <TableScroll label="policies that can be bought">
      {() => (
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">Policy</th>
              <th scope="col" className={table.number}>
                {moneySign()} a month
              </th>
              <th scope="col" className={table.number}>
                dearer by
              </th>
              <th scope="col" className={table.number}>
                hit rate
              </th>
            </tr>
          </thead>
          <tbody>
            {options.map((option, i) => (
              <tr key={i}>
                <th scope="row">{describeStrategy(option)}</th>
                <td className={table.number}>{formatUsd(option.usdPerMonth)}</td>
                <td className={table.number}>{i === 0 ? '–' : formatUsd(option.usdPerMonth - least)}</td>
                <td className={table.number}>{formatPercent(option.hitRatio)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </TableScroll>
  );
}
