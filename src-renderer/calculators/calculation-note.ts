import type { TFunction } from 'i18next';
import type { Calculation, CalculationMessage } from '../../shared/law/calculators/index.ts';

/**
 * A calculation as it is kept with a claim: formula, steps, result, rounding, articles and the figures used,
 * in the language of `t`. It ends with 仅供参考: a calculation is information, never the agreement itself.
 */
export function calculationNote(calculation: Calculation<object>, t: TFunction): string {
  const say = ({ messageKey, params }: CalculationMessage) => t(messageKey, params);
  const lines = [
    t('calculators.note.formula', { formula: say(calculation.formula) }),
    ...calculation.steps.map((step) => t('calculators.note.step', { step: say(step) })),
    t('calculators.note.result', { result: calculation.result, rounding: say(calculation.rounding) }),
    ...(calculation.legalBasis.length > 0
      ? [t('calculators.note.basis', { basis: calculation.legalBasis.join('；') })]
      : []),
    ...calculation.parameters.map((one) =>
      t(one.confirmed ? 'calculators.note.parameter' : 'calculators.note.parameterUnconfirmed', {
        name: one.name,
        value: one.value,
        unit: one.unit,
        from: one.effectiveFrom,
        document: one.document,
      }),
    ),
    ...calculation.warnings.map((warning) => t('calculators.note.warning', { warning: say(warning) })),
    t('calculator.forReference'),
  ];
  return lines.join('\n');
}
