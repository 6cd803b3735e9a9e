export * from './current-entity.ts';
export { type CheckedField, CheckedFields, EntityFields, useChecked } from './entity-fields.tsx';
export * from './fields.tsx';
export * from './focus-field.ts';
export * from './LeftOutFields.tsx';
export * from './OvertakenFields.tsx';
export type { OpenFault } from './open-faults.ts';
export * from './SaveBar.tsx';
export * from './useEditing.ts';
