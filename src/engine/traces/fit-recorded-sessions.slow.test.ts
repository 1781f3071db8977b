import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { gapsAtWindow } from '../../domain/swarm/gap-mixture.ts';
import { swarmOf } from '../../domain/swarm/workload.ts';
import { BlockIdStreamBuilder } from '../prefix-chain.ts';
import { readCodingSession } from '../readers/coding-session.ts';
import { MooncakeReader } from '../readers/hash-id-readers.ts';
import { GAP_CAUSE_CODES, type BlockLog } from '../readers/log.ts';
import { finish } from '../run-control.ts';
import { simulateSwarmSteps } from '../simulate-swarm.ts';
import { fitGapsByCause, survivalOf } from './fit-gaps.ts';
import { fitWorkload } from './fit-workload.ts';
import { requestsOf } from './log-requests.ts';
import { FACTS } from './testing/small-logs.ts';

/**
 * Fits public recordings, where they lie beside the checkout. They are not part of the project, so elsewhere these tests are
 * skipped.
 */
const SESSIONS = resolve(import.meta.dirname, '../../../../shared/traces/claude-code');
const hasTraces = existsSync(SESSIONS);
const suite = hasTraces ? describe : describe.skip;

suite(`a swarm fitted to recorded coding sessions${hasTraces ? '' : ' (skipped: not beside this checkout)'}`, () => {
  let read: BlockLog | undefined;
  const log = (): BlockLog => (read ??= recordedSessions());

  test('has their hit rates within two points, and mean prompt and new tokens within two per cent', () => {
    const fit = fitWorkload({ log: log() });
    if (fit.state !== 'fitted') throw new Error(fit.why);
    expect(fit.fitQuality.map(({ windowSeconds }) => windowSeconds)).toEqual([60, 300, 3_600, Infinity]);
    for (const { differenceRatio } of fit.fitQuality) expect(Math.abs(differenceRatio ?? NaN)).toBeLessThan(0.02);
    for (const { promptTokens, firstTouchTokens, turnsPerAgent } of fit.roles)
      for (const { log: measured, fitted } of [promptTokens, firstTouchTokens, turnsPerAgent])
        expect(Math.abs(fitted / measured - 1)).toBeLessThan(0.02);
    expect(fit.workload.roles[0]?.compaction).not.toBeNull();
  });

  test('has them in an exact simulation too', () => {
    const fit = fitWorkload({ log: log() });
    if (fit.state !== 'fitted') throw new Error(fit.why);
    const { windowRatios } = finish(
      simulateSwarmSteps({
        // So rare that sessions find nothing of each other, as in the recordings, whose files share no blocks.
        swarm: swarmOf({ ...fit.workload, tasksPerPersonPerDay: 0.001 }),
        seed: 1,
        leastRequests: 40_000,
        windowsSeconds: [60, 300, 3_600],
        capacitiesTokens: [],
      }),
    );
    for (const [index, ratio] of windowRatios.entries())
      expect(Math.abs(ratio - (fit.fitQuality[index]?.logRatio ?? NaN))).toBeLessThan(0.02);
  });

  test('has gaps that outlast five minutes and an hour as often, within a point', () => {
    const { gapSeconds, cause } = requestsOf(log());
    const { gap = [] } = fitGapsByCause({ gapSeconds, cause }) ?? {};
    for (const windowSeconds of [300, 3_600]) {
      const { survivalRatio } = gapsAtWindow({ gap, windowSeconds });
      expect(Math.abs(survivalRatio - survivalOf({ gapSeconds, windowSeconds }))).toBeLessThan(0.01);
    }
  });
});

const CONVERSATIONS = resolve(import.meta.dirname, '../../../../shared/traces/mooncake/conversation_trace.jsonl');
const hasConversations = existsSync(CONVERSATIONS);

describe(`a swarm fitted to recorded conversations${hasConversations ? '' : ' (skipped: not beside this checkout)'}`, () => {
  test.skipIf(!hasConversations)('has their hit rates within a point, though most have one turn', () => {
    const reader = new MooncakeReader();
    const lines = readFileSync(CONVERSATIONS, 'utf8').split('\n');
    for (const [index, text] of lines.entries()) if (text) reader.read({ text, line: index + 1, file: 0 });
    const fit = fitWorkload({ log: reader.finish(), windowsSeconds: [60, 300, 600, 3_600, Infinity] });
    if (fit.state !== 'fitted') throw new Error(fit.why);
    for (const { differenceRatio } of fit.fitQuality) expect(Math.abs(differenceRatio ?? NaN)).toBeLessThan(0.01);
  });
});

/** All of them as one log, each from 0 on and with blocks of its own. */
function recordedSessions(): BlockLog {
  const files = readdirSync(SESSIONS).filter((file) => file.endsWith('.json'));
  const builder = new BlockIdStreamBuilder({ blockTokens: 64 });
  const labels: { start: number; session: number; agent: number; cause: number }[] = [];
  const tool: number[] = [];
  const system: number[] = [];
  for (const [session, file] of files.entries()) {
    const json = JSON.parse(readFileSync(resolve(SESSIONS, file), 'utf8')) as Record<string, unknown>;
    builder.startScope();
    const firstAgent = tool.length;
    for (const row of readCodingSession(json).rows) {
      builder.addRequest(row);
      const { startSeconds: start, agent, cause } = row;
      labels.push({ start, session, agent: firstAgent + agent, cause: GAP_CAUSE_CODES[cause] });
    }
    const entries = json['requests'] as Record<string, unknown>[];
    for (const agent of [json, ...entries.filter(({ type }) => type === 'subagent')]) {
      tool.push(Number(agent['tool_tokens'] ?? NaN));
      system.push(Number(agent['system_tokens'] ?? NaN));
    }
  }
  // As the builder: by start, ties in the order of addition.
  labels.sort((a, b) => a.start - b.start);
  return {
    evidence: 'blocks',
    format: 'kv-cache-tester',
    ...FACTS,
    ...builder.build(),
    labels: {
      session: Uint32Array.from(labels, ({ session }) => session),
      agent: Uint32Array.from(labels, ({ agent }) => agent),
      cause: Uint8Array.from(labels, ({ cause }) => cause),
      endSeconds: new Float64Array(labels.length).fill(NaN),
    },
    sessions: files.length,
    agents: tool.length,
    sharesBlocksAcrossFiles: false,
    blockCount: 'floor',
    recordedPrefixTokens: { tool: Float64Array.from(tool), system: Float64Array.from(system) },
  };
}
