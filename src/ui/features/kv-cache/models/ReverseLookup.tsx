import { memo, useMemo } from 'react';
import { KV_LIMITS } from '../../../../domain/field-limits.ts';
import { nearestModels, offByFactor, type ModelAtContext } from '../../../../evaluate/kv/compare-models.ts';
import type { ScenarioState } from '../../../../state/scenario-store.ts';
import { useScenarioState } from '../../../app-context.ts';
import { formatBytes, formatNumber, formatSignificant, formatTokens } from '../../../format/number.ts';
import { Card } from '../../../shared/Card.tsx';
import { NumberField } from '../../../shared/NumberField.tsx';
import table from '../../../shared/table.module.css';
import { TableScroll } from '../../../shared/TableScroll.tsx';
import { parametersOf, rowIdOf } from './model-columns.ts';
import styles from './ModelsView.module.css';

const MOST = 8;
const BYTES_PER_GB = 1e9;
/** Below this factor a percentage says more. */
const NEAR = 1.2;

/** "Which models need about 50 GB at this context?" */
export const ReverseLookup = memo(function ReverseLookup({
  kv,
  rows,
  onChoose,
}: {
  readonly kv: ScenarioState['scenario']['kv'];
  readonly rows: readonly ModelAtContext[];
  readonly onChoose: (modelId: string) => void;
}) {
  const { targetBytes, contextTokens, dtype } = kv;
  const typedTargetBytes = useScenarioState((state) => state.scenario.kv.targetBytes);
  const nearest = useMemo(() => nearestModels({ rows, targetBytes, most: MOST }), [rows, targetBytes]);
  return (
    <Card
      title={`Which models need about ${formatBytes(targetBytes)} at ${formatTokens(contextTokens)} tokens?`}
      hint={`The nearest by factor, one sequence in ${dtype}. Models that do not take the context are left out.`}
    >
      <div className={styles.target}>
        <NumberField
          path="kv.targetBytes"
          value={typedTargetBytes}
          limits={KV_LIMITS.targetBytes}
          unit="GB"
          scale={BYTES_PER_GB}
        />
      </div>
      {nearest.length === 0 ? (
        <p>No model of the catalogue takes {formatNumber(contextTokens, 0)} tokens.</p>
      ) : (
        <TableScroll label="models nearest to the size">
          {() => (
            <table className={table.table}>
              <thead>
                <tr>
                  <th scope="col">Model</th>
                  <th scope="col" className={table.number}>
                    one sequence
                  </th>
                  <th scope="col" className={table.number}>
                    off by
                  </th>
                  <th scope="col" className={styles.wide}>
                    attention
                  </th>
                  <th scope="col" className={`${table.number} ${styles.wide}`}>
                    parameters (active)
                  </th>
                </tr>
              </thead>
              <tbody>
                {nearest.map((row) => (
                  <NearRow key={rowIdOf(row)} row={row} targetBytes={targetBytes} onChoose={onChoose} />
                ))}
              </tbody>
            </table>
          )}
        </TableScroll>
      )}
    </Card>
  );
});

function NearRow({
  row: { model, name, bytes, isCurrent },
  targetBytes,
  onChoose,
}: {
  readonly row: ModelAtContext;
  readonly targetBytes: number;
  readonly onChoose: (modelId: string) => void;
}) {
  return (
    <tr className={isCurrent ? table.current : undefined}>
      <th scope="row">
        {model === null ? (
          name
        ) : (
          <button
            type="button"
            className={styles.name}
            aria-current={isCurrent ? 'true' : undefined}
            onClick={() => onChoose(model.id)}
          >
            {name}
          </button>
        )}
      </th>
      <td className={table.number}>{formatBytes(bytes)}</td>
      <td className={table.number}>{offBy({ bytes, targetBytes })}</td>
      <td className={styles.wide}>{model?.attention}</td>
      <td className={`${table.number} ${styles.wide}`}>{model && parametersOf(model)}</td>
    </tr>
  );
}

/** `3.2 % more` near by, `1.4 × less` further off. */
function offBy(sizes: { bytes: number; targetBytes: number }): string {
  const { bytes, targetBytes } = sizes;
  if (bytes === targetBytes) return 'exactly';
  const factor = offByFactor(sizes);
  const side = bytes > targetBytes ? 'more' : 'less';
  return factor < NEAR
    ? `${formatSignificant(Math.abs(bytes / targetBytes - 1) * 100, 2)} % ${side}`
    : `${formatSignificant(factor, 3)} × ${side}`;
}
