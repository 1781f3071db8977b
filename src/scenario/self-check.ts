import { decodeScenario, encodeScenario } from './codec.ts';
import { CURRENT_FORMAT } from './formats/index.ts';
import { SAVED_LINKS } from './formats/testing/saved-links.ts';

interface Asked {
  readonly decode?: typeof decodeScenario;
  readonly encode?: typeof encodeScenario;
  readonly links?: readonly { readonly name: string; readonly hash: string }[];
}

/**
 * Whether this build, in this browser, reads and writes links as it should: saved links of every version open whole, those of the
 * newest are written as they were, and the base is the bare version. `null` where it does, else what a visitor should know.
 *
 * A minifier, an extension or a browser may break what every test has seen working; whoever copies a link then has to be told.
 */
export function linkFault(asked: Asked = {}): string | null {
  for (const check of linkChecks(asked)) {
    const fault = check();
    if (fault !== null) return fault;
  }
  return null;
}

/** The same, one saved link at a time: for a page that has something else to do in between. */
export function linkChecks({
  decode = decodeScenario,
  encode = encodeScenario,
  links = SAVED_LINKS,
}: Asked = {}): readonly (() => string | null)[] {
  const bare = `v=${CURRENT_FORMAT.version}`;
  const faultOf = ({ name, hash }: { name: string; hash: string }): string | null => {
    try {
      const { scenario, notices } = decode(hash);
      if (notices.length > 0) return `${name} does not open whole`;
      const written = encode(scenario);
      if (/^v=\d+/.exec(hash)?.[0] === bare && written !== hash) return `${name} is written otherwise than it was`;
      return encode(decode(written).scenario) === written ? null : `${name} does not come back as it was`;
    } catch {
      return `${name} cannot be opened`;
    }
  };
  const all = [{ name: 'the default scenario', hash: bare }, ...links];
  return all.map((link) => () => {
    const fault = faultOf(link);
    return fault === null
      ? null
      : `This build reads links wrongly: ${fault}. Do not rely on copied links; reload the page, or save the scenario as a JSON file.`;
  });
}
