import type { TFunction } from 'i18next';
import type { CellFinding } from '../../shared/case/worker-import.ts';

/** What is wrong with a cell and what to do. The validators' codes hold a dot and have their words in the law file. */
export function cellWords(t: TFunction, { code, params }: Pick<CellFinding, 'code' | 'params'>): string {
  return t(code.includes('.') ? `law.${code}` : `workers.cell.${code}`, params);
}
