import type { KvEvaluation } from '../../../../evaluate/kv/evaluate-kv.ts';
import { formatNumber, formatTokensShort } from '../../../format/number.ts';
import { ProvenanceMark } from '../../../shared/ProvenanceMark.tsx';
import styles from './inputs.module.css';

/** Which model of the catalogue stands behind the figures, and on whose word. */
export function ModelNote({ geometry }: { readonly geometry: KvEvaluation['geometry'] }) {
  const { model, origin, provenance } = geometry;
  if (!model) return null;
  return (
    <div className={styles.note}>
      {origin === 'stand-in' && (
        <>
          The seller does not publish this model’s geometry: <strong>{model.name}</strong> stands in for it.{' '}
        </>
      )}
      {origin === 'offer' && (
        <>
          The geometry of <strong>{model.name}</strong>, the model behind the offer.{' '}
        </>
      )}
      {origin === 'chosen' && (
        <>
          <strong>{model.name}</strong>, whatever the offer.{' '}
        </>
      )}
      {sizeInWords(geometry)}{' '}
      {provenance && (
        <ProvenanceMark provenance={provenance} of={origin === 'stand-in' ? 'the stand-in' : 'the geometry'} />
      )}
    </div>
  );
}

function sizeInWords({
  groups,
  maxContextTokens,
  totalParameters,
  activeParameters,
}: KvEvaluation['geometry']): string {
  const layers = groups.reduce((sum, group) => sum + group.layers, 0);
  const active =
    activeParameters === null || activeParameters === totalParameters
      ? ''
      : `, ${formatTokensShort(activeParameters)} active`;
  return [
    `${layers} layers`,
    ...(totalParameters === null ? [] : [`${formatTokensShort(totalParameters)} parameters${active}`]),
    ...(maxContextTokens === null ? [] : [`at most ${formatNumber(maxContextTokens, 0)} tokens`]),
  ].join(' · ');
}
