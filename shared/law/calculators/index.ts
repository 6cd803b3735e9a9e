export * from './annual-leave.ts';
export type { Calculation, CalculationMessage, Rounding } from './calculation.ts';
export * from './compensation.ts';
export * from './double-wage.ts';
export * from './non-compete.ts';
export * from './parameters.ts';
export * from './sums.ts';
export * from './wages.ts';
export * from './work-injury.ts';
