import { memo, useId } from 'react';
import type { ModelAtContext } from '../../../../evaluate/kv/compare-models.ts';
import { shapeInWords } from '../../../../evaluate/kv/explain-kv.ts';
import type { Provenance } from '../../../../domain/fact.ts';
import { formatBytes, formatNumber, formatPercent, formatSignificant } from '../../../format/number.ts';
import { ProvenanceText } from '../../../shared/ProvenanceMark.tsx';
import { DetailsRow, RowToggle } from '../../../shared/WideTable.tsx';
import wide from '../../../shared/WideTable.module.css';
import { parametersOf, rowIdOf } from './model-columns.ts';
import styles from './ModelsView.module.css';

export const MODEL_COLUMNS = 9;

interface ModelRowProps {
  readonly row: ModelAtContext;
  readonly largest: number;
  readonly isOpen: boolean;
  readonly onToggle: (id: string) => void;
  readonly onChoose: (modelId: string) => void;
}

/** One model of the comparison; drawn anew only when its own figures change. */
export const ModelRow = memo(function ModelRow({ row, largest, isOpen, onToggle, onChoose }: ModelRowProps) {
  const { model, name, isCurrent, bytes, exceedsContextTokens } = row;
  const id = rowIdOf(row);
  const detailsId = useId();
  return (
    <>
      <tr className={isCurrent ? wide.current : undefined} data-model={id}>
        <th scope="row" className={wide.name}>
          <div className={wide.nameParts}>
            {model !== null && (
              <RowToggle
                label={`Layers and sources of ${name}`}
                isOpen={isOpen}
                detailsId={detailsId}
                onToggle={() => onToggle(id)}
              />
            )}
            <div>
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
              {exceedsContextTokens !== null && (
                <p className={styles.beyond}>takes {formatNumber(exceedsContextTokens, 0)} at most</p>
              )}
            </div>
          </div>
        </th>
        <td className={wide.number} data-column="bytes">
          {formatBytes(bytes)}
        </td>
        <td className={styles.barCell}>
          <span className="visually-hidden">{formatPercent(bytes / largest)}</span>
          <span
            aria-hidden="true"
            className={exceedsContextTokens === null ? styles.bar : styles.barBeyond}
            style={{ width: `${(100 * bytes) / largest}%` }}
          />
        </td>
        <td className={wide.number}>{formatNumber(row.marginalBytesPerToken, 0)}</td>
        <td className={wide.number}>
          {row.fixedBytesPerSequence === 0 ? 'none' : formatBytes(row.fixedBytesPerSequence)}
        </td>
        <td className={wide.number} data-column="gb-per-pflop">
          {row.gbPerPflop === null ? '–' : formatSignificant(row.gbPerPflop, 2)}
        </td>
        <td className={styles.attention}>{model?.attention}</td>
        <td className={wide.number}>
          {model && <Assumable by={[model.totalParameters, model.activeParameters]}>{parametersOf(model)}</Assumable>}
        </td>
        <td className={wide.number}>{model && formatNumber(model.maxContextTokens.value, 0)}</td>
      </tr>
      {isOpen && model !== null && (
        <DetailsRow id={detailsId} span={MODEL_COLUMNS}>
          <ModelDetails model={model} />
        </DetailsRow>
      )}
    </>
  );
});

function Assumable({ by, children }: { readonly by: readonly Provenance[]; readonly children: string }) {
  return by.some(({ kind }) => kind === 'assumed') ? (
    <span className={wide.assumed} title="Assumed">
      {children}
    </span>
  ) : (
    children
  );
}

function ModelDetails({ model }: { readonly model: NonNullable<ModelAtContext['model']> }) {
  return (
    <dl className={styles.details}>
      <dt>On the hub</dt>
      <dd>{model.hubId}</dd>
      <dt>Layers</dt>
      <dd>
        {model.groups.value.map((group) => `${group.layers} × ${shapeInWords(group)}`).join('; ')}
        <ProvenanceText provenance={model.groups} />
      </dd>
      <dt>Parameters</dt>
      <dd>
        {formatNumber(model.totalParameters.value, 0)}
        <ProvenanceText provenance={model.totalParameters} />
      </dd>
      <dt>Active</dt>
      <dd>
        {formatNumber(model.activeParameters.value, 0)}
        <ProvenanceText provenance={model.activeParameters} />
      </dd>
      <dt>Maximum</dt>
      <dd>
        {formatNumber(model.maxContextTokens.value, 0)} tokens
        <ProvenanceText provenance={model.maxContextTokens} />
      </dd>
    </dl>
  );
}
