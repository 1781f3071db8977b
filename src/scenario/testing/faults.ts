import { BASE_SCENARIO } from '../base.ts';
import { decodeSet, encodeSet, isSetLink, MOST_IN_SET } from '../codec-set.ts';
import { decodeDocument, decodeScenario, encodeScenario, scenarioDocument, type Decoded } from '../codec.ts';
import { CURRENT_FORMAT, documentOf, formatOf } from '../formats/index.ts';
import { inOrder, patchFromObject, type Json } from '../patch.ts';
import { scenarioSchema, type Scenario } from '../schema.ts';

/**
 * What links and files promise, as questions to one input: `null` where it holds, else what does not. Whatever throws is a fault as
 * well, and is left to whoever asks.
 */

/** A scenario that was written is read as it was, as a link and as a file. */
export function roundTripFault(given: Scenario): string | null {
  // As stores and readers have it: its fields in the schema's order, in which links name them.
  const scenario = scenarioSchema.parse(given);
  const link = encodeScenario(scenario);
  const asked = textOf({ scenario, notices: [] });
  const opened = decodeScenario(`https://example.org/app/?page=spend#${link}`);
  if (textOf(opened) !== asked) return `the link reads otherwise: ${link}`;
  if (encodeScenario(opened.scenario) !== link) return `the link is written otherwise: ${link}`;
  const file: unknown = JSON.parse(JSON.stringify(scenarioDocument(scenario)));
  return textOf(decodeDocument(file)) === asked ? null : 'the file reads otherwise';
}

/** And so is a set of them. */
export function setFault(given: readonly Scenario[]): string | null {
  const scenarios = given.map((scenario) => scenarioSchema.parse(scenario));
  const set = decodeSet(encodeSet(scenarios));
  if (set.notices.length > 0) return `the set has notices: ${set.notices[0]?.message}`;
  const text = (all: readonly Scenario[]): string => sorted(all as unknown as Json);
  return text(set.scenarios) === text(scenarios) ? null : 'the set reads otherwise';
}

/** Any text opens as a valid scenario, which can be shared in its turn: the latter is tried of every fourth, as it takes longest. */
export function textFault(text: string): string | null {
  const isShared = text.length % 4 === 0;
  if (isSetLink(text)) {
    const { scenarios, notices } = decodeSet(text);
    if (scenarios.length === 0 || scenarios.length > MOST_IN_SET) return `a set of ${scenarios.length}`;
    const fault = scenarios
      .map((scenario) => openedFault({ scenario, notices, isShared }))
      .find((each) => each !== null);
    if (fault !== undefined) return fault;
  }
  return openedFault({ ...decodeScenario(text), isShared });
}

/** Any parsed JSON, too. */
export function documentFault(document: unknown): string | null {
  return openedFault({ ...decodeDocument(document), isShared: true });
}

function openedFault({ scenario, notices, isShared }: Decoded & { isShared: boolean }): string | null {
  if ('polluted' in {}) return 'every object has a new property';
  if (notices.some(({ message }) => message.trim() === '')) return 'a notice says nothing';
  // Nothing could be read, or nothing differs.
  if (scenario === BASE_SCENARIO) return null;
  if (!scenarioSchema.safeParse(scenario).success) return 'the scenario is not valid';
  if (!isShared) return null;
  const again = decodeScenario(encodeScenario(scenario));
  return textOf(again) === textOf({ scenario, notices: [] }) ? null : 'what was opened cannot be shared';
}

/**
 * A document of an older version is upgraded once: doing it again changes nothing, and reading the result as the newest version
 * neither.
 */
export function upgradeFault(document: unknown): string | null {
  const object = isObject(document) ? document : {};
  for (let version = 0; version <= CURRENT_FORMAT.version; version++) {
    const format = formatOf(version);
    if (!format) return `there is no version ${version}`;
    const patch = patchFromObject({ object, base: format.base });
    const upgraded = documentOf({ patch, format }).document;
    const again = format.upgrade ? format.upgrade(upgraded) : upgraded;
    if (sorted(again) !== sorted(upgraded)) return `upgrading from version ${version} twice changes it`;
    const asNewest = documentOf({
      patch: patchFromObject({ object: upgraded, base: CURRENT_FORMAT.base }),
      format: CURRENT_FORMAT,
    });
    if (sorted(asNewest.document) !== sorted(upgraded)) return `version ${version} is read otherwise again`;
  }
  return null;
}

function isObject(value: unknown): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(decoded: Decoded): string {
  return sorted(decoded as unknown as Json);
}

/** Equal documents as equal text. */
function sorted(document: Json): string {
  return JSON.stringify(inOrder(document));
}
