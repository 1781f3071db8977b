import { useMemo, useState } from 'react';
import { Button, NativeSelect } from '@mantine/core';
import type { GpuMeasurement } from '../../../../domain/bandwidth/measurement.ts';
import { dataSheetShare } from '../../../../evaluate/bench/data-sheet-share.ts';
import { allCardChoices, identifyCard, type CardChoice } from '../../../../evaluate/bench/identify.ts';
import { measuredFigures } from '../../../../evaluate/bench/measured-figures.ts';
import { Card } from '../../../shared/Card.tsx';
import { useBench } from '../use-bench.ts';
import { Share } from './Share.tsx';
import styles from './WhichCard.module.css';

const NOT_CHOSEN = '';

/** Which card was measured: the browser narrows it down, the visitor says it, and only then is a data sheet looked at. */
export function WhichCard({ gpu }: { readonly gpu: GpuMeasurement }) {
  const confirmedCardId = useBench((state) => state.confirmedCardId);
  const confirmCard = useBench((state) => state.confirmCard);
  const identification = useMemo(() => identifyCard(gpu.adapter), [gpu.adapter]);
  const [chosen, choose] = useState(identification.preselectedId ?? NOT_CHOSEN);
  const measured = measuredFigures({ gpu, cpu: null }).gpu;
  return (
    <Card
      title="Which card is this?"
      hint="A browser names a family of cards at most. A data sheet is only brought up for the card that you confirm."
    >
      <p>
        {identification.words === null ? (
          'The browser says nothing of the card.'
        ) : (
          <>
            The browser says: <strong>{identification.words}</strong>.
          </>
        )}
      </p>
      <ul className={styles.why}>
        {identification.why.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
      {confirmedCardId === null ? (
        <div className={styles.choice}>
          <NativeSelect
            label="Card"
            size="xs"
            className={styles.select}
            data={optionsOf(identification.shortlist)}
            value={chosen}
            onChange={(event) => choose(event.currentTarget.value)}
          />
          <Button size="xs" variant="default" disabled={chosen === NOT_CHOSEN} onClick={() => confirmCard(chosen)}>
            This is the card
          </Button>
        </div>
      ) : (
        <>
          <Share share={dataSheetShare({ measured, confirmedCardId })} />
          <Button size="compact-xs" variant="default" onClick={() => confirmCard(null)}>
            It is another card
          </Button>
        </>
      )}
    </Card>
  );
}

function optionsOf(shortlist: readonly CardChoice[]) {
  const listed = new Set(shortlist.map(({ id }) => id));
  const others = allCardChoices().filter(({ id }) => !listed.has(id));
  const option = ({ id, name }: CardChoice) => ({ value: id, label: name });
  return [
    { value: NOT_CHOSEN, label: 'Choose the card' },
    { group: others.length === 0 ? 'Cards' : 'What it may be', items: shortlist.map(option) },
    ...(others.length === 0 ? [] : [{ group: 'All other cards', items: others.map(option) }]),
  ];
}
