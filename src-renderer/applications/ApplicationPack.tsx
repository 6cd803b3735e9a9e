import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../shared/case/view.ts';
import type { ApplicationKind } from '../../shared/documents/application-attachments.ts';
import {
  findApplicationPack,
  type ApplicationPack as Pack,
} from '../../shared/documents/application-packs.ts';
import { getFormEntry } from '../../shared/documents/catalogue.ts';
import { findLastAgreement } from '../../shared/documents/due-rows.ts';
import { listPackFiles } from '../../shared/documents/pack-files.ts';
import { countMissingCopies } from '../../shared/documents/print-batch.ts';
import { isWorker } from '../../shared/law/party-kind.ts';
import { call, desk } from '../app/desk.ts';
import { useLawTables } from '../calculators/useLawTables.ts';
import { useAct } from '../casepage/useCase.ts';
import { usePaperLabel } from '../documents/PaperList.tsx';
import { PrintBatch } from '../documents/PrintBatch.tsx';
import { Button, Notice, Section, useOrder } from '../ui/index.tsx';
import { dateTextWithWeekday, todayInShanghai } from '../ui/shanghai-time.ts';
import { ExportHistory } from './ExportHistory.tsx';
import { Obstacles } from './Obstacles.tsx';
import { PackPieces } from './PackPieces.tsx';

type Props = { readonly view: CaseView; readonly caseId: string; readonly kind: ApplicationKind };

/** One application: how long there is, what would have it refused, its papers in order, print and zip. */
export function ApplicationPack({ view, caseId, kind }: Props) {
  const { t } = useTranslation();
  const tables = useLawTables();
  const [creditorId, setCreditorId] = useState('');
  if (tables === undefined) return null;
  const pack = findApplicationPack(view, kind, {
    today: todayInShanghai(),
    calendar: tables.calendar,
    ...(creditorId === '' ? {} : { creditorId }),
  });
  if (pack === null)
    return (
      <Section title={t(`pack.kind.${kind}`)}>
        <p className="soft">{t('pack.noAgreement')}</p>
      </Section>
    );
  return (
    <>
      <Section title={t(`pack.kind.${kind}`)}>
        <Facts pack={pack} />
        {kind === 'paymentOrder' && (
          <CreditorChoice view={view} creditorId={pack.subjectId} onChoose={setCreditorId} />
        )}
        <h3>{t('pack.checks')}</h3>
        <Obstacles caseId={caseId} obstacles={pack.obstacles} />
      </Section>
      <Section title={t('pack.papers')}>
        <PackPieces view={view} caseId={caseId} pack={pack} />
        <HandOut key={pack.subjectId} view={view} caseId={caseId} pack={pack} />
      </Section>
    </>
  );
}

/** To whom, until when, by which article. */
function Facts({ pack }: { readonly pack: Pack }) {
  const { t } = useTranslation();
  const { daysLeft, lastDay } = pack;
  return (
    <dl className="facts pack-facts" data-value="pack-facts">
      <div>
        <dt>{t('pack.recipient')}</dt>
        <dd>{pack.recipient || t('pack.recipientByHand')}</dd>
      </div>
      {lastDay !== null && daysLeft !== null && (
        <div>
          <dt>{t('pack.lastDay')}</dt>
          <dd>
            {dateTextWithWeekday(lastDay)}{' '}
            <span className={`tag ${daysLeft < 0 ? 'tag-red' : daysLeft <= 3 ? 'tag-amber' : ''}`}>
              {daysLeft < 0
                ? t('deadline.passed', { count: -daysLeft })
                : t('deadline.left', { count: daysLeft })}
            </span>
          </dd>
        </div>
      )}
      <div>
        <dt>{t('pack.article')}</dt>
        <dd>{pack.lastDayArticle || getFormEntry(pack.form).article}</dd>
      </div>
    </dl>
  );
}

/** Each worker asks for a payment order of his own. */
function CreditorChoice(props: {
  readonly view: CaseView;
  readonly creditorId: string;
  readonly onChoose: (creditorId: string) => void;
}) {
  const { t } = useTranslation();
  const owed = new Set(
    (findLastAgreement(props.view)?.obligations ?? [])
      .filter((one) => one.isMonetary)
      .flatMap((one) => one.creditorIds ?? []),
  );
  const people = props.view.parties.filter((one) => isWorker(one) && owed.has(one.id));
  return (
    <div className="field pack-creditor">
      <label htmlFor="creditor">{t('pack.creditor')}</label>
      <select
        id="creditor"
        data-field="pack.creditorId"
        value={props.creditorId}
        onChange={(event) => props.onChoose(event.target.value)}
      >
        {people.map((one) => (
          <option key={one.id} value={one.id}>
            {one.name}
          </option>
        ))}
      </select>
    </div>
  );
}

/** Print all, or save as one zip; what was handed out before stands below. */
function HandOut({ view, caseId, pack }: Omit<Props, 'kind'> & { readonly pack: Pack }) {
  const { t } = useTranslation();
  const { show } = useAct(caseId);
  const [isPrinting, setPrinting] = useState(false);
  const [isClosed, setClosed] = useState(false);
  const labelOf = usePaperLabel(view);
  const documents = pack.papers.flatMap((paper) => paper.documents);
  const files = listPackFiles(pack.papers);
  const isRefused = pack.obstacles.some((one) => one.severity === 'refusal');
  const save = useOrder(async () => {
    const { opened } = await call(
      desk.documents.exportApplicationPack({
        caseId,
        kind: pack.kind,
        creditorId: pack.kind === 'paymentOrder' ? pack.subjectId : null,
      }),
    );
    setClosed(opened === null);
    if (opened !== null) show(opened);
  });
  return (
    <div className="stack">
      {isRefused && <Notice tone="warning">{t('pack.refusedHint')}</Notice>}
      {save.failure}
      {isClosed && <p className="soft small">{t('pack.notSaved')}</p>}
      <div className="row">
        <Button
          kind={isRefused || files.length === 0 ? 'plain' : 'primary'}
          data-action="export-pack"
          disabled={files.length === 0 || save.isBusy}
          onClick={() => void save.run()}
        >
          {t('pack.saveZip', { count: files.length })}
        </Button>
        <Button
          data-action="print-pack"
          aria-expanded={isPrinting}
          disabled={documents.length === 0}
          onClick={() => setPrinting(!isPrinting)}
        >
          {t(isPrinting ? 'pack.closePrint' : 'pack.printAll', { count: documents.length })}
        </Button>
      </div>
      <p className="soft small">{t('pack.zipHint')}</p>
      {files.some(({ source }) => source === 'scan') && <p className="soft small">{t('pack.originals')}</p>}
      {isPrinting && (
        <PrintBatch
          view={view}
          caseId={caseId}
          pieces={documents.map((document) => ({
            document,
            label: `${labelOf(document)}${document.signatures.length > 0 ? t('pack.isSigned') : ''}`,
            // Of what is signed already the signed paper is handed in, not a fresh print.
            copies:
              document.signatures.length > 0
                ? 0
                : document.form === pack.form
                  ? countMissingCopies(document)
                  : 1,
          }))}
        />
      )}
      <ExportHistory view={view} purpose={pack.kind} />
    </div>
  );
}
