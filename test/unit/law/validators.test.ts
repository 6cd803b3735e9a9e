import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkBankAccount,
  checkCreditCode,
  checkEmail,
  checkPhone,
  checkPostcode,
  checkResidentId,
  checkResidentIdAgainst,
  findResidentIdFacts,
} from '../../../shared/law/validators.ts';
import { loadCases } from './support/example-cases.ts';

const today = '2026-11-23';
const codes = (findings: readonly { readonly code: string }[]) => findings.map(({ code }) => code);

describe('resident ID numbers', () => {
  it.each([
    '11010519491231002X',
    '110101199003070011',
    '110105200002290013',
    '11010519491231002x',
    ' 110105 19491231 002X',
    '１１０１０５１９４９１２３１００２Ｘ',
  ])('accepts %s', (number) => {
    expect(checkResidentId(number, today)).toEqual([]);
  });

  it.each([
    ['110105194912310020', 'residentId.checkDigit'],
    ['110105200102290013', 'residentId.birthDate'],
    ['110105189912310021', 'residentId.birthDate'],
    ['11010520270101001X', 'residentId.birthDate'],
    ['1101051949123100', 'residentId.form'],
    ['A10105194912310020', 'residentId.form'],
    ['110105491231002', 'residentId.old15Digits'],
    ['110105491331002', 'residentId.birthDate'],
    ['', 'residentId.form'],
  ])('warns about %s and never blocks', (number, code) => {
    expect(checkResidentId(number, today)).toEqual([{ severity: 'warning', code }]);
  });

  it('warn when any one digit is wrong', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('11010519491231002X', '130427198411063063'),
        fc.integer({ min: 0, max: 16 }),
        fc.integer({ min: 1, max: 9 }),
        (number, place, shift) => {
          const digit = (Number(number[place]) + shift) % 10;
          expect(
            checkResidentId(`${number.slice(0, place)}${digit}${number.slice(place + 1)}`, today),
          ).not.toEqual([]);
        },
      ),
    );
  });

  it('say sex and birth date', () => {
    expect(findResidentIdFacts('11010519491231002X')).toEqual({
      sex: 'female',
      birthDate: '1949-12-31',
      districtCode: '110105',
    });
    expect(findResidentIdFacts('110101199003070011')).toEqual({
      sex: 'male',
      birthDate: '1990-03-07',
      districtCode: '110101',
    });
    expect(findResidentIdFacts('110105491231001')).toEqual({
      sex: 'male',
      birthDate: '1949-12-31',
      districtCode: '110105',
    });
    expect(findResidentIdFacts('110105200102290013')).toBeNull();
  });

  it('are compared with what was entered beside them', () => {
    expect(checkResidentIdAgainst('11010519491231002X', { sex: 'female', birthDate: '1949-12-31' })).toEqual(
      [],
    );
    expect(checkResidentIdAgainst('11010519491231002X', { sex: 'unknown', birthDate: null })).toEqual([]);
    expect(
      codes(checkResidentIdAgainst('11010519491231002X', { sex: 'male', birthDate: '1950-12-31' })),
    ).toEqual(['residentId.sexDiffers', 'residentId.birthDateDiffers']);
  });
});

describe('credit codes', () => {
  it.each(['91110000802100433B', '9144030071526726XG', '91310000132612172J', '91110000802100433b'])(
    'accepts %s',
    (code) => {
      expect(checkCreditCode(code)).toEqual([]);
    },
  );

  it.each([
    ['91110000802100433A', ['creditCode.checkCharacter']],
    ['91110000802100434B', ['creditCode.checkCharacter', 'creditCode.organisationCode']],
    ['9111000080210043', ['creditCode.form']],
    ['91110000I02100433B', ['creditCode.form']],
  ])('warns about %s', (code, expected) => {
    const findings = checkCreditCode(code);
    expect(codes(findings)).toEqual(expected);
    expect(findings.every(({ severity }) => severity === 'warning')).toBe(true);
  });
});

describe('phones, postcodes, accounts and addresses', () => {
  it.each([
    '13800004171',
    '+86 138 0000 4171',
    '138-0000-4171',
    '010-55500131',
    '55500131',
    '010-55500131-608',
    '010-55500131转608',
    '（010）55500131',
    '400-810-1234',
  ])('accepts the phone %s', (phone) => {
    expect(checkPhone(phone)).toEqual([]);
  });

  it('questions what is no phone number', () => {
    expect(checkPhone('12800004171')).toEqual([{ severity: 'warning', code: 'phone.form' }]);
    expect(checkPhone('1380000417')).toEqual([{ severity: 'warning', code: 'phone.form' }]);
    expect(checkPhone('见附件')).toEqual([{ severity: 'error', code: 'phone.characters' }]);
  });

  it('questions postcodes and e-mail addresses of another form', () => {
    expect(checkPostcode('100023')).toEqual([]);
    expect(codes(checkPostcode('10002'))).toEqual(['postcode.form']);
    expect(checkEmail('a.b@mail.example')).toEqual([]);
    expect(codes(checkEmail('a.b@mail'))).toEqual(['email.form']);
  });

  it('questions accounts by length and check digit, and only refuses what has no digits', () => {
    expect(checkBankAccount('6228480010000041714')).toEqual([]);
    expect(codes(checkBankAccount('6228480010000041715'))).toEqual(['bankAccount.luhn']);
    expect(checkBankAccount('0200 0031 0900 0123 456')).toEqual([]);
    expect(codes(checkBankAccount('12345'))).toEqual(['bankAccount.length']);
    expect(checkBankAccount('见附表')).toEqual([{ severity: 'error', code: 'bankAccount.characters' }]);
  });
});

describe('the example cases', () => {
  it('pass every check', () => {
    for (const { content } of loadCases()) {
      for (const party of [...content.parties, ...content.agents]) {
        if (party.idNumber) expect(checkResidentId(party.idNumber, today)).toEqual([]);
        expect(checkPhone(party.phone)).toEqual([]);
      }
      for (const party of content.parties) {
        const sex = party.sex === '男' ? 'male' : 'female';
        if (party.idNumber)
          expect(checkResidentIdAgainst(party.idNumber, { sex, birthDate: party.birthDate })).toEqual([]);
        if (party.unifiedSocialCreditCode) expect(checkCreditCode(party.unifiedSocialCreditCode)).toEqual([]);
        expect(checkPostcode(party.postcode)).toEqual([]);
      }
      const accounts = JSON.stringify(content).match(/(?<="accountNumber":")\d+/g) ?? [];
      for (const account of accounts) expect(checkBankAccount(account)).toEqual([]);
    }
  });
});
