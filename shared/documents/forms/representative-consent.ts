import { listUnreplacedDocuments } from '../../case/standing-documents.ts';
import type { CaseView } from '../../case/view.ts';
import { formatMoney, isYuan, sumMoney } from '../../text/money.ts';
import { caseWords, heading, orBlank, type Paper, paragraph, plainPaper, table } from '../paper.ts';
import { StoredPaper } from '../paper-schema.ts';
import { namesOfSide } from '../parties.ts';
import { namesOfIds } from '../party-words.ts';
import { commonContent } from '../places.ts';
import { withoutEnd } from '../value-words.ts';
import { free, type Replacements, required, speak } from '../wording/sentence.ts';

export const representativeConsentSentences = {
  elected: required(
    '我们因{{案件}}有共同的调解请求，经协商一致，推举{{代表人}}为代表人，代表我们参加{{调解组织}}主持的调解。',
    '劳动争议调解仲裁法第七条',
  ),
  powers: required('代表人的权限：{{权限}}。', '民法典第一百六十五条'),
  reserved: required(
    '代表人参加调解的行为，对我们发生效力；代表人变更、放弃调解请求或者与{{被申请人}}达成调解协议，须经我们本人同意。',
    '劳动人事争议仲裁办案规则第六十三条',
  ),
  consent: required(
    '调解协议的内容和下表所列本人应得的金额，已由代表人向我们说明，我们已阅看（听读），同意代表人据此与{{被申请人}}签订调解协议，并在下表签名、捺印；不同意的，由本人在签名栏内注明。',
    '劳动人事争议仲裁办案规则第六十三条',
  ),
  closing: free('以上签名、捺印均由本人作出；由他人代签的，须附授权委托书。'),
};

const head = ['序号', '姓名', '身份证件号码', '应得金额（元）', '签名、捺印', '日期'];
const widths = [11, 24, 42, 27, 0, 24];
const nameColumn = 1;
const amountColumn = 3;

/** A hand needs room to sign: fewer workers than this get empty lines for those who join later. */
const leastRows = 5;

/**
 * 代表人推举书（同意书） of a group of workers (劳动争议调解仲裁法 7; 办案规则 63): whom they elect and for what; once the sums
 * are agreed also the consent of each, beside the sum that is his. Signed by the workers themselves, line by line.
 */
export function buildRepresentativeConsent(view: CaseView, wording: Replacements): Paper {
  const say = speak(representativeConsentSentences, wording);
  const { collective } = view;
  const agreed = agreedAmountsOf(view);
  const lines = linesOf(view);
  const isWhole = agreed.length > 0 && agreed.every(isYuan);
  // Nobody consents to an agreement beforehand: an election is signed alone, the consent once it says what each is to get.
  const hasTerms = agreed.some(isYuan);
  const spare = Array.from({ length: Math.max(0, leastRows - lines.length) }, () => Array(6).fill(''));
  const withoutAmount = (cells: readonly string[]) => cells.filter((_, column) => column !== amountColumn);
  const 被申请人 = orBlank(namesOfSide(view, 'respondent'), 10);
  return {
    ...commonContent(view, 'representativeConsent', view.opened.caseNumber),
    ...plainPaper,
    isOfParties: true,
    parts: [
      heading('一、推举代表人'),
      ...[
        ...say('elected', {
          案件: caseWords(view),
          代表人: orBlank(namesOfIds(view, collective?.representativeIds), 12),
          调解组织: view.opened.office.name,
        }),
        ...say('powers', { 权限: orBlank(withoutEnd(collective?.representativePowers), 30) }),
        ...say('reserved', { 被申请人 }),
      ].map(paragraph),
      ...(hasTerms
        ? [
            heading('二、对调解协议的意见'),
            ...say('consent', { 被申请人 }).map(paragraph),
            heading('三、全体劳动者签名'),
            table({
              head,
              widths,
              rows: [
                ...lines,
                ...spare,
                ...(isWhole ? [['', '合计', '', formatMoney(sumMoney(agreed)), '', '']] : []),
              ],
            }),
          ]
        : [
            heading('二、全体劳动者签名'),
            table({
              head: withoutAmount(head),
              widths: widths.filter((_, column) => column !== amountColumn),
              rows: [...lines, ...spare].map(withoutAmount),
            }),
          ]),
    ],
    closing: say('closing'),
    places: [],
  };
}

const workersOf = ({ parties }: CaseView) => parties.filter((one) => one.side === 'applicant');

function agreedAmountsOf(view: CaseView): string[] {
  const rows = view.collective?.rows ?? [];
  return workersOf(view).map(({ id }) => rows.find((one) => one.partyId === id)?.agreedAmount ?? '');
}

/** A line for each worker, to be signed beside the sum that is his. */
function linesOf(view: CaseView): string[][] {
  const agreed = agreedAmountsOf(view);
  return workersOf(view).map((worker, index) => {
    const amount = agreed[index] ?? '';
    const amountWords = isYuan(amount) ? formatMoney(amount) : '';
    return [String(index + 1), worker.name ?? '', worker.idNumber ?? '', amountWords, '', ''];
  });
}

/**
 * Whether the sheet that stands in the file was made before the sums were agreed, or says other sums than the table of the
 * workers does now: then nobody has consented to what is to be signed (办案规则 63). Null where it says the same, where no
 * sums are agreed yet, or where the file has no sheet that can be read.
 */
export function findConsentFault(view: CaseView): 'withoutSums' | 'otherSums' | null {
  const sheet = listUnreplacedDocuments(view).findLast(({ form }) => form === 'representativeConsent');
  const paper = StoredPaper.safeParse(sheet?.content).data;
  if (paper === undefined || !agreedAmountsOf(view).some(isYuan)) return null;
  const signed = paper.parts.flatMap((part) => (part.kind === 'table' ? [part] : [])).at(-1);
  if (signed?.head.length !== head.length) return 'withoutSums';
  const sumsOf = (rows: readonly (readonly string[])[]) =>
    rows.map((cells) => `${cells[nameColumn]} ${cells[amountColumn]}`);
  const consented = new Set(sumsOf(signed.rows));
  return sumsOf(linesOf(view)).every((one) => consented.has(one)) ? null : 'otherSums';
}
