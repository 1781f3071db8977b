import { Button } from '@mantine/core';
import type { Swarm } from '../../../../domain/swarm/swarm.ts';
import { hitRateError } from '../../../../evaluate/sample-error.ts';
import { formatNumber, formatSeconds, formatTokens } from '../../../format/number.ts';
import { formatPoints } from '../../../format/share.ts';
import { Announced } from '../../../shared/Announced.tsx';
import { Segmented } from '../../../shared/Segmented.tsx';
import { statusInWords } from './hit-rate-words.ts';
import { SeedField } from './SeedField.tsx';
import type { LiveSimulation } from './use-simulation.ts';
import styles from './SimulationControls.module.css';

interface SimulationControlsProps {
  readonly simulation: LiveSimulation;
  readonly swarm: Swarm;
  /** The window that the standard error is told for. */
  readonly windowSeconds: number | undefined;
  readonly usualRequests: number;
  readonly requestsPerMonth: number;
  readonly sample: number | 'month';
  readonly onSample: (sample: number | 'month') => void;
  readonly seed: number;
  readonly onSeed: (seed: number) => void;
}

/** Starts, stops and sizes the simulation, and says where it stands. */
export function SimulationControls(props: SimulationControlsProps) {
  const { simulation, swarm, windowSeconds, usualRequests, requestsPerMonth, sample, onSample, seed, onSeed } = props;
  const { run, isHeld, start, cancel } = simulation;
  const isUnderWay = run.status === 'running' || (run.status === 'idle' && !isHeld);
  const requests =
    run.status === 'done' ? run.simulation.requests : run.status === 'too-large' ? run.fits?.requests : undefined;
  const error =
    requests === undefined || windowSeconds === undefined ? null : hitRateError({ swarm, windowSeconds, requests });
  const errorText =
    error === null || windowSeconds === undefined
      ? ''
      : `standard error ${formatPoints(error)} at ${formatSeconds(windowSeconds)}`;
  const status = `${statusInWords({ run, isHeld })}${
    run.status === 'done' && errorText !== '' ? ` ${errorText.charAt(0).toUpperCase()}${errorText.slice(1)}.` : ''
  }`;
  return (
    <div className={styles.controls}>
      <div className={styles.row}>
        {isUnderWay ? (
          <Button variant="default" size="xs" onClick={cancel}>
            Cancel
          </Button>
        ) : (
          <Button variant="default" size="xs" onClick={start}>
            Simulate
          </Button>
        )}
        <Segmented
          label="Simulate"
          hideLabel
          options={[
            { value: 'usual', label: `${formatTokens(usualRequests)} requests` },
            ...(typeof sample === 'number' && sample !== usualRequests
              ? [{ value: 'fits', label: `${formatTokens(sample)} requests` }]
              : []),
            { value: 'month', label: `a month: ${formatTokens(requestsPerMonth)}` },
          ]}
          value={sample === 'month' ? 'month' : sample === usualRequests ? 'usual' : 'fits'}
          onChange={(value) => onSample(value === 'month' ? 'month' : value === 'usual' ? usualRequests : sample)}
        />
        <SeedField value={seed} onChange={onSeed} />
      </div>
      {run.status === 'running' && (
        <progress
          className={styles.progress}
          aria-label="Simulation"
          max={1}
          value={run.progress ? run.progress.doneRequests / Math.max(1, run.progress.requests) : 0}
        />
      )}
      <p className={styles.status} aria-hidden="true">
        {status}
      </p>
      <Announced text={status} />
      {run.status === 'too-large' && run.fits && (
        <p className={styles.status}>
          <Button variant="default" size="compact-xs" onClick={() => onSample(run.fits?.requests ?? usualRequests)}>
            Simulate {formatNumber(run.fits.requests, 0)} requests instead
          </Button>{' '}
          {errorText}
        </p>
      )}
    </div>
  );
}
