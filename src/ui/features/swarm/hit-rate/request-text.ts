import type { SimulationRequest } from '../../../../state/ports.ts';

/** A request as a text that is equal where the requests are. */
export function textOfRequest(request: SimulationRequest): string {
  return JSON.stringify(request);
}

/** JSON writes a capacity without limit as `null`; nothing else of a request has that name. */
export function requestOfText(text: string): SimulationRequest {
  return JSON.parse(text, (name, value: unknown) =>
    name === 'capacityTokens' && value === null ? Infinity : value,
  ) as SimulationRequest;
}
