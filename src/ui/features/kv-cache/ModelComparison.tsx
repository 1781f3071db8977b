import { memo, useMemo } from 'react';
import { UnstyledButton } from '@mantine/core';
import { compareModels, type ModelAtContext } from '../../../evaluate/kv.ts';
import type { ScenarioState } from '../../../state/scenario-store.ts';
import { useScenarioState } from '../../app-context.ts';
import { formatBytes, formatNumber, formatPercent, formatTokensShort } from '../../format/number.ts';
import { Card } from '../../shared/Card.tsx';
import table from '../../shared/table.module.css';
import { TableScroll } from '../../shared/TableScroll.tsx';
import { useClearErrors } from '../../shared/use-clear-errors.ts';
import styles from './ModelComparison.module.css';

/** One sequence of this context and precision on every model; a name chooses the model. */
export const ModelComparison = memo(function ModelComparison({
  scenario,
}: {
  readonly scenario: ScenarioState['scenario'];
}) {
  const { kv } = scenario;
  const rows = useMemo(() => compareModels(scenario), [scenario]);
  const largest = rows.at(-1)?.bytes ?? 1;
  const setField = useScenarioState((state) => state.setField);
  const clearErrors = useClearErrors();
  const choose = (modelId: string): void => {
    clearErrors('kv.custom');
    setField({ path: 'kv', value: { ...kv, custom: null, modelId } });
  };
  const context = formatNumber(kv.contextTokens, 0);
  return (
    <Card
      title="The same context on every model of the catalogue"
      hint={`One sequence of ${context} tokens at ${kv.dtype}, smallest first. A name chooses the model for this page and for the warehouse’s rent.`}
    >
      <TableScroll label="the same context on every model">
        <table className={`${table.table} ${styles.table}`}>
          <thead>
            <tr>
              <th scope="col">Model</th>
              <th scope="col" className={styles.wide}>
                attention
              </th>
              <th scope="col" className={`${table.number} ${styles.wide}`}>
                parameters (active)
              </th>
              <th scope="col" className={`${table.number} ${styles.wide}`}>
                maximum, tokens
              </th>
              <th scope="col" className={`${table.number} ${styles.wide}`}>
                bytes per token
              </th>
              <th scope="col" className={table.number}>
                one sequence
              </th>
              <th scope="col" className={styles.barHead}>
                <span className="visually-hidden">of the largest</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row key={row.model?.id ?? 'typed'} row={row} largest={largest} onChoose={choose} />
            ))}
          </tbody>
        </table>
      </TableScroll>
    </Card>
  );
});

function Row({
  row,
  largest,
  onChoose,
}: {
  readonly row: ModelAtContext;
  readonly largest: number;
  readonly onChoose: (modelId: string) => void;
}) {
  const { model, marginalBytesPerToken, bytes, exceedsContextTokens, isCurrent } = row;
  return (
    <tr className={isCurrent ? table.current : undefined}>
      <th scope="row">
        {model === null ? (
          'Typed geometry'
        ) : (
          <UnstyledButton
            className={styles.name}
            aria-current={isCurrent ? 'true' : undefined}
            onClick={() => onChoose(model.id)}
          >
            {model.name}
          </UnstyledButton>
        )}
        {model !== null && (
          <span className={styles.narrow}>
            {model.attention} · {formatTokensShort(model.totalParameters.value)}
          </span>
        )}
        {exceedsContextTokens !== null && (
          <span className={styles.beyond}>takes {formatNumber(exceedsContextTokens, 0)} at most</span>
        )}
      </th>
      <td className={`${styles.wide} ${styles.attention} ${table.quiet}`}>{model?.attention ?? ''}</td>
      <td className={`${table.number} ${styles.wide}`}>{model && parametersOf(model)}</td>
      <td className={`${table.number} ${styles.wide}`}>{model && formatNumber(model.maxContextTokens.value, 0)}</td>
      <td className={`${table.number} ${styles.wide}`}>{formatNumber(marginalBytesPerToken, 0)}</td>
      <td className={table.number}>{formatBytes(bytes)}</td>
      <td className={styles.barCell}>
        <span className="visually-hidden">{formatPercent(bytes / largest)}</span>
        <span className={styles.track} aria-hidden="true">
          <span
            className={exceedsContextTokens === null ? styles.bar : styles.barBeyond}
            style={{ width: `${(100 * bytes) / largest}%` }}
          />
        </span>
      </td>
    </tr>
  );
}

function parametersOf({ totalParameters, activeParameters }: NonNullable<ModelAtContext['model']>): string {
  const total = formatTokensShort(totalParameters.value);
  return activeParameters.value === totalParameters.value
    ? total
    : `${total} (${formatTokensShort(activeParameters.value)})`;
}
