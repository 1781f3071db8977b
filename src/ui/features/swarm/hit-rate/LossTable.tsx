import type { ReuseLosses } from '../../../../evaluate/reuse-losses.ts';
import { formatShare } from '../../../format/share.ts';
import table from '../../../shared/table.module.css';
import { prefilledParts, readParts, type Part } from './losses-words.ts';

/** The bars as figures: shares of all prompt tokens, and of those prefilled. */
export function LossTable({ losses }: { readonly losses: ReuseLosses }) {
  const { readRatio, firstTouchRatio } = losses;
  const missed = 1 - readRatio;
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <th scope="col">Prompt tokens</th>
          <th scope="col" className={table.number}>
            of all
          </th>
          <th scope="col" className={table.number}>
            of those prefilled
          </th>
        </tr>
      </thead>
      <tbody>
        <Row label="logical hit rate: sent before" ratio={1 - firstTouchRatio} missed={null} isTotal />
        <Row label="physical hit rate: read from cache" ratio={readRatio} missed={null} isTotal />
        {readParts(losses).map((part) => (
          <Row key={part.label} {...part} label={`read: ${part.label}`} missed={null} />
        ))}
        <Row label="prefilled" ratio={missed} missed={missed} isTotal />
        {prefilledParts(losses).map((part) => (
          <Row key={part.label} {...part} missed={missed} />
        ))}
      </tbody>
    </table>
  );
}

function Row({
  label,
  ratio,
  missed,
  isTotal = false,
}: Pick<Part, 'label' | 'ratio'> & {
  /** What is prefilled; `null` for what is not part of it. */
  readonly missed: number | null;
  readonly isTotal?: boolean;
}) {
  return (
    <tr className={isTotal ? table.total : undefined}>
      <th scope="row">{label}</th>
      <td className={table.number}>{formatShare(ratio)}</td>
      <td className={table.number}>{missed === null || missed <= 0 ? '–' : formatShare(ratio / missed)}</td>
    </tr>
  );
}
