import type { ReactNode } from 'react';
import type { RoleEvaluation, SwarmEvaluation } from '../../../evaluate/swarm.ts';
import { formatNumber, formatPercent, formatSeconds, formatTokens } from '../../format/number.ts';
import { Card } from '../../shared/Card.tsx';
import table from '../../shared/table.module.css';
import { TableScroll } from '../../shared/TableScroll.tsx';
import { titleOf } from './roles/role-words.ts';
import styles from './RolesTable.module.css';

interface Line {
  readonly label: string;
  readonly of: (role: RoleEvaluation) => string;
  /** The whole swarm; nothing where a sum would mean nothing. */
  readonly total: (swarm: SwarmEvaluation) => string;
}

const none = (): string => '';
const agents = (count: number): string => formatNumber(count, count < 10 ? 1 : 0);

const COMPACTIONS: Line = {
  label: 'Compactions per agent',
  of: ({ compactions }) => formatNumber(compactions, 0),
  total: none,
};

const LINES: readonly Line[] = [
  {
    label: 'Agents per task',
    of: ({ role }) => formatNumber(role.agentsPerTask, 0),
    total: ({ roles }) =>
      formatNumber(
        roles.reduce((sum, { role }) => sum + role.agentsPerTask, 0),
        0,
      ),
  },
  {
    label: 'Agents a month',
    of: (role) => formatTokens(role.agentsPerMonth),
    total: ({ roles }) => formatTokens(roles.reduce((sum, { agentsPerMonth }) => sum + agentsPerMonth, 0)),
  },
  {
    label: 'Requests a month',
    of: (role) => formatTokens(role.requestsPerMonth),
    total: (swarm) => formatTokens(swarm.requestsPerMonth),
  },
  {
    label: 'Prompt tokens a month',
    of: (role) => formatTokens(role.promptTokensPerMonth),
    total: (swarm) => formatTokens(swarm.promptTokensPerMonth),
  },
  {
    label: 'Output tokens a month',
    of: (role) => formatTokens(role.outputTokensPerMonth),
    total: (swarm) => formatTokens(swarm.outputTokensPerMonth),
  },
  {
    label: 'Logical hit rate',
    of: (role) => formatPercent(role.logicalRatio),
    total: (swarm) => formatPercent(swarm.logicalRatio),
  },
  { label: 'First to last request', of: (role) => formatSeconds(role.lifetimeSeconds), total: none },
  {
    label: 'Open agents, working hours',
    of: (role) => agents(role.openAgents),
    total: (swarm) => agents(swarm.openAgents),
  },
  { label: 'Gap, median', of: (role) => formatSeconds(role.gapMedianSeconds), total: none },
  { label: 'Gap, 95 % below', of: (role) => formatSeconds(role.gapP95Seconds), total: none },
  { label: 'Gap, mean', of: (role) => formatSeconds(role.gapMeanSeconds), total: none },
];

interface RolesTableProps {
  readonly evaluation: SwarmEvaluation;
  /** The model each role's requests go to, where there are several. */
  readonly modelNames: readonly string[] | null;
}

/** The figures of every role beside each other. */
export function RolesTable({ evaluation, modelNames }: RolesTableProps) {
  const { roles } = evaluation;
  const several = roles.length > 1;
  const lines = roles.some(({ compactions }) => compactions > 0) ? [...LINES, COMPACTIONS] : LINES;
  return (
    <Card title="Which role asks for what?" hint="Before any cache, in reference tokens.">
      <TableScroll label="figures by role">
        {() => (
          <table className={table.table}>
            <thead>
              <tr>
                <th scope="col">Figure</th>
                {roles.map(({ role }, i) => (
                  <Head key={i}>{titleOf({ name: role.name, index: i })}</Head>
                ))}
                {several && <Head>All</Head>}
              </tr>
            </thead>
            <tbody>
              {modelNames && (
                <tr>
                  <th scope="row" className={styles.label}>
                    Model
                  </th>
                  {roles.map((_, i) => (
                    <td key={i} className={styles.model}>
                      {modelNames[i]}
                    </td>
                  ))}
                  <td className={styles.model}>{new Set(modelNames).size} models</td>
                </tr>
              )}
              {lines.map(({ label, of, total }) => (
                <tr key={label}>
                  <th scope="row" className={styles.label}>
                    {label}
                  </th>
                  {roles.map((role, i) => (
                    <td key={i} className={table.number}>
                      {of(role)}
                    </td>
                  ))}
                  {several && (
                    <td className={table.number}>
                      <strong>{total(evaluation)}</strong>
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </TableScroll>
    </Card>
  );
}

function Head({ children }: { readonly children: ReactNode }) {
  return (
    <th scope="col" className={table.number}>
      {children}
    </th>
  );
}
