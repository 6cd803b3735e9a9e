import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseDocument } from '../../shared/case/state.ts';
import type { CaseView } from '../../shared/case/view.ts';
import { mainFileDocuments } from '../../shared/documents/file-order.ts';
import {
  buildPlatformSheet,
  type PlatformMatter,
  platformMatters,
} from '../../shared/documents/platform-sheet.ts';
import { call, desk } from '../app/desk.ts';
import { useAct } from '../casepage/useCase.ts';
import { usePaperLabel } from '../documents/PaperList.tsx';
import { toBase64 } from '../scans/bytes.ts';
import { Button, Section, useOrder } from '../ui/index.tsx';
import { ExportHistory } from './ExportHistory.tsx';
import { FieldSheet } from './FieldSheet.tsx';
import { drawPagePictures, type PictureKind, pictureKinds } from './page-pictures.ts';

type Props = { readonly view: CaseView; readonly caseId: string };

/** 平台填报: the values in the order of the platform's page, and its uploads as pictures in one zip. */
export function PlatformPack({ view, caseId }: Props) {
  const { t } = useTranslation();
  const [matter, setMatter] = useState<PlatformMatter>(
    view.agreements.some((one) => one.isFinal) ? 'reviewConfirmation' : 'mediation',
  );
  return (
    <>
      <Section
        title={t('platform.sheet')}
        aside={
          <select
            className="input"
            aria-label={t('platform.matter')}
            data-field="platform.matter"
            value={matter}
            onChange={(event) =>
              setMatter(platformMatters.find((one) => one === event.target.value) ?? 'mediation')
            }
          >
            {platformMatters.map((one) => (
              <option key={one} value={one}>
                {t(`platform.matter.${one}`)}
              </option>
            ))}
          </select>
        }
      >
        <p className="soft small">{t(`platform.hint.${matter}`)}</p>
        <FieldSheet blocks={buildPlatformSheet(view, matter)} />
      </Section>
      <Pictures key={matter} view={view} caseId={caseId} matter={matter} />
    </>
  );
}

/** Forms that the platform has a place for are proposed; any other paper of the 正卷 can be added. */
const proposed: Readonly<Record<PlatformMatter, readonly CaseDocument['form'][]>> = {
  mediation: [
    'mediationApplication',
    'oralApplicationRecord',
    'evidenceList',
    'authorisation',
    'legalRepresentativeCertificate',
  ],
  reviewConfirmation: [
    'arbitrationReviewApplication',
    'agreement',
    'authorisation',
    'legalRepresentativeCertificate',
  ],
};

function Pictures({ view, caseId, matter }: Props & { readonly matter: PlatformMatter }) {
  const { t } = useTranslation();
  const { show } = useAct(caseId);
  const labelOf = usePaperLabel(view);
  const papers = mainFileDocuments(view);
  const [left, setLeft] = useState<readonly string[]>([]);
  const [added, setAdded] = useState<readonly string[]>([]);
  const [kind, setKind] = useState<PictureKind>('image/jpeg');
  const [isClosed, setClosed] = useState(false);
  const leavingScans = view.scans.filter(
    (scan) => scan.subjectKind !== 'document' || papers.some((paper) => paper.documentId === scan.subjectId),
  );
  const isChosen = ({ documentId, form }: CaseDocument) =>
    added.includes(documentId) || (proposed[matter].includes(form) && !left.includes(documentId));
  const toggle = (paper: CaseDocument) => {
    const { documentId } = paper;
    const without = (list: readonly string[]) => list.filter((one) => one !== documentId);
    if (isChosen(paper)) {
      setAdded(without(added));
      setLeft([...left, documentId]);
    } else {
      setLeft(without(left));
      setAdded([...added, documentId]);
    }
  };
  const [withScans, setWithScans] = useState(true);
  const chosen = papers.filter(isChosen);
  const scans = withScans ? leavingScans : [];
  const count = chosen.reduce((sum, one) => sum + one.pages, 0) + scans.length;
  const save = useOrder(async () => {
    const pictures: { documentId: string; page: number; bytes: string }[] = [];
    for (const { documentId } of chosen) {
      const { pdf } = await call(desk.documents.read({ caseId, documentId }));
      for (const [index, bytes] of (await drawPagePictures(pdf, kind)).entries())
        pictures.push({ documentId, page: index + 1, bytes: toBase64(bytes) });
    }
    const scanIds = scans.map((scan) => scan.id);
    const { opened } = await call(desk.documents.exportPlatformPack({ caseId, matter, pictures, scanIds }));
    setClosed(opened === null);
    if (opened !== null) show(opened);
  });
  return (
    <Section title={t('platform.pictures')}>
      <p className="soft small">{t('platform.picturesHint')}</p>
      {papers.length === 0 && <p className="soft">{t('platform.noPapers')}</p>}
      <div className="stack">
        {papers.map((paper) => (
          <label key={paper.documentId} className="check">
            <input
              type="checkbox"
              data-field={`platform.${paper.form}.${paper.subjectId}`}
              checked={isChosen(paper)}
              onChange={() => toggle(paper)}
            />
            {labelOf(paper)}
            <span className="small soft">{t('platform.pages', { count: paper.pages })}</span>
          </label>
        ))}
        {leavingScans.length > 0 && (
          <label className="check">
            <input
              type="checkbox"
              data-field="platform.scans"
              checked={withScans}
              onChange={(event) => setWithScans(event.target.checked)}
            />
            {t('platform.withScans', { count: leavingScans.length })}
          </label>
        )}
        {scans.length > 0 && <p className="soft small">{t('pack.originals')}</p>}
        <div className="row">
          <select
            className="input"
            aria-label={t('platform.kind')}
            data-field="platform.kind"
            value={kind}
            onChange={(event) =>
              setKind(pictureKinds.find((one) => one === event.target.value) ?? 'image/jpeg')
            }
          >
            {pictureKinds.map((one) => (
              <option key={one} value={one}>
                {t(`platform.kind.${one}`)}
              </option>
            ))}
          </select>
          <Button
            kind={count > 0 ? 'primary' : 'plain'}
            data-action="export-platform-pack"
            disabled={count === 0 || save.isBusy}
            onClick={() => void save.run()}
          >
            {t(save.isBusy ? 'platform.drawing' : 'platform.saveZip', { count })}
          </Button>
        </div>
        {save.failure}
        {isClosed && <p className="soft small">{t('pack.notSaved')}</p>}
        <ExportHistory view={view} purpose="onlinePlatform" />
      </div>
    </Section>
  );
}
