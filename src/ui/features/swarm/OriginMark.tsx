import { createContext, use } from 'react';
import type { WorkloadPreset } from '../../../catalog/presets/index.ts';
import type { Workload } from '../../../domain/swarm/workload.ts';
import { ProvenanceMark } from '../../shared/ProvenanceMark.tsx';
import { originOf } from './preset-provenance.ts';
import styles from './OriginMark.module.css';

/** The workload whose fields are shown, and the preset it goes back to. */
export const OriginContext = createContext<{
  readonly preset: WorkloadPreset | null;
  readonly workload: Workload;
} | null>(null);

/** Beside a field of the workload: the preset's source while the value is the preset's, else “yours”. */
export function OriginMark({ path, of }: { readonly path: string; readonly of: string }) {
  const context = use(OriginContext);
  const origin = context && originOf({ ...context, path });
  if (!origin) return null;
  return origin.from === 'preset' ? (
    <ProvenanceMark provenance={origin.provenance} of={of} />
  ) : (
    <span className={styles.yours}>yours</span>
  );
}
