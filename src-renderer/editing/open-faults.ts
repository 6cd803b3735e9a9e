import { findFieldFaults } from '../../shared/law/field-faults.ts';
import type { Editing } from './useEditing.ts';

/** Something the desk warns of in what is about to be saved. */
export type OpenFault = {
  /** 'party.P1.idNumber'. */
  readonly path: string;
  /** The key of the field's name, where it stands beside one. */
  readonly labelKey: string;
  /** The key of its words; kept with the reason when somebody saves all the same. */
  readonly messageKey: string;
  readonly params?: Readonly<Record<string, string | number>>;
};

/**
 * Faults in what was typed. One that stood there when it was saved before was answered for then, and is not asked about
 * again until its field is touched.
 */
export function listOpenFaults(editing: Editing, today: string): OpenFault[] {
  return editing.patches.flatMap(({ kind, id, fields }) => {
    const answered = findFieldFaults(kind, (field) => editing.saved(kind, id, field), today);
    return findFieldFaults(kind, (field) => editing.get(kind, id, field), today)
      .filter(
        ({ field, code }) =>
          Object.hasOwn(fields, field) || !answered.some((one) => one.field === field && one.code === code),
      )
      .map(({ field, code }) => ({
        path: `${kind}.${id}.${field}`,
        labelKey: `field.${kind}.${field}`,
        messageKey: `law.${code}`,
      }));
  });
}
