import type { KvEvaluation } from '../../../../evaluate/kv/evaluate-kv.ts';
import { formatBytes, formatNumber } from '../../../format/number.ts';
import { formatShare } from '../../../format/share.ts';
import { KIND_WORDS } from '../inputs/words.ts';
import { besideGroupsOf, partsOf } from '../../../../evaluate/kv/group-parts.ts';
import styles from './WhatGrows.module.css';

/** Steps by which the tone of one group differs from the next; after these they start again. */
const TONES_PERCENT = [100, 62, 38] as const;

/** One sequence as a bar: what grows with every token plain, what is fixed hatched, group by group. */
export function WhatGrows({ evaluation }: { readonly evaluation: KvEvaluation }) {
  const { groups, kv, footprint } = evaluation;
  const total = footprint.bytesPerSequence;
  const parts = groups.map((sized) => partsOf({ sized, contextTokens: kv.contextTokens }));
  const growingBytes = parts.reduce((sum, part) => sum + part.growingBytes, 0);
  const beside = besideGroupsOf(footprint).bytesPerSequence;
  const fixedBytes = parts.reduce((sum, part) => sum + part.fixedBytes, beside);
  if (total === 0) return <p className={styles.nothing}>No layer of this geometry caches anything.</p>;
  const nameOf = (i: number): string => {
    const group = groups[i]?.group;
    return group ? `${formatNumber(group.layers, 0)} × ${KIND_WORDS[group.kind]}` : '';
  };
  const segments = [
    ...parts.map(({ growingBytes: bytes }, i) => ({ part: 'growing' as const, bytes, name: nameOf(i) })),
    ...parts.map(({ fixedBytes: bytes }, i) => ({ part: 'fixed' as const, bytes, name: nameOf(i) })),
    { part: 'fixed' as const, bytes: beside, name: 'beside the layers' },
  ].filter(({ bytes }) => bytes > 0);
  return (
    <figure className={styles.figure}>
      <figcaption className={styles.caption}>
        <span className={styles.legend}>
          <span className={`${styles.swatch} ${styles.growing}`} aria-hidden="true" />
          {growingBytes === 0 ? (
            'nothing grows with the sequence'
          ) : (
            <>
              grows with every token: {formatBytes(growingBytes)}, {formatShare(growingBytes / total)}
            </>
          )}
        </span>
        <span className={styles.legend}>
          <span className={`${styles.swatch} ${styles.fixed}`} aria-hidden="true" />
          {fixedBytes === 0 ? (
            'nothing is fixed'
          ) : (
            <>
              fixed however long it gets: {formatBytes(fixedBytes)}, {formatShare(fixedBytes / total)}
            </>
          )}
        </span>
      </figcaption>
      <div className={styles.bar} aria-hidden="true">
        {segments.map(({ part, bytes, name }, i) => (
          <span
            key={i}
            className={`${styles.segment} ${styles[part]}`}
            style={{ flexGrow: bytes / total, ...toneOf(segments.slice(0, i).filter((s) => s.part === part).length) }}
            title={`${name}: ${formatBytes(bytes)}`}
          />
        ))}
      </div>
    </figure>
  );
}

/** The colours under which a group stands in the bar; without an index, what the engine holds beside the groups. */
export function Swatches({ evaluation, index }: { readonly evaluation: KvEvaluation; readonly index?: number }) {
  const parts = evaluation.groups.map((sized) => partsOf({ sized, contextTokens: evaluation.kv.contextTokens }));
  const before = parts.slice(0, index);
  const own = index === undefined ? { growingBytes: 0, fixedBytes: 1 } : parts[index];
  if (!own) return null;
  return (
    <span className={styles.swatches} aria-hidden="true">
      {own.growingBytes > 0 && (
        <span
          className={`${styles.swatch} ${styles.growing}`}
          style={toneOf(before.filter(({ growingBytes }) => growingBytes > 0).length)}
        />
      )}
      {own.fixedBytes > 0 && (
        <span
          className={`${styles.swatch} ${styles.fixed}`}
          style={toneOf(before.filter(({ fixedBytes }) => fixedBytes > 0).length)}
        />
      )}
    </span>
  );
}

/** The tone of the first, second, … segment of its part. */
function toneOf(order: number): Readonly<Record<string, string>> {
  return { '--tone': `${TONES_PERCENT[order % TONES_PERCENT.length]}%` };
}
