import { useTranslation } from 'react-i18next';
import { type AgreementView, isEnforceable } from '../../shared/case/agreement.ts';
import { choosingRoute, hasCourse } from '../../shared/case/enforcement.ts';
import { isClosedTo } from '../../shared/case/step-refusals.ts';
import type { CaseView } from '../../shared/case/view.ts';
import {
  type ApplicationPack,
  findApplicationPack,
  type PackPaper,
} from '../../shared/documents/application-packs.ts';
import { findLastAgreement } from '../../shared/documents/due-rows.ts';
import { codeLabel, enforcementResults, enforcementRoutes } from '../../shared/law/codes/index.ts';
import { useLawTables } from '../calculators/useLawTables.ts';
import type { SectionProps } from '../casepage/CasePage.tsx';
import { savedValues, useAct } from '../casepage/useCase.ts';
import { PaperLine } from '../documents/PaperLine.tsx';
import { ChoiceField, EntityFields, SaveBar, TextField, useEditing } from '../editing/index.ts';
import { Button, Notice, Section, useOrder } from '../ui/index.tsx';
import { dateText, todayInShanghai } from '../ui/shanghai-time.ts';

type Route = NonNullable<AgreementView['route']>;

/**
 * 履行保障途径: 仲裁审查 within 15 days (办案规则 74), 司法确认 within 30 (民事诉讼法 205), a notary (公证法 37), or none; what each
 * of the first two needs, what would have it refused, and how many days are left.
 */
export function EnforcementPanel({ opened, caseId }: SectionProps) {
  const { t } = useTranslation();
  const { view } = opened;
  const { actOn } = useAct(caseId);
  const tables = useLawTables();
  const agreement = findLastAgreement(view);
  const choose = useOrder(async (shown: AgreementView, route: Route) => {
    // A course that is being saved at this moment is emptied as well.
    await actOn('agreement.drafted', (now) => {
      const of = now?.view.agreements.find((one) => one.version === shown.version) ?? shown;
      return { patches: [choosingRoute(of, route, todayInShanghai())] };
    });
  });
  if (agreement === undefined || tables === undefined) return null;
  const { version, route } = agreement;
  const isSettled = isEnforceable(agreement);
  const facts = { today: todayInShanghai(), calendar: tables.calendar };
  const isClosed = isClosedTo(view, 'draftAgreement');
  return (
    <Section title={t('enforcement.title')} id="enforcement">
      {choose.failure}
      <div className="route-cards">
        {enforcementRoutes.map(({ code }) => (
          <RouteCard
            key={code}
            route={code}
            pack={code === 'none' || code === 'notarisation' ? null : findApplicationPack(view, code, facts)}
            view={view}
            caseId={caseId}
            isChosen={route === code}
            course={route === code ? agreement.enforcement : null}
            isClosed={isClosed}
            isSettled={isSettled}
            canChoose={!isClosed && !isSettled && !choose.isBusy}
            onChoose={() => void choose.run(agreement, code)}
          />
        ))}
      </div>
      {!isClosed && hasCourse(agreement) && (
        <p className="soft small" data-value="routeChange">
          {t(isSettled ? 'enforcement.settled' : 'enforcement.changing')}
        </p>
      )}
      {route !== null && route !== 'none' && (
        <Course
          key={`${version}.${route}`}
          view={view}
          caseId={caseId}
          agreement={agreement}
          isReadOnly={isClosed}
        />
      )}
    </Section>
  );
}

function RouteCard(props: {
  readonly route: Route;
  readonly pack: ApplicationPack | null;
  readonly view: CaseView;
  readonly caseId: string;
  readonly isChosen: boolean;
  /** What became of the application by this way. */
  readonly course: AgreementView['enforcement'];
  /** The case is closed: a day that has passed calls nobody any more. */
  readonly isClosed: boolean;
  /** 调解书 or ruling is there: the days of the other way press nobody. */
  readonly isSettled: boolean;
  readonly canChoose: boolean;
  readonly onChoose: () => void;
}) {
  const { t, i18n } = useTranslation();
  const { route, pack, isChosen } = props;
  const locale = i18n.language === 'en' ? 'en' : 'zh-CN';
  return (
    <div className={`card stack ${isChosen ? 'card-chosen' : ''}`} data-route={route}>
      <div className="card-head">
        <h3>{codeLabel(enforcementRoutes, route, locale)}</h3>
        {pack !== null && (isChosen || !props.isSettled) && (
          <DaysLeft pack={pack} isClosed={props.isClosed} course={props.course} />
        )}
      </div>
      <p className="small">{t(`enforcement.effect.${route}`, { body: bodyOf(route, props.view, t) })}</p>
      {pack !== null && (
        <>
          {pack.lastDay !== null && (
            <p className="small soft">
              {t('enforcement.lastDay', { date: dateText(pack.lastDay) })}　{pack.lastDayArticle}
            </p>
          )}
          {pack.obstacles.map((one) => (
            <Notice key={`${one.id}${one.about}`} tone={one.severity === 'refusal' ? 'warning' : 'info'}>
              <span data-obstacle={one.id}>
                {t(`check.application.${one.id}`, { about: one.about })}{' '}
                <span className="small">{one.article}</span>
              </span>
            </Notice>
          ))}
          <details open={isChosen}>
            <summary>{t('enforcement.needs', { count: pack.papers.length })}</summary>
            <ol className="lines">
              {pack.papers.map((paper) => (
                <NeededPaper
                  key={`${paper.forms[0] ?? ''}${paper.title}`}
                  paper={paper}
                  {...props}
                  pack={pack}
                />
              ))}
            </ol>
          </details>
        </>
      )}
      <Button
        kind={isChosen ? 'primary' : 'plain'}
        data-action={`choose-${route}`}
        aria-pressed={isChosen}
        disabled={!props.canChoose || isChosen}
        onClick={props.onChoose}
      >
        {isChosen ? `✓ ${t('enforcement.chosen')}` : t('enforcement.choose')}
      </Button>
    </div>
  );
}

/** Whom the application goes to, by name where the office knows it. */
function bodyOf(route: Route, { opened: { office } }: CaseView, t: (key: string) => string): string {
  switch (route) {
    case 'arbitrationReview':
      return office.arbitrationCommission || t('overdue.competentCommission');
    case 'judicialConfirmation':
      return office.court || t('enforcement.competentCourt');
    case 'notarisation':
    case 'none':
      return '';
  }
}

function DaysLeft(props: {
  readonly pack: ApplicationPack;
  readonly isClosed: boolean;
  readonly course: AgreementView['enforcement'];
}) {
  const { t, i18n } = useTranslation();
  const { daysLeft, appliedOn } = props.pack;
  const { result, decidedOn } = props.course ?? {};
  if (result && result !== 'confirmed')
    return (
      <span className="tag tag-amber" data-value="enforcementResult">
        {[
          codeLabel(enforcementResults, result, i18n.language === 'en' ? 'en' : 'zh-CN'),
          decidedOn ? dateText(decidedOn) : '',
        ]
          .filter(Boolean)
          .join(' ')}
      </span>
    );
  if (appliedOn !== null)
    return (
      <span className="tag tag-green" data-value="appliedOn">
        {t('enforcement.appliedOn', { date: dateText(appliedOn) })}
      </span>
    );
  if (daysLeft === null) return <span className="tag">{t('enforcement.startsWithEffect')}</span>;
  if (daysLeft < 0 && props.isClosed)
    return <span className="tag">{t('deadline.lapsed', { count: -daysLeft })}</span>;
  const tone = daysLeft < 0 ? 'tag-red' : daysLeft <= 3 ? 'tag-amber' : 'tag-green';
  return (
    <span className={`tag ${tone}`} data-value="daysLeft">
      {daysLeft < 0 ? t('deadline.passed', { count: -daysLeft }) : t('deadline.left', { count: daysLeft })}
    </span>
  );
}

/** A paper that is made here with the button that makes it; what the parties bring is only named. */
function NeededPaper(props: {
  readonly paper: PackPaper;
  readonly pack: ApplicationPack;
  readonly view: CaseView;
  readonly caseId: string;
}) {
  const { t, i18n } = useTranslation();
  const { paper, pack, view, caseId } = props;
  const [form] = paper.forms;
  const isOfAgreement = form === pack.form || form === 'mediationCertificate';
  if (form !== undefined && isOfAgreement)
    return (
      <li>
        <PaperLine view={view} caseId={caseId} paper={{ form, subjectId: pack.subjectId }} />
      </li>
    );
  const state = paper.documents.length > 0 ? 'made' : paper.forms.length === 0 ? 'brought' : 'missing';
  return (
    <li className="row" data-needed={form ?? ''} data-state={state}>
      <span style={{ flex: 1 }}>
        {i18n.language === 'en' ? paper.englishTitle : paper.title}
        {!paper.isRequired && <span className="small soft">　{t('closing.asNeeded')}</span>}
      </span>
      <span className={`tag ${state === 'made' ? 'tag-green' : state === 'missing' ? 'tag-amber' : ''}`}>
        {t(`enforcement.paper.${state}`)}
      </span>
    </li>
  );
}

/** What became of the application: days, result, the number of the paper that came back. */
function Course(props: {
  readonly view: CaseView;
  readonly caseId: string;
  readonly agreement: AgreementView;
  readonly isReadOnly: boolean;
}) {
  const { t } = useTranslation();
  const { view, caseId, agreement, isReadOnly } = props;
  const { act } = useAct(caseId);
  // What was typed of one way and not saved is nothing of the other.
  const editing = useEditing(
    `${caseId}:enforcement:${agreement.version}.${agreement.route}`,
    savedValues(view),
  );
  const written = (field: string) => editing.get('enforcement', agreement.version, field);
  // A court enforces by the number and the day of what it gave.
  const isUnnamed = written('result') === 'confirmed' && !(written('decidedOn') && written('documentNumber'));
  // 办案规则 77: until both have received it, it binds nobody.
  const isUnserved =
    agreement.route === 'arbitrationReview' && written('result') === 'confirmed' && !written('servedOn');
  return (
    <EntityFields editing={editing} kind="enforcement" id={agreement.version} isReadOnly={isReadOnly}>
      <h3>{t('enforcement.course')}</h3>
      <div className="grid">
        <TextField field="appliedOn" type="date" />
        {agreement.route === 'arbitrationReview' && (
          <>
            <TextField field="acceptedOn" type="date" />
            <TextField field="lengthenedOn" type="date" />
          </>
        )}
        <TextField field="decidedOn" type="date" />
        <ChoiceField field="result" codes={enforcementResults} />
        <TextField field="documentNumber" />
        {written('result') === 'confirmed' && <TextField field="servedOn" type="date" />}
      </div>
      {isUnnamed && <Notice tone="warning">{t('enforcement.unnamed')}</Notice>}
      {isUnserved && <Notice tone="warning">{t('enforcement.unserved')}</Notice>}
      {!isReadOnly && (
        <SaveBar
          editing={editing}
          action="save-enforcement"
          label={t('enforcement.save')}
          isPlain
          onSave={(reason) => act('agreement.drafted', { patches: editing.patches, ...reason })}
        />
      )}
    </EntityFields>
  );
}
