export * from './fields.tsx';
export * from './focus-field.ts';
export * from './SaveBar.tsx';
export * from './useEditing.ts';
