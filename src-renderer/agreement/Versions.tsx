import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type AgreementView, isEnforceable } from '../../shared/case/agreement.ts';
import { draftNextVersion, type VersionState, versionStateOf } from '../../shared/case/agreement-versions.ts';
import { formatAgreementNumber } from '../../shared/case/case-number.ts';
import { findRefusal } from '../../shared/case/step-refusals.ts';
import type { SectionProps } from '../casepage/CasePage.tsx';
import { newId, useAct } from '../casepage/useCase.ts';
import { useDraft } from '../drafts/useDraft.ts';
import { useEscape } from '../shell/escape.ts';
import { useRoutes } from '../shell/routes.ts';
import { Button, Notice, Section, TextInput, useOrder } from '../ui/index.tsx';
import { dateText } from '../ui/shanghai-time.ts';
import { Difference } from './Difference.tsx';

const tones: Readonly<Record<VersionState, string>> = {
  draft: '',
  final: 'tag-amber',
  inForce: 'tag-green',
  superseded: '',
};

/** Every version of the agreement: how far each has come, what it says differently, and the way to a further one. */
export function Versions({ opened, caseId }: SectionProps) {
  const { t } = useTranslation();
  const { view } = opened;
  const { agreements } = view;
  const last = agreements.at(-1);
  const [asked, setCompared] = useState<readonly [string, string] | null>(null);
  const [source, setSource] = useState<string | null>(null);
  // A version that was just drawn up may come a moment later than the wish to compare it.
  const isKnown = (version: string) => agreements.some((one) => one.version === version);
  const compared = asked?.every(isKnown) ? asked : null;
  useEscape(compared !== null, () => setCompared(null));
  useEscape(source !== null, () => setSource(null));
  const refusal = findRefusal(view, 'draftAgreement');
  // What was just made final says so at the top, while the page below it grows by all that comes next.
  const isFinal = last?.isFinal === true;
  const wasFinal = useRef(isFinal);
  useEffect(() => {
    if (isFinal && !wasFinal.current) document.querySelector('#versions')?.scrollIntoView();
    wasFinal.current = isFinal;
  }, [isFinal]);
  const isAlone = agreements.length === 1 && last?.isFinal === false;
  if (last === undefined || isAlone) return null;
  return (
    <Section title={t('versions.title')} id="versions">
      <Standing agreements={agreements} />
      <ul className="lines">
        {agreements.toReversed().map((agreement) => {
          const before = agreements[agreements.indexOf(agreement) - 1];
          return (
            <li key={agreement.version} className="row" data-version={agreement.version}>
              <VersionWords view={view} agreement={agreement} />
              {before && (
                <Button
                  kind="quiet"
                  data-action={`compare-${agreement.version}`}
                  aria-expanded={compared?.[1] === agreement.version}
                  onClick={() => setCompared([before.version, agreement.version])}
                >
                  {t('versions.compareWith', { version: before.version })}
                </Button>
              )}
              {agreement.document !== null && <OpenPaper caseId={caseId} version={agreement.version} />}
              {refusal === null && (agreement.isFinal || agreement !== last) && (
                <Button
                  kind="quiet"
                  data-action={`draw-from-${agreement.version}`}
                  aria-expanded={source === agreement.version}
                  onClick={() => setSource(agreement.version)}
                >
                  {t('versions.drawFrom')}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      {source !== null && (
        <NewVersion
          key={source}
          opened={opened}
          caseId={caseId}
          source={source}
          onDone={(version) => {
            setSource(null);
            if (version !== null) setCompared([source, version]);
          }}
        />
      )}
      {compared !== null && (
        <Difference
          view={view}
          before={compared[0]}
          after={compared[1]}
          onChoose={(before, after) => setCompared([before, after])}
          onClose={() => setCompared(null)}
        />
      )}
    </Section>
  );
}

/** In one sentence which version binds, and which one waits. */
function Standing({ agreements }: { readonly agreements: readonly AgreementView[] }) {
  const { t } = useTranslation();
  const inForce = agreements.findLast((one) => one.effectiveness.isEffective);
  const last = agreements.at(-1);
  if (inForce?.effectiveness.isEffective !== true)
    return last?.isFinal ? <Notice tone="warning">{t('agreement.notEffectiveYet')}</Notice> : null;
  const date = dateText(inForce.effectiveness.effectiveDate);
  if (inForce === last) return <Notice tone="good">{t('effect.since', { date })}</Notice>;
  return (
    <Notice tone="info">
      {t('versions.stillInForce', { version: inForce.version, date, next: last?.version ?? '' })}
    </Notice>
  );
}

function VersionWords({
  view,
  agreement,
}: {
  readonly view: SectionProps['opened']['view'];
  readonly agreement: AgreementView;
}) {
  const { t } = useTranslation();
  const { version, terms, document } = agreement;
  const state = versionStateOf(view.agreements, agreement);
  return (
    <span style={{ flex: 1, minWidth: '16rem' }}>
      <strong>{t('versions.version', { version })}</strong>{' '}
      <span className={`tag ${tones[state]}`}>{t(`versions.state.${state}`)}</span>{' '}
      <span className="soft">
        {document?.number || formatAgreementNumber(view.opened.caseNumber, version)}
      </span>
      {terms.changeReason && (
        <span className="small" style={{ display: 'block' }}>
          {t('versions.reason', { reason: terms.changeReason })}
        </span>
      )}
    </span>
  );
}

function OpenPaper({ caseId, version }: { readonly caseId: string; readonly version: string }) {
  const { t } = useTranslation();
  const go = useRoutes((routes) => routes.go);
  return (
    <Button
      kind="quiet"
      data-action={`open-version-${version}`}
      onClick={() =>
        go({ name: 'case', caseId, section: 'documents', paper: { form: 'agreement', subjectId: version } })
      }
    >
      {t('documents.showAndPrint')}
    </Button>
  );
}

/** A further version: its reason, which stands on the page, and one button. Nothing is typed again. */
function NewVersion(
  props: SectionProps & { readonly source: string; readonly onDone: (version: string | null) => void },
) {
  const { t } = useTranslation();
  const { opened, caseId, source, onDone } = props;
  const { view } = opened;
  const { act } = useAct(caseId);
  const { value: reason, change, clear } = useDraft(`${caseId}:newVersion:${source}`, '');
  const signed =
    view.agreements.at(-1)?.document?.signatures.filter(({ manner }) => manner !== 'refused') ?? [];
  const draw = useOrder(async () => {
    const next = draftNextVersion(view, source, reason.trim(), () => newId('o'));
    await act('agreement.drafted', { patches: next.patches });
    clear();
    onDone(next.version);
  });
  return (
    <div className="card stack">
      <h3>{t('versions.newFrom', { version: source })}</h3>
      <p className="soft small">{t('versions.newExplained')}</p>
      {signed.length > 0 && (
        <Notice tone="warning">{t('versions.alreadySigned', { count: signed.length })}</Notice>
      )}
      {view.agreements.some(isEnforceable) && <Notice tone="warning">{t('versions.enforceable')}</Notice>}
      <TextInput
        label={t('field.agreementTerms.changeReason')}
        field="agreement.newVersionReason"
        value={reason}
        onChange={change}
      />
      {draw.failure}
      <div className="row">
        <Button
          kind="primary"
          data-action="new-version"
          disabled={draw.isBusy || reason.trim() === ''}
          onClick={() => void draw.run()}
        >
          {t('versions.draw')}
        </Button>
        <Button onClick={() => onDone(null)}>{t('common.cancel')}</Button>
      </div>
    </div>
  );
}
