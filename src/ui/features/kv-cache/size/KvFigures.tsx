import { useMemo, type ReactNode } from 'react';
import { footprintOf } from '../../../../domain/kv-cache/footprint.ts';
import type { KvEvaluation } from '../../../../evaluate/kv/evaluate-kv.ts';
import { footprintRequest } from '../../../../evaluate/kv/footprint-request.ts';
import { formatBinaryBytes, formatBytes, formatNumber, formatPercent } from '../../../format/number.ts';
import { formatQuantity } from '../../../format/quantity.ts';
import { Figure, Figures, SmallFigure } from '../../../shared/Figures.tsx';
import { ENGINE_WORDS } from '../inputs/words.ts';
import { copiesInWords } from './copies-in-words.ts';
import styles from './KvFigures.module.css';

/** Bytes of one sequence, of a token, of all sequences, on the ranks, stored. */
export function KvFigures({ evaluation }: { readonly evaluation: KvEvaluation }) {
  const { footprint, kv, geometry, exceedsContextTokens, explanation } = evaluation;
  const { bytesPerSequence, marginalBytesPerToken, fixedBytesPerSequence, totalBytes } = footprint;
  const context = formatNumber(kv.contextTokens, 0);
  return (
    <Figures
      label="Size of the KV cache"
      further={(kv.ranks > 1 || kv.engine !== null) && <RankFigures evaluation={evaluation} />}
      more={<SmallFigures evaluation={evaluation} />}
      note={
        <>
          {footprint.notes.length > 0 && (
            <ul className={styles.notes}>
              {footprint.notes.map((note) => (
                <li key={note}>{note}</li>
              ))}
            </ul>
          )}
          {exceedsContextTokens !== null && (
            <output className={styles.warning}>
              {geometry.name} takes at most {formatNumber(exceedsContextTokens, 0)} tokens; {context} are beyond that.
              The figures are what its geometry would need.
            </output>
          )}
        </>
      }
    >
      <Figure
        accent
        label={`One sequence of ${context} tokens`}
        value={formatBytes(bytesPerSequence)}
        explanation={explanation}
      >
        = {formatBinaryBytes(bytesPerSequence)}
      </Figure>
      {marginalBytesPerToken === 0 ? (
        <Figure label="Each further token" value="nothing">
          {bytesPerSequence === 0 ? 'no layer caches anything' : 'every layer stops growing'}
        </Figure>
      ) : (
        <Figure label="Each further token" value={formatBytes(marginalBytesPerToken)} unit="per token">
          {formatNumber(marginalBytesPerToken, 1)} B = {formatBinaryBytes(marginalBytesPerToken)}
        </Figure>
      )}
      <Figure
        label="Fixed per sequence"
        value={fixedBytesPerSequence === 0 ? 'nothing' : formatBytes(fixedBytesPerSequence)}
      >
        {fixedBytesPerSequence === 0
          ? bytesPerSequence === 0
            ? 'no layer caches anything'
            : 'all of it grows with the sequence'
          : `= ${formatBinaryBytes(fixedBytesPerSequence)}, however long it gets`}
      </Figure>
      <Figure
        label={kv.sequences === 1 ? 'All sequences (one)' : `All ${formatNumber(kv.sequences, 0)} sequences`}
        value={formatBytes(totalBytes)}
      >
        = {formatBinaryBytes(totalBytes)}
        {kv.sequences > 1 && ', nothing shared between them'}
      </Figure>
    </Figures>
  );
}

/** What each device holds, and what a warehouse keeps of it. All of one sequence; sums of all below. */
function RankFigures({ evaluation: { footprint, kv } }: { readonly evaluation: KvEvaluation }) {
  const { perRankBytesPerSequence, allRanksBytesPerSequence, storedBytesPerSequence } = footprint;
  const ranks = formatNumber(kv.ranks, 0);
  const ofAll = (bytes: number): ReactNode =>
    kv.sequences > 1 && (
      <>
        <br />
        all sequences: {formatBytes(bytes * kv.sequences)}
      </>
    );
  return (
    <>
      {kv.ranks > 1 && (
        <>
          <Figure label={`On each of ${ranks} ranks, a sequence`} value={formatBytes(perRankBytesPerSequence)}>
            = {formatBinaryBytes(perRankBytesPerSequence)}
            {ofAll(perRankBytesPerSequence)}
          </Figure>
          <Figure label={`On all ${ranks} ranks, a sequence`} value={formatBytes(allRanksBytesPerSequence)}>
            {copiesInWords({ allRanksBytes: allRanksBytesPerSequence, storedBytes: storedBytesPerSequence })}
            {ofAll(allRanksBytesPerSequence)}
          </Figure>
        </>
      )}
      <Figure label="Stored, a sequence" value={formatBytes(storedBytesPerSequence)}>
        one copy, without what is only reserved
        {ofAll(storedBytesPerSequence)}
      </Figure>
    </>
  );
}

function SmallFigures({ evaluation }: { readonly evaluation: KvEvaluation }) {
  const { footprint, kv, rent } = evaluation;
  const { compressorStateBytesPerSequence } = footprint;
  return (
    <>
      {kv.engine !== null && <EngineFigures evaluation={evaluation} engine={ENGINE_WORDS[kv.engine]} />}
      {compressorStateBytesPerSequence > 0 && (
        <SmallFigure
          label={`Working state of the V4 compressors, ${kv.engine === null ? 'beside the cache' : 'included'}`}
          value={`${formatBytes(compressorStateBytesPerSequence)} per sequence`}
        />
      )}
      <SmallFigure label="Rent on NVMe this geometry implies" value={formatQuantity(rent)} explanation={rent} />
    </>
  );
}

function EngineFigures({ evaluation, engine }: { readonly evaluation: KvEvaluation; readonly engine: string }) {
  const { footprint, kv, geometry } = evaluation;
  const logicalBytes = useMemo(
    () =>
      footprintOf({
        ...footprintRequest({ kv, groups: geometry.groups, draftLayers: geometry.draftLayers }),
        engine: null,
      }).bytesPerSequence,
    [kv, geometry],
  );
  const more = logicalBytes > 0 ? footprint.bytesPerSequence / logicalBytes - 1 : 0;
  const padding = footprint.engineFigures?.statePaddingRatio ?? null;
  return (
    <>
      <SmallFigure
        label={`${engine} reuses prefixes in blocks of`}
        value={
          footprint.engineBlockTokens === null
            ? 'none: nothing grows'
            : `${formatNumber(footprint.engineBlockTokens, 0)} ${footprint.engineBlockTokens === 1 ? 'token' : 'tokens'}`
        }
      />
      <SmallFigure
        label={`One sequence in ${engine} against its logical size`}
        value={
          more === 0
            ? 'the same'
            : `${formatPercent(Math.abs(more))} ${more > 0 ? 'more' : 'less'} than ${formatBytes(logicalBytes)}`
        }
      />
      {padding !== null && <SmallFigure label="State padded to fill a block" value={`+${formatPercent(padding)}`} />}
    </>
  );
}
