const DAY_MS = 24 * 60 * 60 * 1_000;
/** Younger lists need no remark. */
const LEAST_DAYS = 60;
const DAYS_PER_MONTH = 365.25 / 12;

/**
 * How old a list is that was checked on an ISO day: `3 months ago`, `10 years ago`. `null` for one that is young, and where the
 * visitor's clock must be wrong: nothing was checked in the future.
 */
export function ageInWords({ checkedOn, nowMs }: { checkedOn: string; nowMs: number }): string | null {
  const days = (nowMs - Date.parse(checkedOn)) / DAY_MS;
  if (!(days >= LEAST_DAYS)) return null;
  const months = Math.round(days / DAYS_PER_MONTH);
  return months < 24 ? `${months} months ago` : `${Math.floor(months / 12)} years ago`;
}
