import { indexLayersOf, stateBytesPerLayer } from '../../../../domain/kv-cache/size.ts';
import type { Tokens } from '../../../../domain/units.ts';
import type { GroupAtContext } from '../../../../evaluate/kv/evaluate-kv.ts';
import { formatBytes, formatNumber } from '../../../format/number.ts';

/** The arithmetic of one group at a context, with its numbers; `null` for layers that keep nothing. */
export function formulaOf({ sized, contextTokens }: { sized: GroupAtContext; contextTokens: Tokens }): string | null {
  const { group, recordBytes, indexBytes, keptTokens, bytesPerSequence } = sized;
  const number = (value: number): string => formatNumber(value, 0);
  const layers = group.layers === 1 ? '1 layer' : `${number(group.layers)} layers`;
  const tokens = `${number(contextTokens)} tokens`;
  const keys =
    indexLayersOf(group) > 0 ? ` + ${number(indexLayersOf(group))} keys × ${number(indexBytes)} B × ${tokens}` : '';
  const equals = ` = ${formatBytes(bytesPerSequence)}`;
  switch (group.kind) {
    case 'none':
      return null;
    case 'state':
      return `${layers} × ${number(stateBytesPerLayer(group))} B${equals}`;
    case 'compressed': {
      const entries = group.ratio === 0 ? '' : ` + ${number(contextTokens)} ÷ ${number(group.ratio)} entries`;
      const kept = `${number(keptTokens)} tokens${entries}`;
      return `${layers} × ${number(recordBytes)} B × ${entries === '' ? kept : `(${kept})`}${keys === '' ? '' : `${keys} ÷ ${number(group.ratio)}`}${equals}`;
    }
    default:
      return `${layers} × ${number(recordBytes)} B × ${number(keptTokens)} tokens${keys}${equals}`;
  }
}
