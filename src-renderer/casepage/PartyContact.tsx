import { useTranslation } from 'react-i18next';
import type { EntityOf } from '../../shared/case/entities.ts';
import type { CaseView } from '../../shared/case/view.ts';
import { listText } from '../ui/list-text.ts';

/** Whom to call at a party: its own telephone and that of everybody who acts for it, where somebody is about to be asked. */
export function PartyContact({
  party,
  view,
}: {
  readonly party: EntityOf<'party'>;
  readonly view: CaseView;
}) {
  const { t } = useTranslation();
  const own = party.kind === 'employer' ? (party.contactPerson ?? '') : '';
  const people = [
    { name: own, phone: party.phone },
    ...view.agents.filter(({ forPartyIds }) => forPartyIds?.includes(party.id)),
  ].filter(({ phone }) => Boolean(phone));
  if (people.length === 0) return null;
  return (
    <p className="small soft" data-contact={party.id}>
      {t('common.labelled', {
        label: t('field.party.phone'),
        value: listText(
          people.map(({ name, phone }) =>
            name ? t('common.withNote', { text: phone ?? '', note: name }) : (phone ?? ''),
          ),
        ),
      })}
    </p>
  );
}
