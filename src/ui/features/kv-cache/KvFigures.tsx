import type { KvEvaluation } from '../../../evaluate/kv.ts';
import { formatBinaryBytes, formatBytes, formatNumber } from '../../format/number.ts';
import { formatQuantity } from '../../format/quantity.ts';
import { Figure, Figures, SmallFigure } from '../../shared/Figures.tsx';
import styles from './KvFigures.module.css';

/** Bytes per token, per sequence and of all sequences. */
export function KvFigures({ evaluation }: { readonly evaluation: KvEvaluation }) {
  const {
    size,
    bytesPerSequence,
    totalBytes,
    contextTokens,
    sequences,
    exceedsContextTokens,
    geometry,
    explanation,
    rent,
  } = evaluation;
  const context = formatNumber(contextTokens, 0);
  return (
    <Figures
      label="Size of the KV cache"
      more={
        <>
          <SmallFigure
            label="Fixed, however long a sequence gets"
            value={
              size.fixedBytesPerSequence === 0 ? 'nothing' : `${formatBytes(size.fixedBytesPerSequence)} per sequence`
            }
          />
          <SmallFigure label="Rent on NVMe this geometry implies" value={formatQuantity(rent)} explanation={rent} />
        </>
      }
      note={
        exceedsContextTokens !== null && (
          <output className={styles.warning}>
            {geometry.model?.name} takes at most {formatNumber(exceedsContextTokens, 0)} tokens; {context} are beyond
            that. The figures are what its geometry would need.
          </output>
        )
      }
    >
      <Figure
        accent
        label={`One sequence of ${context} tokens`}
        value={formatBytes(bytesPerSequence)}
        explanation={explanation}
      >
        = {formatBinaryBytes(bytesPerSequence)}
      </Figure>
      <Figure label="Each further token" value={formatBytes(size.marginalBytesPerToken)} unit="per token">
        {formatNumber(size.marginalBytesPerToken, 0)} B = {formatBinaryBytes(size.marginalBytesPerToken)}
      </Figure>
      <Figure
        label={sequences === 1 ? 'All sequences (one)' : `All ${formatNumber(sequences, 0)} sequences`}
        value={formatBytes(totalBytes)}
      >
        = {formatBinaryBytes(totalBytes)}
        {sequences > 1 && ', nothing shared between them'}
      </Figure>
    </Figures>
  );
}
