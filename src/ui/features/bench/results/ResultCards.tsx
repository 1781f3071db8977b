import type { BenchRecord } from '../../../../domain/bandwidth/measurement.ts';
import { CpuCard } from './CpuCard.tsx';
import { GpuCard } from './GpuCard.tsx';
import styles from './ResultCards.module.css';

/** The graphics card's figure and the processor's, each in a card of its own that says which it is. */
export function ResultCards({ record }: { readonly record: BenchRecord }) {
  return (
    <div className={styles.cards}>
      {record.gpu && <GpuCard record={record} gpu={record.gpu} />}
      {record.cpu && <CpuCard record={record} cpu={record.cpu} />}
    </div>
  );
}
