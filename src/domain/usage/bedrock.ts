import { countAt, countUnder, isJson, needed, noOtherCaches, UsageError, type Json } from './fields.ts';
import { writesOf, type ReadUsage } from './usage-reading.ts';

const DEFAULT_LIFE = '5m';
const READ = [
  'cacheReadInputTokens',
  'cacheReadInputTokenCount',
  'cacheWriteInputTokens',
  'cacheWriteInputTokenCount',
  'cacheDetails',
];

/**
 * Amazon Bedrock Converse: inputTokens, cacheReadInputTokens, cacheWriteInputTokens and outputTokens are addends that
 * come to totalTokens. cacheDetails breaks writes down by life.
 *
 * Example: input 3, written 2,074 for 5 minutes, output 288: total 2,365.
 */
export function readBedrock(json: Json): ReadUsage {
  noOtherCaches({ json, read: READ });
  const written =
    countUnder([
      { json, key: 'cacheWriteInputTokens' },
      { json, key: 'cacheWriteInputTokenCount' },
    ]) ?? 0;
  const byLife = detailsOf(json);
  const detailed = Object.values(byLife).reduce((sum, tokens) => sum + tokens, 0);
  if (detailed > 0 && detailed !== written)
    throw new UsageError(`cacheWriteInputTokens is ${written}, but cacheDetails comes to ${detailed}.`);
  return {
    usage: {
      inputTokens: needed({ json, key: 'inputTokens' }),
      cacheReadTokens:
        countUnder([
          { json, key: 'cacheReadInputTokens' },
          { json, key: 'cacheReadInputTokenCount' },
        ]) ?? 0,
      cacheWriteTokens: writesOf(detailed > 0 ? byLife : { [DEFAULT_LIFE]: written }),
      outputTokens: countAt({ json, key: 'outputTokens' }) ?? 0,
    },
    reportedTokens: countAt({ json, key: 'totalTokens' }) ?? null,
    serviceTier: null,
    notes:
      detailed === 0 && written > 0
        ? [`the life of ${written} written tokens is not said; taken for ${DEFAULT_LIFE}`]
        : [],
  };
}

function detailsOf(json: Json): Readonly<Record<string, number>> {
  const details = json['cacheDetails'];
  if (!Array.isArray(details)) return {};
  const byLife: Record<string, number> = {};
  for (const detail of details.filter(isJson)) {
    const { ttl } = detail;
    if (typeof ttl !== 'string') throw new UsageError('cacheDetails holds an entry without a ttl.');
    byLife[ttl] = (byLife[ttl] ?? 0) + needed({ json: detail, key: 'inputTokens' });
  }
  return byLife;
}
