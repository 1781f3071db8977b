import { ACTIVATION_BYTES, MOST_RANKS_PER_STAGE, RUNTIME_BYTES } from '../../../../catalog/serving-memory.ts';
import { formatBytes, formatNumber } from '../../../format/number.ts';
import { ProvenanceMark } from '../../../shared/ProvenanceMark.tsx';
import styles from './AcceleratorsView.module.css';

/** The rule behind the table, where its constants come from, and what it leaves out. */
export function NotCounted({ ranks, ofRemainder }: { readonly ranks: number; readonly ofRemainder: boolean }) {
  const { dense, mixtureOfExperts } = ACTIVATION_BYTES;
  const { single, parallel } = RUNTIME_BYTES;
  const most = formatNumber(MOST_RANKS_PER_STAGE.value, 0);
  return (
    <ul className={styles.notes}>
      <li>
        Room for KV on a device ={' '}
        {ofRemainder
          ? '(memory − weights ÷ devices − activations − runtime) × share, TensorRT-LLM’s rule'
          : 'memory × share the engine may use − weights ÷ devices − activations − runtime'}
        ; sequences = room ÷ what one takes there, rounded down.
      </li>
      <li>
        Activations: {formatBytes(dense.value)} for dense models{' '}
        <ProvenanceMark provenance={dense} of="activations of dense models" />, {formatBytes(mixtureOfExperts.value)}{' '}
        for mixtures of experts <ProvenanceMark provenance={mixtureOfExperts} of="activations of mixtures of experts" />
        . Runtime: {formatBytes(single.value)} on one device{' '}
        <ProvenanceMark provenance={single} of="runtime on one device" />, {formatBytes(parallel.value)} on several{' '}
        <ProvenanceMark provenance={parallel} of="runtime on several devices" />. Measured on H100s with vLLM and taken
        for every part that is not on-chip memory alone.
      </li>
      <li>
        Fewest devices: 1, 2, 4 or {most} ranks, then pipeline stages of {most}{' '}
        <ProvenanceMark provenance={MOST_RANKS_PER_STAGE} of="ranks of a stage" />, which are taken to divide layers
        evenly; no more stages than layers.{' '}
        {ranks === 1
          ? 'The columns to the right are one device; raise the ranks among the inputs above for more.'
          : `The columns to the right are one group of ${formatNumber(ranks, 0)} ranks.`}
      </li>
      <li>
        Not counted: CUDA graphs (up to 1.0 GiB in published measurements), fragmentation, layers that a checkpoint
        keeps in a wider format, copies of weights under expert or data parallelism, whether an engine runs on the part
        at all, and speed: a model that fits may still be too slow.
      </li>
    </ul>
  );
}
