import { useEffect, useRef } from 'react';
import { Button, TextInput } from '@mantine/core';
import { GEOMETRY_LIMITS, MOST_LAYER_GROUPS } from '../../../../domain/field-limits.ts';
import {
  addGroup,
  removeGroup,
  withGroup,
  withKind,
  type ScenarioGeometry,
} from '../../../../evaluate/kv/typed-geometry.ts';
import { useScenarioState } from '../../../app-context.ts';
import { NumberField } from '../../../shared/NumberField.tsx';
import styles from './GeometryEditor.module.css';
import inputs from './inputs.module.css';
import { GroupFields } from './GroupFields.tsx';

const PATH = 'kv.custom';
const NAME_LENGTH = 120;

/** A geometry by hand: its groups of equal layers, and what else is known of the model. */
export function GeometryEditor({
  geometry,
  onChange,
}: {
  readonly geometry: ScenarioGeometry;
  /** For changes of structure; single numbers are written by their fields. */
  readonly onChange: (geometry: ScenarioGeometry) => void;
}) {
  const { groups } = geometry;
  const list = useRef<HTMLDivElement>(null);
  const addButton = useRef<HTMLButtonElement>(null);
  const focusNext = useRef<'new group' | 'add button' | null>(null);
  // What was added or removed takes the focus with it, so that the keyboard does not start at the top again.
  useEffect(() => {
    if (focusNext.current === 'new group') list.current?.lastElementChild?.querySelector('select')?.focus();
    if (focusNext.current === 'add button') addButton.current?.focus();
    focusNext.current = null;
  });
  return (
    <div>
      <ModelFields geometry={geometry} />
      <div ref={list} className={styles.groups}>
        {groups.map((group, index) => (
          // Fields keep drafts of their own; a change of structure starts them afresh.
          <GroupFields
            key={`${groups.length}-${index}`}
            group={group}
            index={index}
            path={`${PATH}.groups.${index}`}
            onKind={(kind) => onChange(withKind({ geometry, index, kind }))}
            onGroup={(next) => onChange(withGroup({ geometry, index, group: next }))}
            onRemove={
              groups.length === 1
                ? null
                : () => {
                    focusNext.current = 'add button';
                    onChange(removeGroup({ geometry, index }));
                  }
            }
          />
        ))}
      </div>
      <div className={styles.add}>
        <Button
          ref={addButton}
          variant="default"
          size="compact-sm"
          disabled={groups.length >= MOST_LAYER_GROUPS}
          onClick={() => {
            focusNext.current = 'new group';
            onChange(addGroup(geometry));
          }}
        >
          Add a group of layers
        </Button>
        <span className={styles.hint}>
          {groups.length >= MOST_LAYER_GROUPS
            ? `${MOST_LAYER_GROUPS} groups are the most.`
            : 'It starts as a copy of the last. As many KV heads as query heads is MHA, fewer GQA, one MQA.'}
        </span>
      </div>
    </div>
  );
}

function ModelFields({ geometry }: { readonly geometry: ScenarioGeometry }) {
  const setField = useScenarioState((state) => state.setField);
  const { name, totalParameters, activeParameters, maxContextTokens, draftLayers } = geometry;
  const isMoreActive = totalParameters !== null && activeParameters !== null && activeParameters > totalParameters;
  return (
    <div className={styles.model}>
      <TextInput
        label="Name"
        size="xs"
        value={name}
        maxLength={NAME_LENGTH}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setField({ path: `${PATH}.name`, value: event.currentTarget.value })}
        classNames={{ root: styles.name ?? '', label: inputs.label ?? '', input: inputs.text ?? '' }}
      />
      <NumberField
        path={`${PATH}.totalParameters`}
        value={totalParameters}
        limits={GEOMETRY_LIMITS.totalParameters}
        emptyMeans="not known"
      />
      <NumberField
        path={`${PATH}.activeParameters`}
        value={activeParameters}
        limits={GEOMETRY_LIMITS.activeParameters}
        emptyMeans="not known"
        {...(isMoreActive ? { below: 'more than there are' } : {})}
      />
      <NumberField
        path={`${PATH}.maxContextTokens`}
        value={maxContextTokens}
        limits={GEOMETRY_LIMITS.maxContextTokens}
        emptyMeans="not known"
      />
      <NumberField path={`${PATH}.draftLayers`} value={draftLayers} limits={GEOMETRY_LIMITS.draftLayers} />
    </div>
  );
}
