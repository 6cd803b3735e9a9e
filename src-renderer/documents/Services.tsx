import { useTranslation } from 'react-i18next';
import type { EntityOf } from '../../shared/case/entities.ts';
import type { CaseDocument } from '../../shared/case/state.ts';
import { isClosedTo } from '../../shared/case/step-refusals.ts';
import type { CaseView } from '../../shared/case/view.ts';
import { getFormEntry } from '../../shared/documents/catalogue.ts';
import {
  findEarlyService,
  isServed,
  listReports,
  listServedPapers,
  listUnservedPapers,
  listUnservedReports,
} from '../../shared/documents/service.ts';
import { codeLabel, serviceMethods, serviceResults } from '../../shared/law/codes/index.ts';
import { TakeBackEntity } from '../casepage/TakeBack.tsx';
import { newId, savedValues, useAct } from '../casepage/useCase.ts';
import {
  ChoiceField,
  type Editing,
  EntityFields,
  focusBegun,
  ManyField,
  type OpenFault,
  SaveBar,
  TextAreaField,
  TextField,
  useEditing,
} from '../editing/index.ts';
import { Button, Section, StillMissing } from '../ui/index.tsx';
import { listText } from '../ui/list-text.ts';
import { dateText } from '../ui/shanghai-time.ts';
import { useFormName, usePaperLabel } from './PaperList.tsx';

const kind = 'service';

/** 送达: which party or body received which papers, how and when; refused and returned ones too (办案规则 20). */
export function Services({ view, caseId }: { readonly view: CaseView; readonly caseId: string }) {
  const { t } = useTranslation();
  const { act } = useAct(caseId);
  const labelOf = useServedLabel(view);
  const editing = useEditing(`${caseId}:services`, savedValues(view));
  const isReadOnly = isClosedTo(view, 'recordService');
  const served = view.parties.filter((party) => listServedPapers(view, party).length > 0);
  const reports = listReports(view);
  if (served.length + reports.length === 0) return null;
  const unserved = listUnservedReports(view);
  const begun = editing.newIds(kind);
  const missing = [...new Set(begun.flatMap((id) => listMissing(editing, id)))];
  const add = (fields: Parameters<typeof editing.set>[2]) => {
    const id = newId('sv');
    editing.set(kind, id, fields);
    focusBegun(kind, id);
  };
  const beginForBody = () =>
    add({
      recipient: view.application.externalDocument?.issuer ?? '',
      documentIds: unserved.map(({ documentId }) => documentId),
      method: 'post',
      result: 'received',
    });
  const begin = ({ parties, papers }: Pending) =>
    add({
      partyIds: parties.map(({ id }) => id),
      documentIds: papers.map(({ documentId }) => documentId),
      method: 'direct',
      result: 'received',
    });
  return (
    <Section
      title={t('service.title')}
      id="services"
      aside={
        !isReadOnly &&
        begun.length === 0 && (
          <Button data-action="add-service-body" onClick={beginForBody}>
            {t('service.addBody')}
          </Button>
        )
      }
    >
      <p className="soft small">{t('service.explained')}</p>
      {view.services.map((service) => (
        <Recorded key={service.id} service={service} view={view} caseId={caseId} isReadOnly={isReadOnly} />
      ))}
      {begun.map((id) => (
        <Begun key={id} id={id} view={view} editing={editing} />
      ))}
      {begun.length > 0 && (
        <SaveBar
          editing={editing}
          action="save-services"
          label={t('service.save')}
          isPlain
          isBlocked={missing.length > 0}
          concerns={begun.flatMap((id) => earlyConcerns(view, editing, id))}
          onSave={(reason) => act('service.recorded', { patches: editing.patches, ...reason })}
        />
      )}
      <StillMissing labels={missing.map((field) => t(`field.service.${field}`))} />
      {begun.length === 0 && unserved.length > 0 && (
        <p>
          {t('service.pending', {
            names: view.application.externalDocument?.issuer || t('service.body'),
            labels: listText(unserved.map(labelOf)),
          })}
        </p>
      )}
      {begun.length === 0 &&
        listPending(view).map((pending) => (
          <div key={pending.parties[0]?.id} className="card-head">
            <span>
              {t('service.pending', {
                names: listText(pending.parties.map(({ name }) => name || t('intake.unnamed'))),
                labels: listText(pending.papers.map(labelOf)),
              })}
            </span>
            {!isReadOnly && (
              <Button data-action={`add-service-${pending.parties[0]?.id}`} onClick={() => begin(pending)}>
                {t('service.add')}
              </Button>
            )}
          </div>
        ))}
    </Section>
  );
}

/** A paper about one party is served on it alone, whose name stands beside it. */
function useServedLabel(view: CaseView): (document: CaseDocument) => string {
  const labelOf = usePaperLabel(view);
  const titleOf = useFormName();
  return (document) =>
    getFormEntry(document.form).subject === 'party' ? titleOf(document.form) : labelOf(document);
}

const isOnBody = (editing: Editing, id: string) => !Array.isArray(editing.get(kind, id, 'partyIds'));

/** Fields without which nobody could tell what was served on whom, and when. */
function listMissing(editing: Editing, id: string): string[] {
  const isEmpty = (field: string) => {
    const value = editing.get(kind, id, field);
    return Array.isArray(value) ? value.length === 0 : !value;
  };
  const onBody = isOnBody(editing, id);
  const hasPapers = !isEmpty('documentIds') || (onBody && !isEmpty('otherPapers'));
  return [
    ...(isEmpty(onBody ? 'recipient' : 'partyIds') ? [onBody ? 'recipient' : 'partyIds'] : []),
    ...(hasPapers ? [] : [onBody ? 'otherPapers' : 'documentIds']),
    ...(isEmpty('servedOn') ? ['servedOn'] : []),
  ];
}

/** Served before there was anything to serve: said before it is saved, and may stand with a reason. */
function earlyConcerns(view: CaseView, editing: Editing, id: string): OpenFault[] {
  const documentIds = (editing.get(kind, id, 'documentIds') as string[] | null | undefined) ?? [];
  const servedOn = String(editing.get(kind, id, 'servedOn') ?? '');
  return findEarlyService(view, { documentIds, servedOn }).map(({ code, day }) => ({
    path: `${kind}.${id}.servedOn`,
    labelKey: `field.${kind}.servedOn`,
    messageKey: `service.early.${code}`,
    params: { day },
  }));
}

type Pending = {
  readonly parties: readonly CaseView['parties'][number][];
  readonly papers: ReturnType<typeof listUnservedPapers>;
};

/** Who is not yet recorded to have received what. The workers of a group stand together: a representative receives for all. */
function listPending(view: CaseView): Pending[] {
  const isOfGroup = ({ side }: CaseView['parties'][number]) =>
    view.collective !== null && side === 'applicant';
  const groups = [
    view.parties.filter(isOfGroup),
    ...view.parties.filter((party) => !isOfGroup(party)).map((party) => [party]),
  ];
  return groups.flatMap((parties) => {
    const papers = new Set(parties.flatMap((party) => listUnservedPapers(view, party)));
    return papers.size === 0 ? [] : [{ parties, papers: [...papers] }];
  });
}

function Begun(props: { readonly id: string; readonly view: CaseView; readonly editing: Editing }) {
  const { t } = useTranslation();
  const { id, view, editing } = props;
  const labelOf = useServedLabel(view);
  const chosen = (editing.get(kind, id, 'partyIds') as readonly string[] | undefined) ?? [];
  const onBody = isOnBody(editing, id);
  const papers = new Set(
    onBody
      ? listReports(view)
      : view.parties
          .filter((party) => chosen.includes(party.id))
          .flatMap((party) => listServedPapers(view, party)),
  );
  return (
    <EntityFields editing={editing} kind={kind} id={id}>
      <div className="card">
        <div className="grid">
          {onBody ? (
            <TextField field="recipient" isWide />
          ) : (
            <ManyField
              field="partyIds"
              options={view.parties.map(({ id: value, name }) => ({ value, label: name ?? value }))}
            />
          )}
          {papers.size > 0 && (
            <ManyField
              field="documentIds"
              options={[...papers].map((document) => ({
                value: document.documentId,
                label: labelOf(document),
              }))}
            />
          )}
          {onBody && <TextField field="otherPapers" isWide />}
          <ChoiceField field="method" codes={serviceMethods} />
          <ChoiceField field="result" codes={serviceResults} />
          <TextField field="servedOn" type="date" />
          <TextField field="receivedBy" />
          <TextAreaField field="note" rows={2} />
        </div>
        <Button kind="quiet" data-action="drop-service" onClick={() => editing.drop(kind, id)}>
          {t('intake.dropCard')}
        </Button>
      </div>
    </EntityFields>
  );
}

/** One service as it was recorded, and the way to take back one that was recorded by mistake. */
function Recorded(props: {
  readonly service: EntityOf<'service'>;
  readonly view: CaseView;
  readonly caseId: string;
  readonly isReadOnly: boolean;
}) {
  const { t, i18n } = useTranslation();
  const { service, view, caseId, isReadOnly } = props;
  const { id, partyIds, recipient, documentIds, otherPapers, method, result, servedOn, receivedBy, note } =
    service;
  const labelOf = useServedLabel(view);
  const locale = i18n.language === 'en' ? 'en' : 'zh-CN';
  const papers = view.documents.filter(({ documentId }) => documentIds?.includes(documentId));
  // Who was taken out of the case since has received it all the same.
  const names = [...view.parties, ...view.withdrawn.parties]
    .filter((party) => partyIds?.includes(party.id))
    .map(({ name }) => name ?? '');
  const words = [
    recipient || listText(names),
    servedOn ? dateText(servedOn) : '',
    codeLabel(serviceMethods, method ?? '', locale),
    result === 'received' && receivedBy
      ? receivedBy === (recipient || listText(names))
        ? t('service.receivedSelf')
        : t('service.receivedBy', { name: receivedBy })
      : '',
    listText([...papers.map(labelOf), ...(otherPapers ? [otherPapers] : [])]),
    note ?? '',
  ].filter(Boolean);
  return (
    <div data-service={id}>
      <p>
        <span className={`tag ${isServed(service) ? 'tag-green' : 'tag-amber'}`}>
          {codeLabel(serviceResults, result ?? '', locale)}
        </span>{' '}
        {words.join('　')}
      </p>
      {!isReadOnly && (
        <TakeBackEntity
          label={t('takeBack.service')}
          name={`service-${id}`}
          caseId={caseId}
          type="service.recorded"
          kind={kind}
          id={id}
        />
      )}
    </div>
  );
}
