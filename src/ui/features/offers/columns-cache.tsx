import { longestLife } from '../../../evaluate/offer-row.ts';
import { formatNumber, formatTokensShort } from '../../format/number.ts';
import { IdleFigures, ReuseFigures } from './break-even-figures.tsx';
import { helper, lowestOf, NO_CACHE_REASON, NUMERIC } from './column-kinds.ts';
import { CachingFigure, FactFigure, MissingFigure } from './figures.tsx';

/** What the seller’s cache does, when it pays, and how long prompts may be. */
export const cacheColumns = helper.group({
  id: 'cache',
  header: 'Cache and context',
  columns: helper.columns([
    helper.accessor((row) => longestLife(row), {
      id: 'caching',
      header: 'Caching',
      meta: { label: 'Caching, longest life', widthPx: 136, hasFigures: true },
      ...NUMERIC,
      sortDescFirst: true,
      cell: ({ row: { original } }) =>
        original.sellsCaching ? (
          <CachingFigure row={original} column="caching" />
        ) : (
          <MissingFigure
            column="caching"
            name="Caching"
            state="not-sold"
            reason={original.cacheRead.state === 'priced' ? NO_CACHE_REASON : original.cacheRead.reason}
          />
        ),
    }),
    helper.accessor(
      (row) => lowestOf({ row, pick: ({ reuse }) => (reuse.state === 'exists' ? reuse.reuses : undefined) }),
      {
        id: 'reuse',
        header: 'Reads that repay a write',
        meta: { label: 'Break-even reuse', widthPx: 104, numeric: true, hasFigures: true },
        ...NUMERIC,
        cell: ({ row: { original } }) => <ReuseFigures row={original} column="reuse" />,
      },
    ),
    helper.accessor(
      (row) => lowestOf({ row, pick: ({ idle }) => (idle.state === 'exists' ? idle.idleSeconds : undefined) }),
      {
        id: 'idle',
        header: 'Pings pay, idle up to',
        meta: { label: 'Break-even idle time of pings', widthPx: 116, numeric: true, hasFigures: true },
        ...NUMERIC,
        cell: ({ row: { original } }) => <IdleFigures row={original} column="idle" />,
      },
    ),
    helper.accessor(({ minPrefixTokens }) => minPrefixTokens?.value, {
      id: 'minimum',
      header: 'Min. prefix, tokens',
      meta: { label: 'Minimum prefix', widthPx: 76, numeric: true, hasFigures: true },
      ...NUMERIC,
      cell: ({ row: { original } }) =>
        original.minPrefixTokens ? (
          <FactFigure
            row={original}
            column="minimum"
            name="Minimum prefix"
            text={formatNumber(original.minPrefixTokens.value)}
            fact={original.minPrefixTokens}
          />
        ) : (
          <MissingFigure
            column="minimum"
            name="Minimum prefix"
            state="not-sold"
            reason="No cache is sold, so no prefix is too short for it."
          />
        ),
    }),
    helper.accessor(({ offer }) => offer.contextTokens.value, {
      id: 'context',
      header: 'Context, tokens',
      meta: { label: 'Context', widthPx: 76, numeric: true, hasFigures: true },
      ...NUMERIC,
      sortDescFirst: true,
      cell: ({ row: { original } }) => (
        <FactFigure
          row={original}
          column="context"
          name="Context"
          text={formatTokensShort(original.offer.contextTokens.value)}
          fact={original.offer.contextTokens}
        />
      ),
    }),
  ]),
});
