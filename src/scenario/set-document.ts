import { decodeDocument } from './codec.ts';
import { MOST_IN_SET, type DecodedSet } from './codec-set.ts';
import { CURRENT_FORMAT } from './formats/index.ts';
import type { Scenario } from './schema.ts';

const DOCUMENT_KEY = 'compare';

/** Several scenarios as a file. */
export function setDocument(scenarios: readonly Scenario[]): {
  readonly v: number;
  readonly compare: readonly Scenario[];
} {
  return { v: CURRENT_FORMAT.version, [DOCUMENT_KEY]: scenarios.slice(0, MOST_IN_SET) };
}

/** Reads a parsed JSON document: a set, or a single scenario as a set of one. Never throws. */
export function decodeSetDocument(document: unknown): DecodedSet {
  const listed =
    typeof document === 'object' && document !== null ? (document as Record<string, unknown>)[DOCUMENT_KEY] : undefined;
  if (!Array.isArray(listed) || listed.length === 0) return oneOf(document);
  const { v } = document as { readonly v?: unknown };
  const read = listed
    .slice(0, MOST_IN_SET)
    .map((each: unknown) =>
      decodeDocument(isObject(each) && v !== undefined && !('v' in each) ? { v, ...each } : each),
    );
  return {
    scenarios: read.map(({ scenario }) => scenario),
    notices: [
      ...(listed.length > MOST_IN_SET
        ? [
            {
              field: DOCUMENT_KEY,
              message: `The file holds ${listed.length} scenarios; the first ${MOST_IN_SET} were opened.`,
            },
          ]
        : []),
      ...read.flatMap(({ notices }, index) =>
        notices.map((notice) => ({ ...notice, message: `Scenario ${index + 1}: ${notice.message}` })),
      ),
    ],
  };
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function oneOf(document: unknown): DecodedSet {
  const { scenario, notices } = decodeDocument(document);
  return { scenarios: [scenario], notices };
}
