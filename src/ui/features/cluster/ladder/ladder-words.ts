import type { ClusterPlan, ClusterRung } from '../../../../evaluate/cluster/cluster-view.ts';
import { formatPercent, formatSeconds } from '../../../format/number.ts';

/** What a rung adds to the one before it, and how long that keeps prefixes. */
export function rungDetail({ rung, plan }: { rung: ClusterRung; plan: ClusterPlan }): string {
  if (rung.id === 'ceiling') return 'everything kept for ever, at once and for nothing';
  const last = rung.tiers.at(-1);
  if (rung.id === 'warehouse' && last?.role !== 'warehouse')
    return `${plan.tiers.find(({ role }) => role === 'warehouse')?.name ?? 'warehouse'}: how fast it loads is not known`;
  if (!last) return '';
  const name = rung.id === 'hbm' ? 'free HBM' : (plan.tiers.find(({ role }) => role === last.role)?.name ?? last.role);
  if (last.isSlower) return `${name}: slower than computing, so nothing is loaded`;
  return last.windowSeconds === Infinity
    ? `${name}: keeps everything`
    : `${name}: keeps what returns within ${formatSeconds(last.windowSeconds)}`;
}

/** What a fleet’s nodes do, in nodes: parts add up to the whole. */
export interface NodeParts {
  readonly prefill: number;
  readonly load: number;
  readonly decode: number;
  /** For the busiest hour, headroom, spares, and what whole nodes leave over. */
  readonly free: number;
}

export const NODE_PARTS = [
  { key: 'prefill', label: 'prefill', color: 'var(--th-write)' },
  { key: 'load', label: 'loading', color: 'var(--th-read)' },
  { key: 'decode', label: 'decode', color: 'var(--th-output)' },
  { key: 'free', label: 'free for peaks, headroom, spares', color: 'var(--th-line-strong)' },
] as const satisfies readonly { key: keyof NodeParts; label: string; color: string }[];

export function nodePartsOf({ rung: { load, figures } }: ClusterRung): NodeParts | null {
  if (!figures) return null;
  const { prefillNodes: prefill, loadNodes, decodeNodes: decode } = load;
  return { prefill, load: loadNodes, decode, free: Math.max(0, figures.nodes - load.nodes) };
}

/** One sentence for those who do not see the bars. */
export function busyInWords(rung: ClusterRung): string {
  const parts = nodePartsOf(rung);
  const nodes = rung.rung.figures?.nodes ?? 0;
  if (!parts || nodes === 0) return 'no fleet';
  const share = (part: number): string => formatPercent(part / nodes);
  return `${share(parts.prefill)} prefill, ${share(parts.load)} loading, ${share(parts.decode)} decode`;
}
