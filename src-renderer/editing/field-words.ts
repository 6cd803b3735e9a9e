import { useTranslation } from 'react-i18next';
import type { EntityKind } from '../../shared/case/entities.ts';
import type { Editing } from './useEditing.ts';
import { useValueText } from './value-text.ts';

/** What an id of the case stands for as it is saved; undefined where it is no id, or nothing with a name. */
function entityName({ saved }: Editing, id: string): string | undefined {
  return [
    saved('party', id, 'name'),
    saved('agent', id, 'name'),
    saved('claim', id, 'title'),
    saved('obligation', id, 'kind'),
  ].find((one): one is string => typeof one === 'string' && one !== '');
}

/** Says which field of which party, claim or obligation it is, and what stands in it. */
export function useFieldWords(editing: Editing) {
  const { t } = useTranslation();
  const nameOf = (id: string) => entityName(editing, id);
  return {
    labelOf: (kind: EntityKind, id: string, field: string): string =>
      [nameOf(id), t(`field.${kind}.${field}`)].filter(Boolean).join(' · '),
    valueText: useValueText(nameOf),
  };
}
