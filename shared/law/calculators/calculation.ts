import { Decimal } from 'decimal.js';
import { isYuan, roundToFen, type Yuan } from '../../text/money.ts';
import type { ParameterUsed } from './parameters.ts';

/** Words of a calculation: a key of law.json and what fills it. */
export type CalculationMessage = {
  readonly messageKey: string;
  readonly params: Readonly<Record<string, string | number>>;
};

/**
 * A sum with everything that a party may ask about: how, from what, by which article and by which figures.
 * It is information ("仅供参考"), never the agreement itself. `Details` are the intermediate facts.
 */
export type Calculation<Details = Record<never, never>> = {
  readonly formulaKey: string;
  readonly formula: CalculationMessage;
  readonly steps: readonly CalculationMessage[];
  readonly result: Yuan;
  readonly rounding: CalculationMessage;
  readonly legalBasis: readonly string[];
  readonly parameters: readonly ParameterUsed[];
  readonly warnings: readonly CalculationMessage[];
  readonly details: Details;
};

/**
 * No rule says when to round. `final`: exact throughout, half up to 分 at the end. `unitFirst`: the daily or
 * hourly wage is rounded first. The method is printed with the result.
 */
export type Rounding = 'final' | 'unitFirst';

export function roundingMessage(rounding: Rounding): CalculationMessage {
  return message(`rounding.${rounding}`);
}

export function message(key: string, params: CalculationMessage['params'] = {}): CalculationMessage {
  return { messageKey: `calculator.${key}`, params };
}

/** 'left = right', the amount at the right rounded to 分. */
export function equation(left: string, right: Decimal): CalculationMessage {
  return message('step.equation', { left, right: roundToFen(right) });
}

/** An amount as an exact number. Throws RangeError('money.malformed'). */
export function exact(amount: Yuan): Decimal {
  if (!isYuan(amount)) throw new RangeError('money.malformed');
  return new Decimal(amount);
}

/** A count of hours, days or multiples as an exact number. Throws RangeError('calculator.count'). */
export function exactCount(count: string): Decimal {
  if (!/^\d+(\.\d+)?$/.test(count)) throw new RangeError('calculator.count');
  return new Decimal(count);
}

/** A wage divided into days or hours, rounded at once if that method was chosen. */
export function perUnit(wage: Decimal, units: string, rounding: Rounding): Decimal {
  const value = wage.div(exactCount(units));
  return rounding === 'unitFirst' ? new Decimal(roundToFen(value)) : value;
}

/** A warning for each figure that nobody has confirmed. */
export function unconfirmedWarnings(parameters: readonly ParameterUsed[]): CalculationMessage[] {
  return parameters
    .filter(({ confirmed }) => !confirmed)
    .map(({ name, document }) => message('warning.unconfirmedParameter', { name, document }));
}
