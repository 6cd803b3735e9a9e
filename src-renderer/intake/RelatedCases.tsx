import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { listKnownPeople } from '../../shared/case/known-people.ts';
import { listOverrulings } from '../../shared/case/overrulings.ts';
import type { EarlierDispute, MediatorTie } from '../../shared/case/related-cases.ts';
import type { CaseView } from '../../shared/case/view.ts';
import { call, desk } from '../app/desk.ts';
import type { OpenFault } from '../editing/index.ts';
import { useRoutes } from '../shell/routes.ts';
import { Button, Notice } from '../ui/index.tsx';
import { dateText } from '../ui/shanghai-time.ts';
import { useSettled } from '../ui/useSettled.ts';

type Asked = Pick<CaseView, 'caseId' | 'parties' | 'agents'> & { readonly disputeTypeCode: string };
type Related = { readonly disputes: readonly EarlierDispute[]; readonly ties: readonly MediatorTie[] };

const nothing: Related = { disputes: [], ties: [] };

/** The same dispute in another case, and mediators who seem to be of one side, for the people given. */
export function useRelatedCases({ caseId, parties, agents, disputeTypeCode }: Asked): Related {
  const people = listKnownPeople({ parties, agents });
  const question = useSettled(JSON.stringify({ caseId, disputeTypeCode, people }));
  const { data } = useQuery({
    queryKey: ['related', question],
    queryFn: () => call(desk.cases.findRelated(JSON.parse(question))),
    enabled: people.length > 0,
    placeholderData: keepPreviousData,
    retry: false,
  });
  return people.length === 0 ? nothing : (data ?? nothing);
}

/** 重复登记: a case between the same two about the same is answered for once; the timeline knows whether it was. */
export function duplicateConcerns(view: CaseView, disputes: readonly EarlierDispute[]): OpenFault[] {
  const answered = new Set(
    view.timeline.flatMap(({ type, body }) =>
      listOverrulings(type, body)
        .filter(({ messageKey }) => messageKey === duplicateKey)
        .map(({ params }) => params.number),
    ),
  );
  const applicant = view.parties.find(({ side }) => side === 'applicant')?.id ?? 'P1';
  return disputes
    .filter(({ isSameKind, caseNumber }) => isSameKind && !answered.has(caseNumber))
    .map(({ caseNumber, applicant: name, respondent }) => ({
      path: `party.${applicant}.name`,
      labelKey: 'intake.parties',
      messageKey: duplicateKey,
      params: { number: caseNumber, name, other: respondent },
    }));
}
const duplicateKey = 'check.related.sameDispute';

export function tieMessageKey({ kind, isCertain }: Pick<MediatorTie, 'kind' | 'isCertain'>): string {
  return `check.related.${kind}${isCertain ? 'ByNumber' : ''}`;
}

/** What was found, where the parties are entered. */
export function RelatedCases({ disputes, ties }: Related) {
  const { t } = useTranslation();
  const go = useRoutes((routes) => routes.go);
  return (
    <>
      {disputes.map((one) => (
        <div key={one.caseId} className="row" data-related-case={one.caseNumber}>
          <Notice tone={one.isSameKind ? 'warning' : 'info'}>
            {t(one.isSameKind ? duplicateKey : 'check.related.otherDispute', {
              number: one.caseNumber,
              name: one.applicant,
              other: one.respondent,
            })}
            {t('intake.relatedState', {
              date: dateText(one.openedOn),
              state: t(one.isClosed ? 'intake.relatedClosed' : 'intake.relatedOpen'),
            })}
          </Notice>
          <Button
            kind="quiet"
            data-action="open-related"
            onClick={() => go({ name: 'case', caseId: one.caseId, section: 'intake' })}
          >
            {t('intake.openRelated')}
          </Button>
        </div>
      ))}
      {ties.map((tie) => (
        <Notice key={`${tie.mediatorId}${tie.partyName}`} tone={tie.isCertain ? 'warning' : 'info'}>
          {t(tieMessageKey(tie), {
            mediator: tie.mediatorName,
            party: tie.partyName,
            number: tie.caseNumber,
          })}
        </Notice>
      ))}
    </>
  );
}
