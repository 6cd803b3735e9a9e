import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../shared/case/view.ts';

type Option = { readonly value: string; readonly label: string };
type Named = { readonly id: string; readonly name?: string | null };

/** Makes choices of parties: by name, or by words where none has been written yet. */
export function usePartyOptions(): (parties: readonly Named[]) => Option[] {
  const { t } = useTranslation();
  return (parties) => parties.map(({ id, name }) => ({ value: id, label: name || t('intake.unnamed') }));
}

/** The claims that may be mediated, as choices. */
export function useClaimOptions({ claims }: Pick<CaseView, 'claims'>): Option[] {
  const { t } = useTranslation();
  return claims
    .filter((claim) => claim.isInScope !== false)
    .map(({ id, title, text }) => ({ value: id, label: title || text || t('intake.unnamed') }));
}
