import type { CaseView } from '../../case/view.ts';
import { codeLabel, outcomes } from '../../law/codes/index.ts';
import type { DocumentContent, Field } from '../content.ts';
import { listBroughtPapers, mainFilePieces, missingPieces, sideFilePieces } from '../file-order.ts';
import {
  caseWords,
  dateOrBlank,
  fields,
  heading,
  orBlank,
  type Paper,
  paragraph,
  paragraphsOrRuled,
  plainPaper,
} from '../paper.ts';
import { namesOfSide } from '../parties.ts';
import { commonContent } from '../places.ts';
import { dateText, mediatorsText } from '../value-words.ts';
import { free, type Replacements, speak } from '../wording/sentence.ts';

/** 卷宗封面 (DOMAIN 2.3.15). */
export type FileCover = DocumentContent & {
  readonly fileTitle: string;
  readonly fields: readonly Field[];
};

/** Rows of one page of the index. The builder divides them, so that the index knows its own length. */
const rowsPerPage = 17;

/** 卷内目录: one group of rows for each page. */
export type FileIndex = DocumentContent & {
  readonly fileTitle: string;
  readonly head: readonly string[];
  readonly pages: readonly (readonly (readonly string[])[])[];
  readonly total: string;
};

export function buildFileCover(view: CaseView): FileCover {
  const { archive, acceptance, outcome, opened } = view;
  const from = acceptance?.decidedOn;
  const to = outcome?.closedOn;
  const { total, isWhole } = countPages(view);
  return {
    ...commonContent(view, 'fileCover', archive?.archiveNumber ?? ''),
    fileTitle: caseWords(view),
    fields: [
      ['卷号', archive?.archiveNumber ?? ''],
      ['案号', opened.caseNumber],
      ['卷宗类型', '劳动人事争议调解卷（正卷）'],
      ['年度', opened.openedOn.slice(0, 4)],
      ['申请人', namesOfSide(view, 'applicant')],
      ['被申请人', namesOfSide(view, 'respondent')],
      ...(namesOfSide(view, 'thirdParty') ? [['第三人', namesOfSide(view, 'thirdParty')] as const] : []),
      ['案由', view.application.causeOfAction ?? ''],
      ['调解员', mediatorsText(acceptance?.mediators ?? [])],
      ['调解日期', from || to ? `${dateOrBlank(from)}至${dateOrBlank(to)}` : ''],
      ['结案方式', outcome ? codeLabel(outcomes, outcome.code) : ''],
      ['立卷人', archive?.filedBy ?? ''],
      ['立卷日期', dateText(archive?.filedOn)],
      ['保管期限', archive?.retentionClass ?? ''],
      ['页数', isWhole ? `共${total}页` : ''],
      ['备注', ''],
    ],
  };
}

/** The frame: cover, index, remarks and back of the file. */
const framePages = { cover: 1, remarks: 1, back: 1 };

/** What the file must hold and only the paper can show. */
const listPaperOnly = (view: CaseView): string[] => [...missingPieces(view), ...listBroughtPapers(view)];

function countPages(view: CaseView): { total: number; indexPages: number; isWhole: boolean } {
  const pieces = mainFilePieces(view);
  // Cover, index, remarks, back and the papers that are brought have a row each.
  const brought = listPaperOnly(view);
  const rows = pieces.length + 4 + brought.length;
  const indexPages = Math.max(1, Math.ceil(rows / rowsPerPage));
  const between = pieces.reduce((sum, one) => sum + (one.pages ?? 0), 0);
  return {
    indexPages,
    total: framePages.cover + indexPages + between + framePages.remarks + framePages.back,
    isWhole: pieces.every((one) => one.pages !== null) && brought.length === 0,
  };
}

/**
 * 卷内目录: the finalised documents and the evidence with their pages, in the order of the file. Where a piece
 * has pages that only the paper shows, the page numbers after it are written by hand.
 */
export function buildFileIndex(view: CaseView): FileIndex {
  const { indexPages, total } = countPages(view);
  const filed = dateText(view.archive?.filedOn);
  const { rows, add, isCounted } = startRows();
  add('卷宗封面', framePages.cover, filed, '');
  add('卷内目录', indexPages, filed, '');
  for (const piece of mainFilePieces(view))
    add(piece.title, piece.pages, dateText(piece.date), piece.note || (piece.isRequired ? '必须' : ''));
  for (const title of missingPieces(view)) add(title, null, '', '必须，另附');
  for (const title of listBroughtPapers(view)) add(title, null, '', '另附');
  add('卷宗情况说明（备考表）', framePages.remarks, filed, '');
  add('封底', framePages.back, filed, '必须');
  return {
    ...indexOf(view, 'fileIndex', rows, indexPages),
    total: isCounted() ? `本卷共${total}页。` : `已知页数合计${total}页；另附材料的页次由立卷人填写。`,
  };
}

/** Lines for what only the paper holds: notes of caucuses and of the office's own meetings, drafts that nobody signed. */
const writtenByHand = 6;

/** 副卷目录: the internal papers that were made here with their pages, and lines for those that were not. */
export function buildSideFileIndex(view: CaseView): FileIndex {
  const pieces = sideFilePieces(view);
  const indexPages = Math.ceil((1 + pieces.length + writtenByHand) / rowsPerPage);
  const { rows, add } = startRows();
  add('副卷目录', indexPages, dateText(view.archive?.filedOn), '');
  for (const piece of pieces) add(piece.title, piece.pages, dateText(piece.date), piece.note);
  for (let line = 0; line < writtenByHand; line += 1) rows.push(['', '', '', '', '', '']);
  return {
    ...indexOf(view, 'sideFileIndex', rows, indexPages),
    total: '背对背沟通记录、内部会议记录、未签署的草稿等只有纸质的材料，由立卷人手写补入并填写页次。',
  };
}

/** Rows whose pages follow each other, as long as each says how many it has. */
function startRows() {
  const rows: string[][] = [];
  let next: number | null = 1;
  const add = (title: string, pages: number | null, date: string, note: string): void => {
    const range =
      next === null || pages === null ? '' : pages <= 1 ? String(next) : `${next}—${next + pages - 1}`;
    rows.push([String(rows.length + 1), title, range, pages === null ? '' : String(pages), date, note]);
    next = next === null || pages === null ? null : next + pages;
  };
  return { rows, add, isCounted: (): boolean => next !== null };
}

const indexOf = (
  view: CaseView,
  form: 'fileIndex' | 'sideFileIndex',
  rows: readonly (readonly string[])[],
  pages: number,
) => ({
  ...commonContent(view, form, view.archive?.archiveNumber || view.opened.caseNumber),
  fileTitle: `${view.opened.caseNumber}　${caseWords(view)}`,
  head: ['序号', '文书名称', '页次', '页数', '日期', '备注'],
  pages: Array.from({ length: pages }, (_, page) => rows.slice(page * rowsPerPage, (page + 1) * rowsPerPage)),
});

export const fileRemarksSentences = {
  missing: free('系统内未存、须以纸质材料入卷的：{{材料名称}}。'),
  binding: free('正卷、副卷分别装订。缺损、修改、补充情况：{{手写空白}}。'),
};

/** 封底: how many pages the bound file has, and who bound and sealed it (DOMAIN 2.3.15, 必须). */
export function buildFileBack(view: CaseView): Paper {
  const { archive, opened } = view;
  const { total, isWhole } = countPages(view);
  return {
    ...commonContent(view, 'fileBack', archive?.archiveNumber || opened.caseNumber),
    ...plainPaper,
    parts: [
      fields([
        ['卷号', archive?.archiveNumber ?? ''],
        ['案号', opened.caseNumber],
        ['立卷单位', opened.office.name],
        ['保管期限', archive?.retentionClass ?? ''],
        ['本卷页数', isWhole ? `共${total}页` : ''],
        ['装订日期', ''],
      ]),
    ],
    places: [
      { label: '装订人（签名）', name: archive?.filedBy ?? '', isSeal: false },
      { label: '立卷单位（骑缝盖章）', name: opened.office.name, isSeal: true },
    ],
  };
}

/** 卷宗情况说明（备考表）. */
export function buildFileRemarks(view: CaseView, wording: Replacements): Paper {
  const say = speak(fileRemarksSentences, wording);
  const { archive, opened } = view;
  const { total, isWhole } = countPages(view);
  const missing = listPaperOnly(view);
  return {
    ...commonContent(view, 'fileRemarks', archive?.archiveNumber || opened.caseNumber),
    ...plainPaper,
    parts: [
      fields([
        ['卷号', archive?.archiveNumber ?? ''],
        ['案号', opened.caseNumber],
        ['保管期限', archive?.retentionClass ?? ''],
        ['正卷页数', isWhole ? `共${total}页` : ''],
        ['立卷日期', dateText(archive?.filedOn)],
        ['检查日期', ''],
      ]),
      heading('本卷情况说明'),
      ...paragraphsOrRuled(archive?.note, 3),
      ...(missing.length > 0 ? say('missing', { 材料名称: missing.join('、') }).map(paragraph) : []),
      ...say('binding', { 手写空白: orBlank('', 12) }).map(paragraph),
      heading('移交记录'),
      {
        kind: 'table',
        widths: [34, 0, 30, 30, 30],
        head: ['移交日期', '移交内容', '移交人', '接收人', '备注'],
        rows: [0, 1, 2, 3].map(() => ['', '', '', '', '']),
      },
    ],
    places: [
      { label: '立卷人（签名）', name: archive?.filedBy ?? '', isSeal: false },
      { label: '检查人（签名）', name: archive?.checkedBy ?? '', isSeal: false },
    ],
  };
}
