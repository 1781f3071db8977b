import { memo, useState } from 'react';
import { proveKv, wrongPublicFigures } from '../../../../evaluate/kv-proof.ts';
import { ProofCard } from './ProofCard.tsx';
import { WrongFigures } from './WrongFigures.tsx';
import styles from './ProofView.module.css';

/** Published sizes beside the core's own, computed when the view opens, and wrong figures in public use. */
export const ProofView = memo(function ProofView() {
  const [results] = useState(() => proveKv());
  const [wrong] = useState(() => wrongPublicFigures());
  return (
    <div className={styles.view}>
      <ProofCard results={results} />
      <WrongFigures figures={wrong} />
    </div>
  );
});
