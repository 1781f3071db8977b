import type { Mode, Multiplier, PricePeriod, Schedule } from '../../../domain/offer/rate-card.ts';
import { isDay, type Finding } from './finding.ts';
import { bandProblems, setProblems } from './rate-problems.ts';

const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/;
/** Factors between a tenth and ten times have been seen nowhere near their ends (0.5 to 2.5). */
const FACTORS = { least: 0.1, most: 10 };

/** What is wrong with the modes, modifiers and hours of a period. */
export function termProblems({ modes = [], modifiers = [], schedules = [] }: PricePeriod): readonly Finding[] {
  const modifierIds = modifiers.map(({ id }) => id);
  return [
    ...twice({ ids: modes.map(({ id }) => id), where: 'modes' }),
    ...twice({ ids: modifierIds, where: 'modifiers' }),
    ...modes.flatMap((mode) => modeProblems({ mode, modifierIds })),
    ...modifiers.flatMap(({ id, multiplier }) => multiplierProblems({ multiplier, where: `modifiers.${id}` })),
    ...schedules.flatMap(scheduleProblems),
  ];
}

function twice({ ids, where }: { ids: readonly string[]; where: string }): readonly Finding[] {
  return new Set(ids).size === ids.length ? [] : [{ where, what: 'two have the same id' }];
}

function modeProblems({ mode, modifierIds }: { mode: Mode; modifierIds: readonly string[] }): readonly Finding[] {
  const where = `modes.${mode.id}`;
  const found: Finding[] = [];
  if (mode.id === 'standard') found.push({ where, what: 'is the name of having no mode' });
  for (const id of mode.excludes)
    if (!modifierIds.includes(id)) found.push({ where, what: `excludes ${id}, which is not sold` });
  const { pricing } = mode;
  if (pricing.kind === 'multiplier')
    return [...found, ...multiplierProblems({ multiplier: pricing.multiplier, where })];
  const lists = [
    ...setProblems({ rates: pricing.base, where: 'base' }),
    ...pricing.bands.flatMap(({ rates }, index) => setProblems({ rates, where: `bands.${index}` })),
    ...bandProblems(pricing.bands),
  ];
  return [...found, ...lists.map((finding) => ({ ...finding, where: `${where}.${finding.where}` }))];
}

function multiplierProblems({ multiplier, where }: { multiplier: Multiplier; where: string }): readonly Finding[] {
  const { value } = multiplier.ratio;
  const found: Finding[] = [];
  if (!(value >= FACTORS.least && value <= FACTORS.most))
    found.push({ where, what: `${value} × is no plausible factor` });
  if (multiplier.classes.length === 0) found.push({ where, what: 'multiplies nothing' });
  return found;
}

function scheduleProblems(schedule: Schedule, index: number): readonly Finding[] {
  const where = `schedules.${index}`;
  const found: Finding[] = [...multiplierProblems({ multiplier: schedule.multiplier, where })];
  if (!isTimeZone(schedule.timeZone)) found.push({ where, what: `"${schedule.timeZone}" is no time zone` });
  if (schedule.weekdays.some((day) => !Number.isInteger(day) || day < 1 || day > 7))
    found.push({ where, what: 'names a weekday that is none of 1 (Monday) to 7' });
  if (schedule.windows.length === 0) found.push({ where, what: 'has no window' });
  for (const { from, to } of schedule.windows)
    if (!TIME.test(from) || !TIME.test(to) || from >= to)
      found.push({ where, what: `${from}–${to} is no part of a day` });
  for (const [year, { value }] of Object.entries(schedule.holidays?.years ?? {})) {
    const strays = value.filter((day) => !isDay(day) || !day.startsWith(`${year}-`));
    if (strays.length > 0) found.push({ where, what: `${strays.join(', ')} is no day of ${year}` });
  }
  return found;
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
