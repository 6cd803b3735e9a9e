import { useTranslation } from 'react-i18next';
import type { OpenedRisk } from '../../shared/contract/risks.ts';
import { errorText } from '../app/error-text.ts';
import { TakeBack } from '../casepage/TakeBack.tsx';
import { ActionLines, TimelineEntries } from '../casepage/Timeline.tsx';
import { SaveBar, useEditing } from '../editing/index.ts';
import { useRoutes } from '../shell/routes.ts';
import { useMay } from '../shell/useMay.ts';
import { Button, Notice, Section } from '../ui/index.tsx';
import { FollowUps } from './FollowUps.tsx';
import { NewRisk } from './NewRisk.tsx';
import { Reports } from './Reports.tsx';
import { RiskCases } from './RiskCases.tsx';
import { RiskConflicts } from './RiskConflicts.tsx';
import { RiskFields } from './RiskFields.tsx';
import { RiskReportPaper } from './RiskReportPaper.tsx';
import { LevelTag, StatusTag } from './tags.tsx';
import { correctsRisk, savedOfRisk, useOpenedRisk, useRiskAct } from './useRisk.ts';
import { useRiskGist } from './useRiskGist.ts';

/** One record of the register of risks; '' begins one. */
export function RiskPage({ riskId }: { readonly riskId: string }) {
  return riskId === '' ? <NewRisk /> : <KnownRisk riskId={riskId} />;
}

function KnownRisk({ riskId }: { readonly riskId: string }) {
  const { t } = useTranslation();
  const { data, error } = useOpenedRisk(riskId);
  if (error) return <Notice tone="error">{errorText(error, t)}</Notice>;
  if (data === undefined) return null;
  return <OpenRisk opened={data} />;
}

function OpenRisk({ opened }: { readonly opened: OpenedRisk }) {
  const { t } = useTranslation();
  const { view, faults } = opened;
  const { riskId, riskNumber, risk, isWithdrawn, unknown } = view;
  const go = useRoutes((routes) => routes.go);
  const may = useMay()('keepRisks') && unknown.length === 0;
  const act = useRiskAct(riskId);
  const gist = useRiskGist()(view);
  const isReadOnly = isWithdrawn || !may;
  const isDisputed = view.conflicts.some(({ kind, field }) => kind === 'risk' && field === 'isWithdrawn');
  const editing = useEditing(`${riskId}:risk`, savedOfRisk(view), isReadOnly);
  return (
    <>
      <Section
        title={risk.employerName || t('intake.unnamed')}
        aside={
          <>
            <LevelTag level={risk.riskLevel ?? ''} />
            <StatusTag status={view.status} />
            <Button kind="quiet" data-action="back-to-risks" onClick={() => go({ name: 'risks' })}>
              {t('risk.backToRegister')}
            </Button>
          </>
        }
      >
        <p className="soft">
          <span data-value="riskNumber">{riskNumber}</span>
          {gist.map((one) => ` · ${one}`)}
        </p>
        {risk.description && <p style={{ whiteSpace: 'pre-line' }}>{risk.description}</p>}
        {faults.length > 0 && <Notice tone="error">{t('risk.faults', { count: faults.length })}</Notice>}
        {unknown.length > 0 && <Notice tone="warning">{t('errors.risk.newerProgram')}</Notice>}
        {isWithdrawn && (
          <Notice tone="warning">{t(isDisputed ? 'risk.isOut.disputed' : 'risk.isWithdrawn')}</Notice>
        )}
        <RiskConflicts opened={opened} isReadOnly={isReadOnly} maySettle={may} />
      </Section>
      <FollowUps view={view} isReadOnly={isReadOnly} />
      <Reports view={view} isReadOnly={isReadOnly} />
      {!isWithdrawn && <RiskReportPaper view={view} />}
      <RiskCases view={view} isReadOnly={isReadOnly} unlinkedCase={opened.unlinkedCase} />
      <Section title={t('risk.registered')}>
        <RiskFields editing={editing} isReadOnly={isReadOnly} />
        {!isReadOnly && (
          <SaveBar
            editing={editing}
            action="save-risk"
            label={t('risk.save')}
            isPlain
            isCorrection={editing.patches.some((patch) => correctsRisk(view, patch))}
            onSave={(reason) => act('risk.recorded', { patches: editing.patches, ...reason })}
          />
        )}
      </Section>
      <Section title={t('section.timeline')}>
        <TimelineEntries
          timeline={view.timeline}
          people={opened.people}
          linesOf={({ type, body }) => <ActionLines type={type} body={body} names={noNames} />}
        />
        {may && (
          <TakeBack
            label={t(isWithdrawn ? 'risk.takeIn' : 'risk.takeOut')}
            name="risk"
            hint={t(isWithdrawn ? 'risk.takeInHint' : 'risk.takeOutHint')}
            onTakeBack={(reason) =>
              act('risk.recorded', {
                patches: [{ kind: 'risk', id: 'risk', fields: { isWithdrawn: !isWithdrawn } }],
                reason,
              })
            }
          />
        )}
      </Section>
    </>
  );
}

const noNames: ReadonlyMap<string, string> = new Map();
