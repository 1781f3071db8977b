import type { OperatorFigures } from '../../../../domain/warehouse/operator.ts';
import type { ClusterEvaluation } from '../../../../evaluate/cluster/cluster-view.ts';
import { formatSignificant } from '../../../format/number.ts';

const KWH_PER_MWH = 1_000;
const KG_PER_TONNE = 1_000;
/** From here on the larger unit reads better. */
const MANY = 10_000;

/** Energy, joules per token, tokens a second per watt, and carbon where it is counted; `not known` where somebody's watts are. */
export function energyCells({
  figures,
  withCarbon,
}: {
  figures: OperatorFigures | null;
  withCarbon: boolean;
}): readonly string[] {
  const energy = figures?.energy;
  const cell = (value: number | null | undefined, format: (known: number) => string): string =>
    value == null ? 'not known' : format(value);
  return [
    cell(energy?.kwhPerMonth, kwh),
    cell(energy?.joulesPerToken, (joules) => formatSignificant(joules, 3)),
    // Tokens a second per watt are tokens per joule.
    cell(energy?.tokensPerJoule, (tokens) => formatSignificant(tokens, 3)),
    ...(withCarbon ? [cell(energy?.carbonKgPerMonth, kilograms)] : []),
  ];
}

function kwh(value: number): string {
  return value >= MANY ? `${formatSignificant(value / KWH_PER_MWH, 3)} MWh` : `${formatSignificant(value, 3)} kWh`;
}

function kilograms(value: number): string {
  return value >= MANY ? `${formatSignificant(value / KG_PER_TONNE, 3)} t` : `${formatSignificant(value, 3)} kg`;
}

/** What is in the figures, and what would bring those that are not. */
export function energyHint({ rungs }: Pick<ClusterEvaluation, 'rungs'>): string {
  const known = rungs.map(({ rung }) => rung.figures?.energy).filter((energy) => energy !== undefined);
  const carbon = known.some(({ carbonKgPerMonth }) => carbonKgPerMonth !== null)
    ? ''
    : ' Carbon is counted once grams per kWh are given above.';
  return `At the meter, all hours of the month, as if machines always drew the same; tokens in and out.${carbon}`;
}
