export * from './case-codes.ts';
export * from './code-list.ts';
export * from './dispute-types.ts';
export * from './meeting-codes.ts';
export * from './office-codes.ts';
export * from './party-codes.ts';
