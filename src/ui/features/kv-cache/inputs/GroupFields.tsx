import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { GEOMETRY_LIMITS } from '../../../../domain/field-limits.ts';
import { LAYER_KINDS, type LayerKind } from '../../../../domain/kv-cache/layer-group.ts';
import {
  addConvolution,
  hasRoomForConvolution,
  mayHave,
  withoutPart,
  withPart,
  type OptionalPart,
  type ScenarioGeometry,
} from '../../../../evaluate/kv/typed-geometry.ts';
import { NumberField } from '../../../shared/NumberField.tsx';
import { ChoiceField } from './ChoiceField.tsx';
import styles from './GeometryEditor.module.css';
import { numbersOf, partNumbersOf } from './group-numbers.ts';
import { StateFields } from './StateFields.tsx';
import { capitalised, KIND_WORDS } from './words.ts';

export type Group = ScenarioGeometry['groups'][number];

const KINDS = LAYER_KINDS.map((kind) => ({ value: kind, label: capitalised(KIND_WORDS[kind]) }));
const REASONS = [
  { value: 'no-attention', label: 'no attention' },
  { value: 'shares-kv', label: 'reads another layer’s cache' },
] as const;
const PARTS = ['query', 'index'] as const satisfies readonly OptionalPart[];
const PART_WORDS = {
  query: { name: 'Queries', why: 'for FLOPs, never for bytes', add: 'Add query heads' },
  index: { name: 'Index key', why: 'sparse attention', add: 'Add an index key' },
} as const;

/** One group of equal layers: its kind and the numbers that go with it. */
export function GroupFields({
  group,
  index,
  path,
  onKind,
  onGroup,
  onRemove,
}: {
  readonly group: Group;
  readonly index: number;
  readonly path: string;
  readonly onKind: (kind: LayerKind) => void;
  readonly onGroup: (group: Group) => void;
  /** `null` for the only group. */
  readonly onRemove: (() => void) | null;
}) {
  const title = `Layer group ${index + 1}`;
  const missing = PARTS.filter((part) => mayHave({ kind: group.kind, part }) && !(part in group));
  return (
    <fieldset className={styles.group}>
      <legend className="visually-hidden">{title}</legend>
      <div className={styles.row}>
        <ChoiceField<LayerKind> label={`Group ${index + 1}`} value={group.kind} data={KINDS} onChoose={onKind} />
        {/* Other kinds have other fields: drafts of one must not turn up in another. */}
        <Numbers key={group.kind} path={path} numbers={numbersOf(group)} />
        {group.kind === 'none' && (
          <ChoiceField
            label="Because"
            value={group.reason}
            data={[...REASONS]}
            onChoose={(reason) => onGroup({ ...group, reason })}
          />
        )}
      </div>
      {group.kind === 'state' && <StateFields group={group} path={path} onGroup={onGroup} />}
      {PARTS.map(
        (part) =>
          part in group && (
            <Part
              key={part}
              part={part}
              group={title}
              onRemove={() => onGroup(withoutPart({ group, part }))}
              {...(part === 'index' && isIndexTooLarge(group)
                ? { warning: 'More layers with a key than the group has.' }
                : {})}
            >
              <Numbers path={`${path}.${part}`} numbers={partNumbersOf({ group, part })} />
            </Part>
          ),
      )}
      <div className={styles.buttons}>
        {group.kind === 'state' && hasRoomForConvolution(group) && (
          <Button
            variant="default"
            size="compact-xs"
            aria-label={`Add a convolution to ${title}`}
            onClick={() => onGroup(addConvolution(group) as Group)}
          >
            Add a convolution
          </Button>
        )}
        {missing.map((part) => (
          <Button
            key={part}
            variant="default"
            size="compact-xs"
            aria-label={`${PART_WORDS[part].add} to ${title}`}
            onClick={() => onGroup(withPart({ group, part }))}
          >
            {PART_WORDS[part].add}
          </Button>
        ))}
        {onRemove && (
          <Button variant="default" size="compact-xs" aria-label={`Remove ${title}`} onClick={onRemove}>
            Remove the group
          </Button>
        )}
      </div>
    </fieldset>
  );
}

function Numbers({ path, numbers }: { readonly path: string; readonly numbers: ReturnType<typeof numbersOf> }) {
  return numbers.map(({ key, value, limits, label }) => (
    <NumberField
      key={key}
      path={`${path}.${key}`}
      value={value}
      limits={GEOMETRY_LIMITS[limits]}
      {...(label === undefined ? {} : { label })}
    />
  ));
}

function Part({
  part,
  group,
  warning,
  onRemove,
  children,
}: {
  readonly part: OptionalPart;
  readonly group: string;
  readonly warning?: string;
  readonly onRemove: () => void;
  readonly children: ReactNode;
}) {
  const { name, why } = PART_WORDS[part];
  return (
    <div className={styles.part}>
      <p className={styles.partName}>
        {name}
        <span className={styles.hint}>{why}</span>
      </p>
      {children}
      <div className={styles.partRemove}>
        <Button variant="default" size="compact-xs" aria-label={`Remove: ${name} of ${group}`} onClick={onRemove}>
          Remove
        </Button>
      </div>
      {warning !== undefined && <p className={styles.warning}>{warning}</p>}
    </div>
  );
}

function isIndexTooLarge(group: Group): boolean {
  return 'index' in group && group.index !== undefined && group.index.layers > group.layers;
}
