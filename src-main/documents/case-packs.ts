import { createHash } from 'node:crypto';
import type { PackExported } from '../../shared/case/actions.ts';
import { type EntityOf, ScanSubjectKind } from '../../shared/case/entities.ts';
import type { CaseDocument } from '../../shared/case/state.ts';
import type { CaseView } from '../../shared/case/view.ts';
import { CodedError } from '../../shared/contract/ipc.ts';
import type { ApplicationKind } from '../../shared/documents/application-attachments.ts';
import { findApplicationPack } from '../../shared/documents/application-packs.ts';
import { getFormEntry } from '../../shared/documents/catalogue.ts';
import { fileName, listPackFiles, type PackFile, type PackPiece } from '../../shared/documents/pack-files.ts';
import {
  buildPlatformSheet,
  type PlatformMatter,
  platformName,
  platformSheetText,
} from '../../shared/documents/platform-sheet.ts';
import type { WorkingCalendar } from '../../shared/law/working-days.ts';
import { findMediaType } from '../../shared/record/media-type.ts';
import type { CaseDocuments } from './case-documents.ts';
import { createZip, type ZipEntry } from './zip.ts';

/** A zip as it is offered for saving, and what is recorded once it was saved. */
export type MadePack = { readonly name: string; readonly bytes: Uint8Array; readonly body: PackExported };

const listName = '00-材料清单.txt';
const sheetName = '00-填报内容.txt';
/** So that Notepad reads the list as UTF-8. */
const byteOrderMark = '\uFEFF';

/** Makes packs of the 正卷 as one zip each. A case view holds nothing of the 副卷, so no pack can. */
export function createCasePacks(parts: {
  readonly documents: CaseDocuments;
  readonly readScan: (view: CaseView, scanId: string) => Promise<{ readonly bytes: Uint8Array }>;
  readonly calendar: WorkingCalendar;
  /** 'YYYY-MM-DD' in Beijing. */
  readonly today: () => string;
  readonly now: () => number;
}) {
  const bytesOf = async (view: CaseView, file: PackFile): Promise<Uint8Array> => {
    switch (file.source) {
      case 'document':
        return (await parts.documents.read(view, file.documentId)).pdf;
      case 'scan':
        return (await parts.readScan(view, file.scanId)).bytes;
    }
  };

  const seal = async (
    name: string,
    entries: readonly ZipEntry[],
    about: Pick<PackExported, 'purpose' | 'recipient' | 'article' | 'documentIds' | 'scanIds'>,
  ): Promise<MadePack> => {
    const bytes = await createZip(entries, parts.now());
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    return {
      name: `${name}-${parts.today().replaceAll('-', '')}.zip`,
      bytes,
      body: { ...about, files: entries.length, sha256 },
    };
  };

  return {
    /** Throws 'pack.agreementMissing', 'pack.empty', 'document.bytesMissing', 'scan.bytesMissing'. */
    application: async (
      view: CaseView,
      kind: ApplicationKind,
      creditorId: string | null,
    ): Promise<MadePack> => {
      const pack = findApplicationPack(view, kind, {
        today: parts.today(),
        calendar: parts.calendar,
        ...(creditorId === null ? {} : { creditorId }),
      });
      if (pack === null) throw new CodedError('pack.agreementMissing');
      const files = listPackFiles(pack.papers);
      if (files.length === 0) throw new CodedError('pack.empty');
      const entries: ZipEntry[] = [];
      for (const file of files) entries.push({ name: file.name, bytes: await bytesOf(view, file) });
      const { title, article } = getFormEntry(pack.form);
      const list = listOfMaterials(
        [
          `${title}材料清单`,
          `案号：${view.opened.caseNumber}`,
          `受理机构：${pack.recipient || '（待填写）'}`,
          `依据：${article}`,
          ...(pack.lastDay === null ? [] : [`最后一日：${pack.lastDay}`]),
        ],
        pack.papers,
        files,
        entries,
      );
      return seal(`${title}材料`, [{ name: listName, bytes: list }, ...entries], {
        purpose: kind,
        recipient: pack.recipient,
        article,
        ...idsOf(files),
      });
    },

    /**
     * Pages as pictures, media as they came, and the values to be typed (DOMAIN 2.0).
     * Throws 'document.unknown', 'pack.pageMissing', 'pack.notForLeaving', 'pack.empty', 'scan.bytesMissing'.
     */
    platform: async (
      view: CaseView,
      given: {
        readonly matter: PlatformMatter;
        readonly pictures: readonly PagePicture[];
        readonly scanIds: readonly string[];
      },
    ): Promise<MadePack> => {
      const documentIds = [...new Set(given.pictures.map((one) => one.documentId))];
      const papers = documentIds.map((id) => getLeavingPaper(view, id));
      const scans = given.scanIds.map((id) => getScan(view, id));
      if (papers.length + scans.length === 0) throw new CodedError('pack.empty');
      const pictures = papers.flatMap((document, index) => nameThePages(index + 1, document, given.pictures));
      const files = listPackFiles([
        // Numbers go on after the papers.
        ...papers.map(({ form }) => ({ title: getFormEntry(form).title, documents: [], scans: [] })),
        ...groupScans(view, scans),
      ]);
      const entries: ZipEntry[] = [...pictures];
      for (const file of files) entries.push({ name: file.name, bytes: await bytesOf(view, file) });
      const sheet = platformSheetText(buildPlatformSheet(view, given.matter));
      const list = { name: sheetName, bytes: Buffer.from(`${byteOrderMark}${sheet}`, 'utf8') };
      return seal('平台填报材料', [list, ...entries], {
        purpose: 'onlinePlatform',
        recipient: platformName,
        article: '京人社仲发〔2023〕18号第十五条',
        documentIds,
        scanIds: [...given.scanIds],
      });
    },
  };
}

/** A page of a finalised paper, drawn by the window from its very bytes. */
export type PagePicture = { readonly documentId: string; readonly page: number; readonly bytes: Uint8Array };

/** Papers of the 副卷 never leave (办案规则 22, 23). */
function getLeavingPaper(view: CaseView, documentId: string): CaseDocument {
  const document = view.documents.find((one) => one.documentId === documentId);
  if (document === undefined) throw new CodedError('document.unknown');
  if (getFormEntry(document.form).file !== 'mainFile') throw new CodedError('pack.notForLeaving');
  return document;
}

function getScan(view: CaseView, scanId: string): EntityOf<'scan'> {
  const scan = view.scans.find((one) => one.id === scanId);
  if (scan === undefined) throw new CodedError('scan.unknown');
  if (scan.subjectKind === 'document') getLeavingPaper(view, scan.subjectId ?? '');
  return scan;
}

/** Every page once and in order: a paper with a page missing would be another paper. */
function nameThePages(number: number, document: CaseDocument, pictures: readonly PagePicture[]): ZipEntry[] {
  const { title } = getFormEntry(document.form);
  return Array.from({ length: document.pages }, (_, index) => {
    const picture = pictures.find((one) => one.documentId === document.documentId && one.page === index + 1);
    const mediaType = picture && findMediaType(picture.bytes);
    if (picture === undefined || (mediaType !== 'image/png' && mediaType !== 'image/jpeg'))
      throw new CodedError('pack.pageMissing');
    const ending = mediaType === 'image/png' ? 'png' : 'jpg';
    return { name: fileName(number, `${title}-第${index + 1}页`, ending), bytes: picture.bytes };
  });
}

const scanTitles = {
  evidence: '证据材料',
  party: '当事人身份材料',
  agent: '代理人身份材料',
  performance: '履行凭证',
  document: '签收文书',
  case: '其他材料',
} as const;

function groupScans(view: CaseView, scans: readonly EntityOf<'scan'>[]): PackPiece[] {
  const kinds = ScanSubjectKind.options.filter((kind) => scans.some((scan) => scan.subjectKind === kind));
  return kinds.map((kind) => ({
    title: scanTitles[kind],
    documents: [],
    scans: view.scans.filter((scan) => scan.subjectKind === kind && scans.includes(scan)),
  }));
}
export type CasePacks = ReturnType<typeof createCasePacks>;

function idsOf(files: readonly PackFile[]) {
  return {
    documentIds: files.flatMap((file) => (file.source === 'document' ? [file.documentId] : [])),
    scanIds: files.flatMap((file) => (file.source === 'scan' ? [file.scanId] : [])),
  };
}

/** What is in the pack, with the hash of each file, and what goes along on paper only. */
function listOfMaterials(
  head: readonly string[],
  papers: readonly PackPiece[],
  files: readonly PackFile[],
  entries: readonly ZipEntry[],
): Uint8Array {
  const lines = papers.flatMap((paper, index) => {
    const own = files.filter((file) => file.number === index + 1);
    const title = `${index + 1}．${paper.title}`;
    if (own.length === 0) return [`${title}　（另附纸质材料）`];
    return [
      title,
      ...own.map((file) => {
        const bytes = entries.find((entry) => entry.name === file.name)?.bytes ?? new Uint8Array();
        const pages = file.source === 'document' ? `，${file.pages}页` : '';
        return `　　${file.name}${pages}，SHA-256 ${createHash('sha256').update(bytes).digest('hex')}`;
      }),
    ];
  });
  return Buffer.from(`${byteOrderMark}${[...head, '', ...lines, ''].join('\r\n')}`, 'utf8');
}
