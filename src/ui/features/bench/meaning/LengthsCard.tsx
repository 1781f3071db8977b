import type {
  AtLength,
  BoundMachine,
  LengthComparison,
  LengthsOnMachine,
} from '../../../../evaluate/bench/bench-view.ts';
import { formatNumber, formatPercent } from '../../../format/number.ts';
import { Card } from '../../../shared/Card.tsx';
import table from '../../../shared/table.module.css';
import { TableScroll } from '../../../shared/TableScroll.tsx';
import { formatShortSeconds } from '../bench-words.ts';
import { machineLabel } from './bound-series.ts';
import {
  differenceWords,
  lengthsInWords,
  prefillDetail,
  prefillReasons,
  prefillWords,
  timesWords,
} from './meaning-words.ts';
import { OriginMark } from './OriginMark.tsx';
import styles from './meaning.module.css';

/** A short and a long prompt: prefill, which is arithmetic, and decode, which is reading, each by itself. */
export function LengthsCard({ lengths }: { readonly lengths: LengthComparison }) {
  const { shortTokens, longTokens, rows } = lengths;
  const [short, long] = [formatNumber(shortTokens, 0), formatNumber(longTokens, 0)];
  const reasons = prefillReasons(lengths);
  return (
    <Card
      title={`Why are ${long} tokens slower than ${short}?`}
      hint="Prefill works the prompt through once, as fast as the machine multiplies. Decoding reads weights and cache again for every token, as fast as memory goes."
    >
      <p className={styles.lead}>{lengthsInWords(lengths)}</p>
      <TableScroll label="a short and a long context">
        {() => (
          <table className={table.table}>
            <thead>
              <tr>
                <th scope="col" rowSpan={2}>
                  Machine
                </th>
                <th scope="colgroup" colSpan={3}>
                  Prefill of the prompt
                </th>
                <th scope="colgroup" colSpan={3}>
                  Decode, each token after it
                </th>
                <th scope="col" rowSpan={2}>
                  What is more
                </th>
              </tr>
              <tr>
                <LengthHeads short={short} long={long} />
                <LengthHeads short={short} long={long} />
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <LengthRow key={row.machine.id} row={row} />
              ))}
            </tbody>
          </table>
        )}
      </TableScroll>
      {reasons.length > 0 && (
        <ul className={styles.notes} aria-label="Why prefill is unknown">
          {reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function LengthHeads({ short, long }: { readonly short: string; readonly long: string }) {
  return [short, long, 'long ÷ short'].map((head) => (
    <th key={head} scope="col" className={table.number}>
      {head}
    </th>
  ));
}

function LengthRow({ row }: { readonly row: LengthsOnMachine }) {
  const { machine, short, long } = row;
  return (
    <tr className={machine.origin === 'measured' ? table.current : undefined} data-machine={machine.id}>
      <th scope="row">
        {machineLabel(machine)} <OriginMark origin={machine.origin} />
      </th>
      <PrefillCell at={short} origin={machine.origin} />
      <PrefillCell at={long} origin={machine.origin} />
      <td className={table.number}>{timesWords(row.prefillRatio)}</td>
      <DecodeCell at={short} />
      <DecodeCell at={long} />
      <td className={table.number}>{timesWords(row.decodeRatio)}</td>
      <td className={styles.more}>{differenceWords(row)}</td>
    </tr>
  );
}

function PrefillCell({ at, origin }: { readonly at: AtLength; readonly origin: BoundMachine['origin'] }) {
  const detail = prefillDetail({ at, origin });
  return (
    <td className={table.number}>
      {prefillWords(at)}
      {detail !== '' && <p className={styles.quiet}>{detail}</p>}
    </td>
  );
}

function DecodeCell({ at: { decode, kvShareRatio } }: { readonly at: AtLength }) {
  return (
    <td className={table.number}>
      {formatShortSeconds(decode.secondsPerToken)}
      <p className={styles.quiet}>cache {formatPercent(kvShareRatio)}</p>
    </td>
  );
}
