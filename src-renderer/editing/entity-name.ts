import type { Editing } from './useEditing.ts';

/** What an id of the case stands for as it is saved; undefined where it is no id, or nothing with a name. */
export function entityName({ saved }: Pick<Editing, 'saved'>, id: string): string | undefined {
  return [
    saved('party', id, 'name'),
    saved('agent', id, 'name'),
    saved('claim', id, 'title'),
    saved('obligation', id, 'kind'),
  ].find((one): one is string => typeof one === 'string' && one !== '');
}
