import { listNamedFiles, typesNamingFiles } from '../../shared/case/named-files.ts';
import { parseJson } from '../../shared/record/action.ts';
import type { Database } from '../database/open-database.ts';

/** Actions whose bodies are in memory at once. */
const actionsInPage = 500;

/** Every file that an action in force names and that no row tells of, by the office whose desk names it. */
export async function* listUnknownFiles(database: Database) {
  let last = { office_id: '', id: '' };
  for (;;) {
    const page = await database
      .selectFrom('actions')
      .select(['office_id', 'id', 'type', 'body'])
      .where('type', 'in', typesNamingFiles)
      .where('body', 'is not', null)
      .where(({ eb, refTuple, tuple }) =>
        eb(refTuple('office_id', 'id'), '>', tuple(last.office_id, last.id)),
      )
      .orderBy('office_id')
      .orderBy('id')
      .limit(actionsInPage)
      .execute();
    for (const { office_id: officeId, type, body } of page) {
      for (const sha256 of listNamedFiles(type, parseJson(body ?? 'null'))) {
        const known = await database
          .selectFrom('blobs')
          .select('sha256')
          .where('office_id', '=', officeId)
          .where('sha256', '=', sha256)
          .executeTakeFirst();
        if (known === undefined) yield { officeId, sha256 };
      }
    }
    const end = page.at(-1);
    if (end === undefined) return;
    last = end;
  }
}
