import type { WorkloadFit } from '../../../../state/trace-types.ts';
import table from '../../../shared/table.module.css';
import { TableScroll } from '../../../shared/TableScroll.tsx';
import { groundOf } from '../trace-words.ts';
import {
  differenceText,
  fitWindowText,
  meanText,
  PAIRS,
  qualityInWords,
  ratioText,
  roleInWords,
  workloadInWords,
} from './fit-words.ts';
import styles from './fit.module.css';

/** The fitted swarm in words, its figures beside the log’s, and the hit rates of both. */
export function FitTables({ fit: { workload, roles, fitQuality, notes } }: { readonly fit: WorkloadFit }) {
  return (
    <div className={styles.fit}>
      <p>{workloadInWords(workload)}</p>
      <ul className={styles.roles}>
        {workload.roles.map((role, index) => (
          <li key={index}>{roleInWords({ role, index })}</li>
        ))}
      </ul>
      <QualityTable fitQuality={fitQuality} />
      <RolesTable roles={roles} />
      {notes.length > 0 && (
        <details className={styles.notes}>
          <summary>What could not be taken from the log</summary>
          <ul>
            {notes.map(({ field, message }, i) => (
              <li key={i}>
                {message} <span className={styles.field}>{field}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

/** Measured and modelled side by side, life by life. */
function QualityTable({ fitQuality }: Pick<WorkloadFit, 'fitQuality'>) {
  return (
    <div>
      <p>{qualityInWords(fitQuality)}</p>
      <TableScroll label="fitted swarm against the log">
        {() => (
          <table className={table.table}>
            <thead>
              <tr>
                <th scope="col">Life</th>
                <th scope="col" className={table.number}>
                  log
                </th>
                <th scope="col" className={table.number}>
                  fitted
                </th>
                <th scope="col" className={table.number}>
                  fitted − log, points
                </th>
              </tr>
            </thead>
            <tbody>
              {fitQuality.map((window) => (
                <tr key={window.windowSeconds}>
                  <th scope="row">{fitWindowText(window)}</th>
                  <td className={table.number}>
                    {ratioText(window.logRatio)}
                    {window.logRatio !== null && <span className={styles.ground}> {groundOf(window.basis)}</span>}
                  </td>
                  <td className={table.number}>
                    {window.trust === 'rough' && 'roughly '}
                    {ratioText(window.fittedRatio)}
                  </td>
                  <td className={table.number}>{differenceText(window)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </TableScroll>
    </div>
  );
}

function RolesTable({ roles }: Pick<WorkloadFit, 'roles'>) {
  return (
    <TableScroll label="figures of the fitted roles">
      {() => (
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">Role</th>
              <th scope="col">Figure</th>
              <th scope="col" className={table.number}>
                log
              </th>
              <th scope="col" className={table.number}>
                fitted
              </th>
            </tr>
          </thead>
          <tbody>
            {roles.flatMap((role, index) =>
              PAIRS.map(({ key, label }, line) => (
                <tr key={`${index}:${key}`}>
                  {line === 0 && (
                    <th scope="rowgroup" rowSpan={PAIRS.length} className={styles.role}>
                      {role.name || `Role ${index + 1}`}
                    </th>
                  )}
                  <td>{label}</td>
                  <td className={table.number}>{meanText(role[key].log)}</td>
                  <td className={table.number}>{meanText(role[key].fitted)}</td>
                </tr>
              )),
            )}
          </tbody>
        </table>
      )}
    </TableScroll>
  );
}
