import {
  dayAfter,
  MOST_TOKENS,
  MOST_USD,
  type BillingPeriod,
  type Invoice,
  type InvoiceClass,
  type InvoiceLine,
} from '../../../../evaluate/reconcile/invoice.ts';
import type { FieldLimits } from '../../../../domain/field-limits.ts';
import type { PeriodCosts } from '../../../../evaluate/reconcile/reconcile.ts';

/** A class of the invoice while it is being entered: `null` is not on the invoice. */
export interface LineEntry {
  /** Tells entries apart; counts up. */
  readonly id: number;
  readonly class: InvoiceClass;
  readonly tokens: number | null;
  readonly usd: number | null;
}

/** All that the form holds. People say the last day of a period, not the one after it. */
export interface ReconcileForm {
  readonly firstDay: string;
  readonly lastDay: string;
  readonly totalUsd: number | null;
  readonly entries: readonly LineEntry[];
  /** Candidate that classes are compared with; `null`: the expected bill. */
  readonly against: string | null;
}

/** A cent at least: of nothing, nothing can be explained. */
export const TOTAL_LIMITS: FieldLimits = { label: 'Invoice total', unit: '$', min: 0.01, max: MOST_USD, whole: false };
export const LINE_USD_LIMITS: FieldLimits = { label: 'Dollars', unit: '$', min: 0, max: MOST_USD, whole: false };
export const LINE_TOKEN_LIMITS: FieldLimits = {
  label: 'Tokens',
  unit: 'tokens',
  min: 0,
  max: MOST_TOKENS,
  whole: true,
};

/** The calendar month of a day, and nothing entered. */
export function startingForm(day: string): ReconcileForm {
  const firstDay = `${day.slice(0, 'YYYY-MM'.length)}-01`;
  // The 1st and 31 days later is always in the next month.
  const nextMonth = `${dayAfter({ day: firstDay, days: 31 }).slice(0, 'YYYY-MM'.length)}-01`;
  return { firstDay, lastDay: dayAfter({ day: nextMonth, days: -1 }), totalUsd: null, entries: [], against: null };
}

/** The days of the form, or one sentence that says why there are none. */
export function periodOf({
  firstDay,
  lastDay,
}: Pick<ReconcileForm, 'firstDay' | 'lastDay'>): BillingPeriod | { readonly lacks: string } {
  if (lastDay < firstDay) return { lacks: `The last day, ${lastDay}, lies before the first, ${firstDay}.` };
  return { fromDay: firstDay, toDay: dayAfter({ day: lastDay, days: 1 }) };
}

/** The invoice of the form; `null` while it has no total. Lines without any figure are not on it. */
export function invoiceOf({ form, period }: { form: ReconcileForm; period: BillingPeriod }): Invoice | null {
  const { totalUsd, entries } = form;
  if (totalUsd === null) return null;
  const lines = entries
    .filter(({ tokens, usd }) => tokens !== null || usd !== null)
    .map(({ class: name, tokens, usd }): InvoiceLine => ({
      class: name,
      ...(tokens !== null && name !== 'other' && { tokens }),
      ...(usd !== null && { usd }),
    }));
  return { ...period, totalUsd, lines };
}

/** Classes that an invoice of these offers can have, in the order in which bills are read. */
export function classesFor({ rates }: Pick<PeriodCosts, 'rates'>): readonly InvoiceClass[] {
  const sold = new Set(rates.map((rate) => rate.class));
  const ttlIds = [...new Set(rates.flatMap(({ ttlId }) => ttlId ?? []))].toSorted();
  return [
    'input',
    ...(sold.has('cacheWrite') ? (['cacheWrite'] as const) : []),
    ...(ttlIds.length > 1 ? ttlIds.map((id) => `cacheWrite:${id}` as const) : []),
    ...(sold.has('cacheRead') ? (['cacheRead'] as const) : []),
    ...(sold.has('storage') ? (['storage'] as const) : []),
    'output',
    'other',
  ];
}

const USUAL: readonly InvoiceClass[] = ['input', 'cacheWrite', 'cacheRead', 'output'];

/** The form with the classes that most invoices have, empty; then with one class more, the first that is not there yet. */
export function withMoreLines({
  form,
  classes,
}: {
  form: ReconcileForm;
  classes: readonly InvoiceClass[];
}): ReconcileForm {
  const taken = new Set(form.entries.map((entry) => entry.class));
  const free = classes.filter((name) => !taken.has(name) && !countsTwice({ name, taken }));
  const added = form.entries.length === 0 ? free.filter((name) => USUAL.includes(name)) : free.slice(0, 1);
  const last = Math.max(0, ...form.entries.map(({ id }) => id));
  return {
    ...form,
    entries: [
      ...form.entries,
      ...added.map((name, i): LineEntry => ({ id: last + i + 1, class: name, tokens: null, usd: null })),
    ],
  };
}

/** Writes are entered together or by their life. */
function countsTwice({ name, taken }: { name: InvoiceClass; taken: ReadonlySet<InvoiceClass> }): boolean {
  if (name === 'cacheWrite') return [...taken].some((other) => other.startsWith('cacheWrite:'));
  return name.startsWith('cacheWrite:') && taken.has('cacheWrite');
}

/** Whether a class is left that could be added. */
export function hasMoreLines(asked: { form: ReconcileForm; classes: readonly InvoiceClass[] }): boolean {
  return withMoreLines(asked).entries.length > asked.form.entries.length;
}

export function withEntry({
  form,
  id,
  change,
}: {
  form: ReconcileForm;
  id: number;
  change: Partial<Omit<LineEntry, 'id'>>;
}): ReconcileForm {
  return { ...form, entries: form.entries.map((entry) => (entry.id === id ? { ...entry, ...change } : entry)) };
}

export function withoutEntry({ form, id }: { form: ReconcileForm; id: number }): ReconcileForm {
  return { ...form, entries: form.entries.filter((entry) => entry.id !== id) };
}
