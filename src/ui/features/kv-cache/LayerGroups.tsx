import type { GroupAtContext, KvEvaluation } from '../../../evaluate/kv.ts';
import { formatBytes, formatNumber } from '../../format/number.ts';
import { Card } from '../../shared/Card.tsx';
import { ProvenanceMark } from '../../shared/ProvenanceMark.tsx';
import table from '../../shared/table.module.css';
import { TableScroll } from '../../shared/TableScroll.tsx';
import styles from './LayerGroups.module.css';

const KINDS: Readonly<Record<GroupAtContext['group']['kind'], string>> = {
  full: 'full attention',
  sliding: 'sliding window',
  mla: 'latent (MLA)',
};

/** Where the bytes come from: every group of equal layers, and their sum. */
export function LayerGroups({ evaluation }: { readonly evaluation: KvEvaluation }) {
  const { groups, size, bytesPerSequence, contextTokens, geometry, dtype, bytesPerElement } = evaluation;
  const context = formatNumber(contextTokens, 0);
  const layers = groups.reduce((sum, { group }) => sum + group.layers, 0);
  return (
    <Card
      title="Which layers keep what?"
      hint={`Groups of equal layers at ${dtype}. A group with a window stops growing there.`}
      actions={geometry.provenance && <ProvenanceMark provenance={geometry.provenance} of="the layers" />}
    >
      <TableScroll label="which layers keep what">
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">Layers</th>
              <th scope="col" className={`${table.number} ${styles.elements}`}>
                elements
                <br />
                per token,
                <br />
                layer
              </th>
              <th scope="col" className={table.number}>
                bytes per
                <br />
                token
              </th>
              <th scope="col" className={table.number}>
                fixed per
                <br />
                sequence
              </th>
              <th scope="col" className={table.number}>
                sequence of
                <br />
                {context}
              </th>
            </tr>
          </thead>
          <tbody>
            {groups.map((sized, i) => (
              <tr key={i}>
                <th scope="row">
                  {formatNumber(sized.group.layers, 0)} × {KINDS[sized.group.kind]}
                  <span className={styles.shape}>{shapeOf(sized)}</span>
                </th>
                <td className={`${table.number} ${styles.elements}`}>
                  {formatNumber(sized.elementsPerTokenPerLayer, 0)}
                </td>
                <td className={table.number}>{bytesOrNone(sized.marginalBytesPerToken)}</td>
                <td className={table.number}>
                  {sized.fixedBytesPerSequence === 0 ? 'none' : formatBytes(sized.fixedBytesPerSequence)}
                </td>
                <td className={table.number}>{formatBytes(sized.bytes)}</td>
              </tr>
            ))}
            <tr className={table.total}>
              <th scope="row">{formatNumber(layers, 0)} layers</th>
              <td className={`${table.number} ${styles.elements}`}>–</td>
              <td className={table.number}>{bytesOrNone(size.marginalBytesPerToken)}</td>
              <td className={table.number}>
                {size.fixedBytesPerSequence === 0 ? 'none' : formatBytes(size.fixedBytesPerSequence)}
              </td>
              <td className={table.number}>{formatBytes(bytesPerSequence)}</td>
            </tr>
          </tbody>
        </table>
      </TableScroll>
      <p className={styles.formula}>{groups.map((sized) => formulaOf({ sized, bytesPerElement })).join('; ')}.</p>
    </Card>
  );
}

/** The last column's arithmetic, with its numbers. */
function formulaOf({ sized, bytesPerElement }: { sized: GroupAtContext; bytesPerElement: number }): string {
  const { group, elementsPerTokenPerLayer, keptTokens, bytes } = sized;
  const factors = [
    `${formatNumber(group.layers, 0)} layers`,
    `${formatNumber(elementsPerTokenPerLayer, 0)} elements`,
    `${formatNumber(bytesPerElement, 0)} B`,
    `${formatNumber(keptTokens, 0)} tokens`,
  ];
  return `${factors.join(' × ')} = ${formatBytes(bytes)}`;
}

function bytesOrNone(bytes: number): string {
  return bytes === 0 ? 'none' : `${formatNumber(bytes, 0)} B`;
}

function shapeOf({ group }: GroupAtContext): string {
  switch (group.kind) {
    case 'mla':
      return `latent ${formatNumber(group.latentDim, 0)} + rotary ${formatNumber(group.ropeDim, 0)}`;
    case 'full':
      return `${formatNumber(group.kvHeads, 0)} KV heads × (K ${formatNumber(group.kDim, 0)} + V ${formatNumber(group.vDim, 0)})`;
    case 'sliding':
      return `${formatNumber(group.kvHeads, 0)} KV heads × (K ${formatNumber(group.kDim, 0)} + V ${formatNumber(group.vDim, 0)}), last ${formatNumber(group.windowTokens, 0)} tokens`;
  }
}
