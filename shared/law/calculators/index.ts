export * from './annual-leave.ts';
export type { Calculation, CalculationMessage, Rounding } from './calculation.ts';
export * from './compensation.ts';
export * from './double-wage.ts';
export * from './parameters.ts';
export * from './wages.ts';
