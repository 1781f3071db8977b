/** The parameters of a model, as far as it matters which of them a step reads. */
export interface Parameters {
  readonly totalParameters: number;
  /** Those that one token uses; as many as in total in a dense model. */
  readonly activeParameters: number;
  /** Routed experts of a layer and how many of them a token takes; `null` where nobody says. */
  readonly experts: { readonly count: number; readonly perToken: number } | null;
}

/**
 * Parameters that a step over `tokens` tokens reads, whole and on average: each expert is read once if any token takes it.
 *
 *     routed = (total − active) ÷ (1 − k/E)        shared = total − routed
 *     read   = shared + routed × (1 − (1 − k/E)^tokens)
 *
 * for k of E experts a token, drawn independently and evenly. Where E and k are not known, every parameter is taken to sit in
 * experts: k/E = active ÷ total, which reads the same for one token and for very many, and somewhat less in between.
 * Example: DeepSeek-V3 (671 B, 37 B active, 8 of 256): 37 B for one token, 163 B for 8, 660 B for 128.
 * Ignores that real routers are uneven, which reads fewer experts, and expert parallelism's balance, which waits for the
 * fullest device. Source: the expected number of distinct draws, as in Step-3's report and aiconfigurator.
 */
export function parametersRead({ parameters, tokens }: { parameters: Parameters; tokens: number }): number {
  const { totalParameters, activeParameters, experts } = parameters;
  if (activeParameters >= totalParameters || tokens <= 0) return tokens <= 0 ? 0 : totalParameters;
  const known = experts !== null && experts.perToken < experts.count ? experts.perToken / experts.count : undefined;
  const share = known ?? activeParameters / totalParameters;
  const routed = Math.min(totalParameters, (totalParameters - activeParameters) / (1 - share));
  return totalParameters - routed * (1 - share) ** tokens;
}
