import { writeFileSync } from 'node:fs';
import { workerColumns, workerHeadings } from '../../shared/case/worker-columns.ts';
import { tableOfCase } from '../../shared/case/worker-rows.ts';
import type { CaseFile } from './case-file.ts';
import { ordersOfCase } from './orders.ts';

/** The workers' table of a group case as the desk would hold it, from the case file. */
export function workerTableOf(file: CaseFile) {
  const { intake } = ordersOfCase(file);
  const collective = intake.find(({ kind }) => kind === 'collective');
  return tableOfCase({
    parties: intake
      .filter(({ kind, fields }) => kind === 'party' && fields.side === 'applicant')
      .map(({ id, fields }) => ({ ...fields, id })),
    collective: { id: 'collective', ...collective?.fields },
  });
}

/** Writes the sheet that the workers' representative would bring: one row per worker, under the desk's headings. */
export function writeWorkerSheet(file: CaseFile, path: string): void {
  const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
  const rows = [
    workerColumns.map((column) => workerHeadings[column]),
    ...workerTableOf(file).rows.map(({ cells }) => workerColumns.map((column) => cells[column])),
  ];
  writeFileSync(path, `\uFEFF${rows.map((row) => row.map(quoted).join(',')).join('\r\n')}\r\n`);
}
