import {
  compareMoney,
  formatMoney,
  isCapitalsOf,
  isYuan,
  parseMoney,
  sumMoney,
  toCapitals,
} from '../../text/money.ts';
import { chineseCount } from '../../text/numerals.ts';
import { isOutsideScope, waivesInsurance } from '../scope.ts';
import {
  type AgreementCheckInput,
  type AgreementFinding,
  type CheckedTerms,
  finding,
  isBlank,
} from './input.ts';

const contentArticle = '企业劳动争议协商调解规定第二十六条';
const at = (terms: CheckedTerms, field: string) => ({ kind: 'agreementTerms', id: terms.id, field });

const wholeWaiver =
  /(一切|所有|全部|任何)[^。；，]{0,12}(争议|纠纷|权利|请求|主张|诉求)|互不追究|无任何(争议|纠纷)/;
const outsiders = /担保人|保证人|派遣单位|用工单位|总承包(单位|人)?|实际施工人|股东/;

/** 劳动争议调解仲裁法 14 says when it takes effect: without the signatures, or upon something else, the paper belies what is computed. */
const bySigning = /签名|签字|签章|盖章/;
const uponElse = /(公证|批准|审批|付清|支付|到账|履行|审查|确认)[^。；，]{0,8}(后|之日起)[^。；，]{0,4}生效/;

type Words = { readonly text: string; readonly path: { kind: string; id: string; field: string } };

/** The agreement as a whole: what it must contain, what it may not say, and what it leaves open. */
export function checkTerms(input: AgreementCheckInput): AgreementFinding[] {
  return [
    ...checkContent(input),
    ...wordsOf(input).flatMap((words) => [
      ...checkCapitals(words),
      ...checkForbidden(words),
      ...checkWaiver(words),
    ]),
    ...checkScope(input),
    ...checkClaims(input),
  ];
}

function checkContent(input: AgreementCheckInput): AgreementFinding[] {
  const { terms } = input;
  const findings: AgreementFinding[] = [];
  if (input.claims.length === 0) findings.push(finding('claimMissing', 'error', contentArticle, null));
  if (isBlank(terms.disputeSummary)) {
    findings.push(finding('disputeSummaryMissing', 'error', contentArticle, at(terms, 'disputeSummary')));
  }
  if (isBlank(terms.effectivenessClause)) {
    findings.push(
      finding(
        'effectivenessClauseMissing',
        'warning',
        '劳动争议调解仲裁法第十四条',
        at(terms, 'effectivenessClause'),
      ),
    );
  }
  const effect = terms.effectivenessClause ?? '';
  if (!isBlank(effect) && (!bySigning.test(effect) || uponElse.test(effect))) {
    findings.push(
      finding(
        'effectivenessClauseForeign',
        'warning',
        '劳动争议调解仲裁法第十四条',
        at(terms, 'effectivenessClause'),
      ),
    );
  }
  if (isBlank(terms.rightsNotice)) {
    findings.push(
      finding('rightsNoticeMissing', 'warning', '京人社仲发〔2023〕18号第十一条', at(terms, 'rightsNotice')),
    );
  }
  const needed = Math.max(3, input.parties.length + 1);
  if ((terms.copies ?? needed) < needed) {
    findings.push(finding('copiesTooFew', 'warning', contentArticle, at(terms, 'copies'), { needed }));
  }
  const clause = terms.effectivenessClause ?? '';
  const copies = terms.copies ?? needed;
  if (
    /一式.{1,6}份/.test(clause) &&
    ![chineseCount(copies), copies].some((one) => clause.includes(`一式${one}份`))
  ) {
    findings.push(
      finding('copiesDiffer', 'warning', contentArticle, at(terms, 'effectivenessClause'), { copies }),
    );
  }
  const concernsEnd = input.claims.some(({ disputeTypeCode }) =>
    ['102', '103', '110', '111'].includes(disputeTypeCode ?? ''),
  );
  if (concernsEnd && isBlank(terms.employmentRelation)) {
    findings.push(
      finding('employmentRelationMissing', 'warning', contentArticle, at(terms, 'employmentRelation')),
    );
  }
  return [...findings, ...checkEndOfEmployment(terms), ...checkTotal(input)];
}

/** The day of the end is typed twice: in its own field and in the words. */
function checkEndOfEmployment(terms: CheckedTerms): AgreementFinding[] {
  const endedOn = terms.employmentEndedOn ?? '';
  const days = [...(terms.employmentRelation ?? '').matchAll(/(\d{4})年(\d{1,2})月(\d{1,2})日/g)].map(
    ([, year = '', month = '', day = '']) => `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`,
  );
  if (endedOn === '' || days.length === 0 || days.includes(endedOn)) return [];
  return [finding('employmentEndDiffers', 'warning', contentArticle, at(terms, 'employmentEndedOn'))];
}

/** What both accepted is what they sign, unless they have gone on bargaining since. */
function checkTotal({ acceptedAmount, obligations }: AgreementCheckInput): AgreementFinding[] {
  const amounts = obligations
    .filter(({ isMonetary }) => isMonetary === true)
    .map(({ amount }) => amount ?? '');
  if (!isYuan(acceptedAmount ?? '') || amounts.length === 0 || !amounts.every(isYuan)) return [];
  const total = sumMoney(amounts);
  if (compareMoney(total, acceptedAmount ?? '0.00') === 0) return [];
  const params = { total: formatMoney(total), accepted: formatMoney(acceptedAmount ?? '0.00') };
  const [first] = obligations.filter(({ isMonetary }) => isMonetary === true);
  const path = { kind: 'obligation', id: first?.id ?? '', field: 'amount' };
  return [finding('totalNotAsAccepted', 'warning', contentArticle, path, params)];
}

function wordsOf(input: AgreementCheckInput): Words[] {
  const { terms } = input;
  const fields = ['disputeSummary', 'employmentRelation', 'defaultClause', 'settledScope'] as const;
  return [
    ...fields.map((field) => ({ text: terms[field] ?? '', path: at(terms, field) })),
    ...input.obligations.map((one) => ({
      text: one.text ?? '',
      path: { kind: 'obligation', id: one.id, field: 'text' },
    })),
  ].filter(({ text }) => text !== '');
}

/** '17,500.00 元（大写：人民币壹万柒仟伍佰元整）': figures and capitals must say the same. */
function checkCapitals({ text, path }: Words): AgreementFinding[] {
  const pairs = text.matchAll(/([\d,，.]*\d)\s*(万)?元?\s*[（(](?:人民币)?大写[:：]?\s*([^（）()]*)[)）]/g);
  return [...pairs].flatMap(([, figures = '', tenThousand = '', capitals = '']) => {
    const amount = parseMoney(`${figures.replaceAll('，', ',')}${tenThousand}`);
    const params = { figures, capitals };
    if (amount === null) return [finding('amountMalformed', 'error', '支付结算办法附一', path, params)];
    if (isCapitalsOf(capitals, amount)) return [];
    return [
      finding('capitalsDiffer', 'error', '支付结算办法附一', path, {
        ...params,
        expected: toCapitals(amount),
      }),
    ];
  });
}

function checkForbidden({ text, path }: Words): AgreementFinding[] {
  const findings: AgreementFinding[] = [];
  if (waivesInsurance(text)) {
    // The account of the dispute may tell of a waiver, as where the worker left because of one; what is agreed may not.
    const severity = path.field === 'disputeSummary' ? 'warning' : 'error';
    findings.push(finding('socialInsuranceWaived', severity, '法释〔2025〕12号第十九条', path));
  } else if (isOutsideScope(text)) {
    findings.push(finding('itemOutOfScope', 'warning', '京高法发〔2024〕534号', path));
  }
  return findings;
}

/** What is waived beyond the claims stands as a trap in whichever clause it is written; the account of the dispute waives nothing. */
function checkWaiver({ text, path }: Words): AgreementFinding[] {
  if (path.field === 'disputeSummary' || !wholeWaiver.test(text)) return [];
  return [finding('waiverTooWide', 'warning', '法释〔2020〕26号第三十五条', path)];
}

function checkScope(input: AgreementCheckInput): AgreementFinding[] {
  const findings: AgreementFinding[] = [];
  const isOnlyRelation =
    input.claims.length > 0 &&
    input.claims.every(({ disputeTypeCode }) => disputeTypeCode === '101') &&
    !input.obligations.some(({ isMonetary }) => isMonetary === true);
  if (isOnlyRelation) {
    findings.push(finding('onlyEmploymentRelation', 'warning', '劳动人事争议仲裁办案规则第七十五条', null));
  }
  const names = new Set(input.parties.map(({ name }) => name ?? ''));
  for (const one of input.obligations) {
    const mentioned = outsiders.exec(one.text ?? '')?.[0];
    const hasMoreThanTwoParties = input.parties.some(({ side }) => side === 'thirdParty') || names.size > 2;
    if (mentioned !== undefined && !hasMoreThanTwoParties) {
      findings.push(
        finding(
          'thirdPartyNotJoined',
          'warning',
          '劳动人事争议仲裁办案规则第七十八条',
          { kind: 'obligation', id: one.id, field: 'text' },
          { mentioned },
        ),
      );
    }
  }
  return findings;
}

function checkClaims(input: AgreementCheckInput): AgreementFinding[] {
  const findings: AgreementFinding[] = [];
  const openItems = (input.terms.openItems ?? []).join('；');
  for (const claim of input.claims) {
    const title = claim.title ?? '';
    const path = { kind: 'claim', id: claim.id, field: 'title' };
    const own = input.obligations.filter(({ claimIds }) => (claimIds ?? []).includes(claim.id));
    if (claim.isInScope !== false && own.length === 0 && (title === '' || !openItems.includes(title))) {
      findings.push(
        finding('claimNotAnswered', 'warning', '劳动人事争议仲裁办案规则第七十三条', path, { title }),
      );
    }
    const calculated = claim.calculatedAmount ?? '';
    const agreed = own.map(({ amount }) => amount ?? '').filter(isYuan);
    const coversOnlyThis = own.every(({ claimIds }) => (claimIds ?? []).length === 1);
    if (claim.disputeTypeCode === '109' && own.length > 0) {
      findings.push(...checkWorkInjury({ calculated, agreed, coversOnlyThis }, path, title));
    }
    if (
      isYuan(calculated) &&
      isYuan(claim.amount ?? '') &&
      compareMoney(claim.amount ?? '0.00', calculated) !== 0
    ) {
      findings.push(
        finding('claimDiffersFromCalculation', 'info', '劳动合同法第四十七条', path, {
          title,
          claimed: formatMoney(claim.amount ?? '0.00'),
          calculated: formatMoney(calculated),
        }),
      );
    }
    const expected = claim.expectedAmount ?? '';
    if (isYuan(expected) && isYuan(claim.amount ?? '') && expected !== claim.amount) {
      const params = { title, claimed: formatMoney(claim.amount ?? '0.00'), expected: formatMoney(expected) };
      findings.push(finding('compensationRecomputed', 'info', '劳动合同法第四十七条', path, params));
    }
    if (
      coversOnlyThis &&
      agreed.length > 0 &&
      isYuan(claim.amount ?? '') &&
      compareMoney(sumMoney(agreed), claim.amount ?? '0.00') > 0
    ) {
      findings.push(finding('moreThanClaimed', 'info', contentArticle, path, { title }));
    }
  }
  return findings;
}

/** 解答(一) 68: what was agreed below the statutory table may be claimed later. Without a calculation only a hint to make one. */
function checkWorkInjury(
  sums: { readonly calculated: string; readonly agreed: readonly string[]; readonly coversOnlyThis: boolean },
  path: AgreementFinding['path'],
  title: string,
): AgreementFinding[] {
  const article = '京高法发〔2024〕534号第六十八条';
  const { calculated, agreed, coversOnlyThis } = sums;
  if (!isYuan(calculated) || !coversOnlyThis || agreed.length === 0)
    return [finding('workInjuryCheckTable', 'warning', article, path, { title })];
  const sum = sumMoney(agreed);
  if (compareMoney(sum, calculated) >= 0) return [];
  const params = { title, agreed: formatMoney(sum), calculated: formatMoney(calculated) };
  return [finding('workInjuryBelowTable', 'warning', article, path, params)];
}
