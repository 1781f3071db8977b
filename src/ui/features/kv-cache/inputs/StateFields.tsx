import { Button } from '@mantine/core';
import { GEOMETRY_LIMITS } from '../../../../domain/field-limits.ts';
import { STATE_ALGORITHMS, type StateAlgorithm } from '../../../../domain/kv-cache/layer-group.ts';
import { stateBytesPerLayer } from '../../../../domain/kv-cache/size.ts';
import { removeConvolution, type ScenarioGeometry } from '../../../../evaluate/kv/typed-geometry.ts';
import { formatNumber } from '../../../format/number.ts';
import { NumberField } from '../../../shared/NumberField.tsx';
import { ChoiceField } from './ChoiceField.tsx';
import styles from './GeometryEditor.module.css';
import { ALGORITHM_WORDS, capitalised } from './words.ts';

type Group = ScenarioGeometry['groups'][number];
type StateGroup = Extract<Group, { kind: 'state' }>;

const ALGORITHMS = STATE_ALGORITHMS.map((value) => ({ value, label: capitalised(ALGORITHM_WORDS[value]) }));

/** A recurrent state as heads × elements, and the inputs its short convolution keeps. */
export function StateFields({
  group,
  path,
  onGroup,
}: {
  readonly group: StateGroup;
  readonly path: string;
  readonly onGroup: (group: Group) => void;
}) {
  return (
    <>
      <div className={styles.part}>
        <p className={styles.partName}>
          State
          <span className={styles.hint}>{formatNumber(stateBytesPerLayer(group), 0)} B a layer and sequence</span>
        </p>
        <div className={styles.algorithm}>
          <ChoiceField<StateAlgorithm>
            label="Algorithm"
            value={group.algorithm}
            data={ALGORITHMS}
            onChoose={(algorithm) => onGroup({ ...group, algorithm })}
          />
        </div>
        <ShardedFields path={`${path}.recurrent`} sharded={group.recurrent} />
        <NumberField
          path={`${path}.recurrentBytesPerElement`}
          value={group.recurrentBytesPerElement}
          limits={GEOMETRY_LIMITS.bytesPerElement}
        />
      </div>
      {group.convolution.map((part, i) => (
        <div key={`${group.convolution.length}-${i}`} className={styles.part}>
          <p className={styles.partName}>
            Convolution{group.convolution.length > 1 && ` ${i + 1}`}
            <span className={styles.hint}>its last inputs</span>
          </p>
          <ShardedFields path={`${path}.convolution.${i}`} sharded={part} />
          {i === 0 && (
            <NumberField
              path={`${path}.convolutionBytesPerElement`}
              value={group.convolutionBytesPerElement}
              limits={GEOMETRY_LIMITS.bytesPerElement}
            />
          )}
          <div className={styles.partRemove}>
            <Button
              variant="default"
              size="compact-xs"
              aria-label={`Remove convolution ${i + 1}`}
              onClick={() => onGroup(removeConvolution({ group, part: i }) as Group)}
            >
              Remove
            </Button>
          </div>
        </div>
      ))}
    </>
  );
}

function ShardedFields({ path, sharded }: { readonly path: string; readonly sharded: StateGroup['recurrent'] }) {
  return (
    <>
      <NumberField path={`${path}.units`} value={sharded.units} limits={GEOMETRY_LIMITS.stateUnits} />
      <NumberField
        path={`${path}.elementsPerUnit`}
        value={sharded.elementsPerUnit}
        limits={GEOMETRY_LIMITS.elementsPerUnit}
      />
    </>
  );
}
