import { addYears, isCalendarDate } from '../../text/dates.ts';
import { compareMoney, formatMoney, isYuan, sumMoney } from '../../text/money.ts';
import { normaliseName } from '../../text/names.ts';
import { checkBankAccount } from '../validators.ts';
import {
  type AgreementCheckInput,
  type AgreementFinding,
  type CheckedObligation,
  finding,
  isBlank,
} from './input.ts';

const clearArticle = '劳动人事争议仲裁办案规则第七十八条';
const contentArticle = '企业劳动争议协商调解规定第二十六条';
/** Words that leave the day open, so that neither a court nor a bank can act on it. */
const openDay =
  /尽快|尽早|及时支付|适时|年底前|月底前|下个?月|近期|(签订|签字|收到|生效|确认)[^。；]{0,12}[日天]内|分批(?!次)|待[^。；]{1,12}后(支付|给付)/;
/** A duty that lasts or waits for a condition has no day of its own. */
const lastingOrConditional = /持续|保密|不得|互不|逾期|自[^。；]{1,30}之日起|如|的，/;

/** How several debtors stand to each other. A court cannot order two to pay one sum of which it does not know who owes what. */
const sharing = /连带|共同|各自|分别|按份|均摊|补充/;

/** What is due later was more likely mistyped than agreed. */
const yearsAtMost = 3;

/** Every obligation: sum, day, way of payment, and that its words say the same as its figures. */
export function checkObligations(input: AgreementCheckInput): AgreementFinding[] {
  if (input.obligations.length === 0) return [finding('noObligation', 'error', contentArticle, null)];
  return [
    ...input.obligations.flatMap((one) => [
      ...checkParticipants(one, input),
      ...(one.isMonetary ? checkMoney(one, input) : checkDuty(one)),
    ]),
    ...checkCollectiveSums(input),
  ];
}

const at = (one: CheckedObligation, field: string) => ({ kind: 'obligation', id: one.id, field });

function checkParticipants(one: CheckedObligation, input: AgreementCheckInput): AgreementFinding[] {
  const params = { kind: one.kind ?? '' };
  return (['debtorIds', 'creditorIds'] as const).flatMap((field) => {
    const ids = one[field] ?? [];
    const rule = field === 'debtorIds' ? 'debtorMissing' : 'creditorMissing';
    const isKnown = ids.length > 0 && ids.every((id) => input.parties.some((party) => party.id === id));
    return isKnown ? [] : [finding(rule, 'error', clearArticle, at(one, field), params)];
  });
}

function checkMoney(one: CheckedObligation, input: AgreementCheckInput): AgreementFinding[] {
  const params = { kind: one.kind ?? '' };
  const amount = one.amount ?? '';
  const findings: AgreementFinding[] = [];
  if (!isYuan(amount) || compareMoney(amount, '0.00') <= 0) {
    findings.push(
      finding('amountMissing', 'error', '民事诉讼法司法解释第四百二十七条', at(one, 'amount'), params),
    );
  } else {
    findings.push(...checkAmountInText(one, amount));
  }
  if (isBlank(one.taxTreatment)) {
    findings.push(finding('taxTreatmentMissing', 'warning', contentArticle, at(one, 'taxTreatment'), params));
  }
  if ((one.debtorIds ?? []).length > 1 && !sharing.test(one.text ?? '')) {
    findings.push(finding('sharingMissing', 'warning', clearArticle, at(one, 'text'), params));
  }
  findings.push(...checkDays(one, input), ...checkDayInText(one, 'error'), ...checkPaymentWay(one, input));
  if (openDay.test(one.text ?? '')) {
    findings.push(finding('dueDateNotAbsolute', 'error', clearArticle, at(one, 'text'), params));
  }
  return findings;
}

function checkAmountInText(one: CheckedObligation, amount: string): AgreementFinding[] {
  const text = (one.text ?? '').replaceAll(',', '').replaceAll('，', ',');
  if (isBlank(text) || text.includes(amount) || text.includes(`${Number(amount)}元`)) return [];
  return [
    finding('amountNotInText', 'error', clearArticle, at(one, 'text'), {
      kind: one.kind ?? '',
      amount: formatMoney(amount),
    }),
  ];
}

/** Where the words name days of payment they name those of the instalments: their table is printed below the words. */
function checkInstalmentsInText(one: CheckedObligation): AgreementFinding[] {
  const said = [...(one.text ?? '').matchAll(/(\d{4})年(\d{1,2})月(\d{1,2})日(之|以)?前/g)].map(
    ([, year = '', month = '', day = '']) => `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`,
  );
  const missing = (one.instalments ?? []).filter(
    ({ dueDate }) => isCalendarDate(dueDate) && !said.includes(dueDate),
  );
  if (said.length === 0) return [];
  return missing.map(({ number, dueDate }) =>
    finding('instalmentDateNotInText', 'warning', clearArticle, at(one, 'text'), {
      kind: one.kind ?? '',
      number,
      date: dueDate,
    }),
  );
}

/** The clause is what people sign: a day that stands in its field alone is on no paper. Instalments have a table of their own. */
function checkDayInText(one: CheckedObligation, severity: 'error' | 'warning'): AgreementFinding[] {
  const dueDate = one.dueDate ?? '';
  if (isBlank(one.text) || !isCalendarDate(dueDate) || (one.instalments ?? []).length > 0) return [];
  const [year, month, day] = dueDate.split('-').map(Number);
  const said = new RegExp(
    `${year}[年./-]0?${month}[月./-]0?${day}(?!\\d)|(?<![\\d年])0?${month}月0?${day}日`,
  );
  if (said.test((one.text ?? '').replace(/\s/g, ''))) return [];
  const params = { kind: one.kind ?? '', date: dueDate };
  return [finding('dueDateNotInText', severity, clearArticle, at(one, 'text'), params)];
}

function checkDays(one: CheckedObligation, input: AgreementCheckInput): AgreementFinding[] {
  const params = { kind: one.kind ?? '' };
  const instalments = one.instalments ?? [];
  const findings: AgreementFinding[] = [];
  const dueDate = one.dueDate ?? '';
  if (!isCalendarDate(dueDate)) {
    if (instalments.length === 0) {
      findings.push(
        finding('dueDateMissing', 'error', '民事诉讼法司法解释第四百二十七条', at(one, 'dueDate'), params),
      );
    }
  } else if (dueDate < input.signingDate) {
    findings.push(finding('dueDatePassed', 'warning', contentArticle, at(one, 'dueDate'), params));
  } else if (isCalendarDate(input.signingDate) && dueDate > addYears(input.signingDate, yearsAtMost)) {
    findings.push(finding('dueDateFar', 'warning', contentArticle, at(one, 'dueDate'), params));
  }
  if (instalments.length === 0) return findings;
  const path = at(one, 'instalments');
  for (const part of instalments) {
    const partParams = { ...params, number: part.number };
    if (!isCalendarDate(part.dueDate)) {
      findings.push(
        finding('instalmentDateMissing', 'error', '民事诉讼法司法解释第四百二十七条', path, partParams),
      );
    } else if (part.dueDate < input.signingDate) {
      findings.push(finding('instalmentDatePassed', 'warning', contentArticle, path, partParams));
    }
    if (!isYuan(part.amount) || compareMoney(part.amount, '0.00') <= 0) {
      findings.push(
        finding('instalmentAmountMissing', 'error', '民事诉讼法司法解释第四百二十七条', path, partParams),
      );
    }
  }
  findings.push(...checkInstalmentsInText(one));
  const amounts = instalments.map((part) => part.amount);
  if (amounts.every(isYuan) && isYuan(one.amount ?? '') && sumMoney(amounts) !== one.amount) {
    findings.push(
      finding('instalmentSumDiffers', 'error', clearArticle, path, {
        ...params,
        sum: formatMoney(sumMoney(amounts)),
        amount: formatMoney(one.amount ?? '0.00'),
      }),
    );
  }
  const dates = instalments.map((part) => part.dueDate);
  if (dates.some((date, index) => index > 0 && date <= (dates[index - 1] ?? ''))) {
    findings.push(finding('instalmentsOutOfOrder', 'warning', contentArticle, path, params));
  }
  const last = [...dates].sort().at(-1) ?? '';
  if (isCalendarDate(dueDate) && isCalendarDate(last) && last !== dueDate) {
    findings.push(finding('lastInstalmentDiffers', 'warning', contentArticle, at(one, 'dueDate'), params));
  }
  if (instalments.length > 1 && isBlank(input.terms.defaultClause)) {
    findings.push(
      finding(
        'defaultClauseMissing',
        'info',
        '企业劳动争议协商调解规定第二十六条',
        { kind: 'agreementTerms', id: input.terms.id, field: 'defaultClause' },
        params,
      ),
    );
  }
  return findings;
}

function checkPaymentWay(one: CheckedObligation, input: AgreementCheckInput): AgreementFinding[] {
  const params = { kind: one.kind ?? '' };
  const method = one.method ?? '';
  if (isBlank(method)) return [finding('methodMissing', 'error', contentArticle, at(one, 'method'), params)];
  if (!/转账|汇款|银行|账户|代发/.test(method)) return [];
  const rows = (input.collective?.rows ?? []).filter(({ partyId }) =>
    (one.creditorIds ?? []).includes(partyId),
  );
  const hasAccountPerWorker =
    rows.length === (one.creditorIds ?? []).length &&
    rows.length > 1 &&
    rows.every((row) => !isBlank(row.accountName) && !isBlank(row.bank) && !isBlank(row.accountNumber));
  if (hasAccountPerWorker) return [];
  const missing = (['accountName', 'bank', 'accountNumber'] as const).filter((field) => isBlank(one[field]));
  if (missing.length > 0)
    return missing.map((field) => finding(`${field}Missing`, 'error', clearArticle, at(one, field), params));
  const findings: AgreementFinding[] = checkBankAccount(one.accountNumber ?? '').map(() =>
    finding('accountNumberDoubtful', 'warning', contentArticle, at(one, 'accountNumber'), params),
  );
  const inText = /[账帐卡]号\D{0,3}((?:\d[\s-]?){12,19})/.exec(one.text ?? '')?.[1];
  const digits = (text: string) => text.replace(/\D/g, '');
  if (inText !== undefined && digits(inText) !== digits(one.accountNumber ?? '')) {
    findings.push(finding('accountNumberDiffers', 'error', clearArticle, at(one, 'text'), params));
  }
  const names = (one.creditorIds ?? []).map(
    (id) => input.parties.find((party) => party.id === id)?.name ?? '',
  );
  if (names.length === 1 && normaliseName(names[0] ?? '') !== normaliseName(one.accountName ?? '')) {
    findings.push(
      finding('accountOfOther', 'warning', contentArticle, at(one, 'accountName'), {
        ...params,
        name: names[0] ?? '',
      }),
    );
  }
  return findings;
}

function checkDuty(one: CheckedObligation): AgreementFinding[] {
  const params = { kind: one.kind ?? '' };
  if (isBlank(one.text)) return [finding('dutyTextMissing', 'error', clearArticle, at(one, 'text'), params)];
  const words = `${one.method ?? ''} ${one.text ?? ''} ${one.kind ?? ''}`;
  if (isCalendarDate(one.dueDate ?? '')) return checkDayInText(one, 'warning');
  if (lastingOrConditional.test(words)) return [];
  return [finding('dutyDateMissing', 'error', clearArticle, at(one, 'dueDate'), params)];
}

/** 集体争议: rows of the annex add up to what the agreement says, in total and instalment by instalment. */
function checkCollectiveSums(input: AgreementCheckInput): AgreementFinding[] {
  const rows = input.collective?.rows ?? [];
  if (rows.length === 0 || rows.every(({ agreedAmount }) => agreedAmount === '')) return [];
  const findings: AgreementFinding[] = [];
  for (const row of rows) {
    const name = input.parties.find(({ id }) => id === row.partyId)?.name ?? '';
    const path = { kind: 'collective', id: 'collective', field: 'rows' };
    if (!isYuan(row.agreedAmount)) {
      findings.push(finding('rowAmountMissing', 'error', clearArticle, path, { name }));
      continue;
    }
    const parts = row.instalments.map(({ amount }) => amount);
    if (parts.length > 0 && parts.every(isYuan) && sumMoney(parts) !== row.agreedAmount) {
      findings.push(finding('rowInstalmentsDiffer', 'error', clearArticle, path, { name }));
    }
  }
  const agreed = rows.map(({ agreedAmount }) => agreedAmount);
  const isToRows = (one: CheckedObligation) =>
    one.isMonetary === true && rows.every(({ partyId }) => (one.creditorIds ?? []).includes(partyId));
  const owed = input.obligations.filter(isToRows).map((one) => one.amount ?? '');
  if (owed.length > 0 && owed.every(isYuan) && agreed.every(isYuan) && sumMoney(owed) !== sumMoney(agreed)) {
    findings.push(
      finding(
        'rowsDifferFromTotal',
        'error',
        clearArticle,
        { kind: 'collective', id: 'collective', field: 'rows' },
        {
          sum: formatMoney(sumMoney(agreed)),
          amount: formatMoney(sumMoney(owed)),
        },
      ),
    );
  }
  return findings;
}
