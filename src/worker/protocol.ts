import type { Progress } from '../engine/run-control.ts';
import { simulationBytes, tasksFor, type Simulation, type SimulationRequest } from '../engine/simulate-swarm.ts';
import { requestsOfTasks } from '../engine/swarm-stream.ts';

/** What a page sends to the simulation worker. A new `simulate` cancels the one that runs: the latest wins. */
export type ToSimulationWorker =
  | { readonly type: 'simulate'; readonly id: number; readonly request: SimulationRequest }
  | { readonly type: 'cancel'; readonly id: number };

/** What it answers: any number of `progress`, then exactly one of the others, each with the id of its request. */
export type FromSimulationWorker =
  | ({ readonly type: 'progress'; readonly id: number } & Progress)
  | { readonly type: 'done'; readonly id: number; readonly simulation: Simulation }
  | { readonly type: 'failed'; readonly id: number; readonly message: string }
  | { readonly type: 'cancelled'; readonly id: number };

/** Requests that a simulation makes, in whole tasks, and the memory it takes: known before it starts. */
export function simulationSize(asked: Pick<SimulationRequest, 'swarm' | 'leastRequests'>): {
  readonly requests: number;
  readonly bytes: number;
} {
  const requests = requestsOfTasks({ swarm: asked.swarm, tasks: tasksFor(asked) });
  return { requests, bytes: simulationBytes(requests) };
}
