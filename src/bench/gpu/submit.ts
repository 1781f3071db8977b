import type { Seconds } from '../../domain/units.ts';
import { BUFFER_USAGE, MAP_READ } from './environment.ts';
import type { Session } from './session.ts';
import type { Work } from './work.ts';

/** How long something took, by either clock. */
export interface Span {
  readonly wallSeconds: Seconds;
  /** `null` without a clock of the device, or where what it said cannot be. */
  readonly deviceSeconds: Seconds | null;
}

/**
 * What of a span the device was at work, by the page's clock: the device's own may count in another unit. Never more than was
 * so, as far as answers come late.
 */
export const busySeconds = ({ span, lateSeconds }: { span: Span; lateSeconds: Seconds }): Seconds =>
  Math.max(0, span.wallSeconds - lateSeconds);

/** Runs work and times it. */
export interface Runner {
  /** `mostCommands` of work go into one submission, so that none is long enough for a watchdog; all wait in the queue at once. */
  readonly run: (options: { work: Work; passes: number; mostCommands: number }) => Promise<Span>;
  /** From a submission of nothing to its answer. */
  readonly runEmpty: () => Promise<Seconds>;
}

export function createRunner({ device, hasTimestamps, now, wait }: Session): Runner {
  const clock = hasTimestamps
    ? {
        querySet: device.createQuerySet({ type: 'timestamp', count: 2 }),
        resolved: device.createBuffer({ size: 16, usage: BUFFER_USAGE.queryResolve | BUFFER_USAGE.copySource }),
        readBack: device.createBuffer({ size: 16, usage: BUFFER_USAGE.mapRead | BUFFER_USAGE.copyDestination }),
      }
    : null;

  const writesOf = ({ isFirst, isLast }: { isFirst: boolean; isLast: boolean }): GPUComputePassDescriptor =>
    clock && (isFirst || isLast)
      ? {
          timestampWrites: {
            querySet: clock.querySet,
            ...(isFirst ? { beginningOfPassWriteIndex: 0 } : {}),
            ...(isLast ? { endOfPassWriteIndex: 1 } : {}),
          },
        }
      : {};

  const deviceSeconds = async (): Promise<Seconds | null> => {
    if (!clock) return null;
    await wait(clock.readBack.mapAsync(MAP_READ));
    const [begin = 0n, end = 0n] = new BigUint64Array(clock.readBack.getMappedRange().slice(0));
    clock.readBack.unmap();
    // Nanoseconds (W3C WebGPU §20.4). A clock that was reset in between, or that stands still, says nothing.
    return end > begin ? Number(end - begin) / 1e9 : null;
  };

  return {
    async run({ work, passes, mostCommands }) {
      const commands = passes * work.dispatchesPerPass;
      const isTimed = clock !== null && work.command.type === 'dispatch';
      const batches: GPUCommandBuffer[] = [];
      for (let from = 0; from < commands; from += mostCommands) {
        const to = Math.min(commands, from + mostCommands);
        const encoder = device.createCommandEncoder();
        const { command } = work;
        if (command.type === 'dispatch') {
          const pass = encoder.beginComputePass(writesOf({ isFirst: from === 0, isLast: to === commands }));
          for (let i = from; i < to; i += 1) command.record(pass, i % work.dispatchesPerPass);
          pass.end();
        } else for (let i = from; i < to; i += 1) command.record(encoder, i % work.dispatchesPerPass);
        if (isTimed && to === commands) {
          encoder.resolveQuerySet(clock.querySet, 0, 2, clock.resolved, 0);
          encoder.copyBufferToBuffer(clock.resolved, 0, clock.readBack, 0, 16);
        }
        batches.push(encoder.finish());
      }
      const begin = now();
      for (const batch of batches) device.queue.submit([batch]);
      await wait(device.queue.onSubmittedWorkDone());
      const wallSeconds = now() - begin;
      return { wallSeconds, deviceSeconds: isTimed ? await deviceSeconds() : null };
    },

    async runEmpty() {
      const encoder = device.createCommandEncoder();
      const begin = now();
      device.queue.submit([encoder.finish()]);
      await wait(device.queue.onSubmittedWorkDone());
      return now() - begin;
    },
  };
}
