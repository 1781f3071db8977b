import type { Provenance } from '../../domain/fact.ts';
import { PanelButton } from './PanelButton.tsx';
import styles from './ProvenanceMark.module.css';

/** Kind, source and day of a fact in one paragraph. */
export function ProvenanceText({ provenance }: { readonly provenance: Provenance }) {
  return (
    <p className={styles.text}>
      <span className={provenance.kind === 'assumed' ? styles.assumed : styles.kind}>{provenance.kind}</span>{' '}
      {provenance.source}
      {provenance.checkedOn && ` · checked ${provenance.checkedOn}`}
      {provenance.note && <span className={styles.note}> {provenance.note}</span>}
    </p>
  );
}

/** A small mark beside a label that opens to the source; assumed values show a dashed one with the word. */
export function ProvenanceMark({ provenance, of }: { readonly provenance: Provenance; readonly of: string }) {
  const assumed = provenance.kind === 'assumed';
  return (
    <PanelButton
      className={assumed ? styles.assumedMark : styles.mark}
      label={`${provenance.kind}: source of ${of}`}
      panelClassName={styles.panel}
      panelWidth="min(340px, calc(100vw - 32px))"
      renderPanel={() => <ProvenanceText provenance={provenance} />}
    >
      {assumed ? 'assumed' : provenance.kind}
    </PanelButton>
  );
}
