import { Mediator } from '../../shared/contract/desk.ts';
import type { Store } from './open-store.ts';

const prefix = 'mediator:';

/** The office's mediators with their certificates, in the encrypted directory. */
export async function listMediators(store: Store): Promise<Mediator[]> {
  const found = await store.guard(
    store.collections.directory.find({ selector: { id: { $gte: prefix, $lt: `${prefix}\uffff` } } }).exec(),
  );
  return found.flatMap((document) => {
    const parsed = Mediator.safeParse(document.toJSON().value);
    return parsed.success ? [parsed.data] : [];
  });
}

export async function saveMediator(store: Store, mediator: Mediator): Promise<void> {
  await store.guard(store.collections.directory.upsert({ id: `${prefix}${mediator.id}`, value: mediator }));
}
