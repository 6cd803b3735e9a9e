export * from './fields.tsx';
export * from './useEditing.ts';
