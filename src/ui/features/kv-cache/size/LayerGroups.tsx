import { shapeInWords } from '../../../../evaluate/kv/explain-kv.ts';
import type { GroupAtContext, KvEvaluation } from '../../../../evaluate/kv/evaluate-kv.ts';
import { formatBytes, formatNumber } from '../../../format/number.ts';
import { formatShare } from '../../../format/share.ts';
import { Card } from '../../../shared/Card.tsx';
import { ProvenanceMark } from '../../../shared/ProvenanceMark.tsx';
import table from '../../../shared/table.module.css';
import { TableScroll } from '../../../shared/TableScroll.tsx';
import { ENGINE_WORDS, KIND_WORDS } from '../inputs/words.ts';
import { formulaOf } from './group-formula.ts';
import { besideGroupsOf } from '../../../../evaluate/kv/group-parts.ts';
import { Swatches, WhatGrows } from './WhatGrows.tsx';
import styles from './LayerGroups.module.css';

/** Where the bytes come from: every group of equal layers, and their sum. */
export function LayerGroups({ evaluation }: { readonly evaluation: KvEvaluation }) {
  const { groups, footprint, geometry, kv } = evaluation;
  const engine = kv.engine === null ? null : ENGINE_WORDS[kv.engine];
  return (
    <Card
      title="Which layers keep what?"
      hint={`Groups of equal layers at ${kv.dtype}${engine === null ? '' : `, as ${engine} allocates them`}. Windows and states stop growing; the rest grows with every token.`}
      actions={geometry.provenance && <ProvenanceMark provenance={geometry.provenance} of="the layers" />}
    >
      <WhatGrows evaluation={evaluation} />
      <TableScroll label="which layers keep what">
        <GroupTable evaluation={evaluation} />
      </TableScroll>
      <ul className={styles.formulas} aria-label="Arithmetic">
        {engine === null ? (
          groups.map((sized, i) => {
            const formula = formulaOf({ sized, contextTokens: kv.contextTokens });
            return formula !== null && <li key={i}>{formula}</li>;
          })
        ) : (
          <li>
            {engine} allocates whole blocks and reserves windows, {formatBytes(footprint.bytesPerSequence)} in all; with
            the engine set to none the products are shown.
          </li>
        )}
      </ul>
    </Card>
  );
}

function GroupTable({ evaluation }: { readonly evaluation: KvEvaluation }) {
  const { groups, footprint, geometry, kv } = evaluation;
  const layers = groups.reduce((sum, { group }) => sum + group.layers, 0);
  // An engine may keep records of its own layout: these are the logical ones.
  const hasRecord = kv.engine === null;
  const hasIndex = hasRecord && groups.some(({ indexBytes }) => indexBytes > 0);
  const hasRanks = kv.ranks > 1;
  const beside = besideGroupsOf(footprint);
  const number = `${table.number}`;
  const detail = `${table.number} ${styles.wide}`;
  const fixed = `${table.number} ${styles.fixed}`;
  return (
    <table className={`${table.table} ${styles.table}`}>
      <thead>
        <tr>
          <th scope="col">Layers</th>
          {hasRecord && (
            <th scope="col" className={detail}>
              record, a token
            </th>
          )}
          {hasIndex && (
            <th scope="col" className={detail}>
              index key
            </th>
          )}
          <th scope="col" className={number}>
            per token
          </th>
          <th scope="col" className={fixed}>
            fixed
          </th>
          <th scope="col" className={number}>
            at {formatNumber(kv.contextTokens, 0)}
          </th>
          <th scope="col" className={detail}>
            share
          </th>
          {hasRanks && (
            <th scope="col" className={number}>
              a rank of {formatNumber(kv.ranks, 0)}
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {groups.map((sized, i) => (
          <tr key={i}>
            <th scope="row">
              <span className={styles.name}>
                <Swatches evaluation={evaluation} index={i} />
                <span>
                  {formatNumber(sized.group.layers, 0)} × {KIND_WORDS[sized.group.kind]}
                  {i >= geometry.groups.length && ', draft'}
                  <span className={styles.shape}>{shapeOf(sized)}</span>
                </span>
              </span>
            </th>
            {hasRecord && <td className={detail}>{bytesOrNone(sized.recordBytes)}</td>}
            {hasIndex && <td className={detail}>{bytesOrNone(sized.indexBytes)}</td>}
            <td className={number}>{bytesOrNone(sized.marginalBytesPerToken)}</td>
            <td className={fixed}>{sizeOrNone(sized.fixedBytesPerSequence)}</td>
            <td className={number}>{sizeOrNone(sized.bytesPerSequence)}</td>
            <td className={detail}>{shareOf({ sized, of: footprint.bytesPerSequence })}</td>
            {hasRanks && <td className={number}>{sizeOrNone(sized.perRankBytesPerSequence)}</td>}
          </tr>
        ))}
        {beside.bytesPerSequence > 0 && (
          <tr>
            <th scope="row">
              <span className={styles.name}>
                <Swatches evaluation={evaluation} />
                <span>
                  beside the layers
                  <span className={styles.shape}>working state of the compressors</span>
                </span>
              </span>
            </th>
            {hasRecord && <td className={detail}>–</td>}
            {hasIndex && <td className={detail}>–</td>}
            <td className={number}>none</td>
            <td className={fixed}>{sizeOrNone(beside.bytesPerSequence)}</td>
            <td className={number}>{sizeOrNone(beside.bytesPerSequence)}</td>
            <td className={detail}>{formatShare(beside.bytesPerSequence / footprint.bytesPerSequence)}</td>
            {hasRanks && <td className={number}>{sizeOrNone(beside.perRankBytesPerSequence)}</td>}
          </tr>
        )}
        <tr className={table.total}>
          <th scope="row">{formatNumber(layers, 0)} layers</th>
          {hasRecord && <td className={detail}>–</td>}
          {hasIndex && <td className={detail}>–</td>}
          <td className={number}>{bytesOrNone(footprint.marginalBytesPerToken)}</td>
          <td className={fixed}>{sizeOrNone(footprint.fixedBytesPerSequence)}</td>
          <td className={number}>{sizeOrNone(footprint.bytesPerSequence)}</td>
          <td className={detail}>–</td>
          {hasRanks && <td className={number}>{sizeOrNone(footprint.perRankBytesPerSequence)}</td>}
        </tr>
      </tbody>
    </table>
  );
}

function shapeOf({ group }: GroupAtContext): string {
  const shape = shapeInWords(group);
  const index = 'index' in group && group.index;
  const parts = [
    shape,
    ...windowInWords(group),
    ...(index ? [`index of ${formatNumber(index.dim, 0)} on ${formatNumber(index.layers, 0)}`] : []),
  ];
  return parts.join(', ');
}

function windowInWords(group: GroupAtContext['group']): readonly string[] {
  switch (group.kind) {
    case 'sliding':
    case 'compressed':
      return [`last ${formatNumber(group.windowTokens, 0)} tokens`];
    case 'chunked':
      return [`chunks of ${formatNumber(group.chunkTokens, 0)} tokens`];
    case 'cross':
      return [`${formatNumber(group.encoderTokens, 0)} tokens of the encoder`];
    default:
      return [];
  }
}

function shareOf({ sized, of }: { sized: GroupAtContext; of: number }): string {
  return of > 0 && sized.bytesPerSequence > 0 ? formatShare(sized.bytesPerSequence / of) : 'none';
}

function bytesOrNone(bytes: number): string {
  return bytes === 0 ? 'none' : `${formatNumber(bytes, 1)} B`;
}

function sizeOrNone(bytes: number): string {
  return bytes === 0 ? 'none' : formatBytes(bytes);
}
