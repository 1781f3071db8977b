import type { PricedBill } from '../../../../domain/offer/bill.ts';
import { STANDARD_MODE } from '../../../../domain/offer/choose-rates.ts';
import { USD } from '../../../../domain/offer/unpriceable.ts';
import type { BilledRequest } from '../../../../evaluate/request-bill.ts';

/** The text that `tokenhouse bill` prints for a bill, its last line break included. */
export function billJson({ usd, nanoUsd, lines }: PricedBill): string {
  return `${JSON.stringify({ usd, nanoUsd: String(nanoUsd), lines }, null, 2)}\n`;
}

/** The line of a shell that prints the same bill. Classes of 0 tokens are left out. */
export function billCommand({ offer, cacheId, at, mode, modifiers, usdPerUnit, usage }: BilledRequest): string {
  const writes = Object.entries(usage.cacheWriteTokens).filter(([, tokens]) => tokens > 0);
  const { inputTokens, cacheReadTokens, outputTokens, storageTokenHours = 0, other = [] } = usage;
  const json = JSON.stringify({
    ...(inputTokens > 0 && { input: inputTokens }),
    ...(cacheReadTokens > 0 && { cacheRead: cacheReadTokens }),
    ...(writes.length > 0 && { cacheWrite: Object.fromEntries(writes) }),
    ...(outputTokens > 0 && { output: outputTokens }),
    ...(storageTokenHours > 0 && { storageTokenHours }),
    ...(other.length > 0 && { other }),
  });
  const flags = [
    ['--offer', offer.id],
    ['--at', at],
    ...(mode === STANDARD_MODE ? [] : [['--mode', mode]]),
    ...modifiers.map((id) => ['--modifier', id]),
    ...(cacheId === null ? [] : [['--cache', cacheId]]),
    ...(usdPerUnit === null || offer.currency === USD ? [] : [['--exchange', String(usdPerUnit)]]),
  ].flat();
  return `printf '%s' ${quoted(json)} | tokenhouse bill --usage - ${flags.map(inShell).join(' ')}`;
}

function inShell(word: string): string {
  return /^[\w./:+@-]+$/.test(word) ? word : quoted(word);
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
