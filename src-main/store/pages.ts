import type { RxCollection, RxDocument } from 'rxdb';
import type { Store } from './open-store.ts';

/** All documents of a collection in the order of their ids, some at a time, so that no archive has to fit into memory. */
export async function* listPages<Row extends { readonly id: string }>(
  guard: Store['guard'],
  collection: RxCollection<Row>,
  pageSize: number,
): AsyncGenerator<RxDocument<Row>[]> {
  for (let last = ''; ; ) {
    const question = collection.find({
      selector: { id: { $gt: last } } as never,
      sort: [{ id: 'asc' }] as never,
      limit: pageSize,
    });
    const page = await guard(question.exec());
    yield page;
    const end = page.at(-1);
    if (end === undefined || page.length < pageSize) return;
    last = end.id;
  }
}
