import type { Figures } from '../../shared/contract/sync.ts';
import type { Database } from '../database/open-database.ts';
import { listOfficesBelow } from './offices.ts';

/**
 * Counts of the cases and risks of an office and of those it is set over: numbers, no case file. A case counts where it is
 * worked on, so that one which was handed over is not counted twice.
 */
export async function readFigures(database: Database, officeId: string): Promise<Figures> {
  const offices = await listOfficesBelow(database, officeId);
  if (offices.length === 0) return { offices: [], rows: [], risks: [] };
  const rows = await database
    .selectFrom('summaries')
    .innerJoin('records', (join) =>
      join
        .onRef('records.id', '=', 'summaries.record_id')
        .onRef('records.holder_office_id', '=', 'summaries.office_id')
        .on('records.kind', '=', 'case'),
    )
    .select(['summaries.office_id', 'opened_month', 'stage', 'outcome_code', 'is_closed'])
    .select(({ fn }) => fn.countAll<number>().as('cases'))
    .where(
      'summaries.office_id',
      'in',
      offices.map(({ id }) => id),
    )
    .groupBy(['summaries.office_id', 'opened_month', 'stage', 'outcome_code', 'is_closed'])
    .orderBy('summaries.office_id')
    .orderBy('opened_month')
    .orderBy('stage')
    .orderBy('outcome_code')
    .orderBy('is_closed')
    .execute();
  const risks = await database
    .selectFrom('risks')
    .select(['office_id', 'found_month', 'level', 'status'])
    .select(({ fn }) => fn.countAll<number>().as('risks'))
    .where(
      'office_id',
      'in',
      offices.map(({ id }) => id),
    )
    .where('is_withdrawn', '=', false)
    .groupBy(['office_id', 'found_month', 'level', 'status'])
    .orderBy('office_id')
    .orderBy('found_month')
    .orderBy('level')
    .orderBy('status')
    .execute();
  return {
    offices,
    risks: risks.map((row) => ({
      officeId: row.office_id,
      month: row.found_month,
      level: row.level,
      status: row.status,
      risks: Number(row.risks),
    })),
    rows: rows.map((row) => ({
      officeId: row.office_id,
      month: row.opened_month,
      stage: row.stage,
      outcomeCode: row.outcome_code,
      isClosed: row.is_closed,
      cases: Number(row.cases),
    })),
  };
}

/** Conflicts that nobody has settled, of all offices; for whoever operates the server. */
export async function countConflicts(database: Database): Promise<number> {
  const { total } = await database
    .selectFrom('summaries')
    .select(({ fn }) => fn.sum<number | null>('conflicts').as('total'))
    .where('conflicts', '>', 0)
    .executeTakeFirstOrThrow();
  return Number(total ?? 0);
}
