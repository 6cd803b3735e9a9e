import { describe, expect, it } from 'vitest';
import {
  isPersonName,
  maskAccount,
  maskIdNumber,
  maskName,
  maskPhone,
  normaliseName,
} from '../../../shared/text/names.ts';

describe('names', () => {
  it('are stored in one form however they were typed', () => {
    expect(normaliseName(' 王  梅 ')).toBe('王梅');
    expect(normaliseName('王　梅梅')).toBe('王梅梅');
    for (const dot of ['·', '•', '・', '．', '‧', '･', ' · ']) {
      expect(normaliseName(`阿卜杜拉${dot}买买提`)).toBe('阿卜杜拉·买买提');
    }
    expect(normaliseName('Ｊｏｈｎ  Smith')).toBe('John Smith');
    expect(normaliseName('𠮷野家')).toBe('𠮷野家');
  });

  it('are recognised: Chinese, minority with an interpunct, rare characters and Latin', () => {
    for (const name of ['马桂香', '阿卜杜拉·买买提', '𬎆', '王㛃', 'Jean-Luc O’Brien', 'José María']) {
      expect(isPersonName(name)).toBe(true);
    }
    for (const name of ['', '王3', '王梅·', '1', '王 梅']) expect(isPersonName(name)).toBe(false);
  });

  it('show only the first character when masked', () => {
    expect(maskName('马桂香')).toBe('马**');
    expect(maskName('马芳')).toBe('马*');
    expect(maskName('阿卜杜拉·买买提')).toBe('阿***·***');
    expect(maskName('𠮷田')).toBe('𠮷*');
    expect(maskName('')).toBe('');
  });
});

describe('masked numbers', () => {
  it('hide the birth date of an ID number', () => {
    expect(maskIdNumber('11010519491231002X')).toBe('110105********002X');
    expect(maskIdNumber('110105491231002')).toBe('110105******002');
    expect(maskIdNumber('E12345678')).toBe('E1*****78');
    expect(maskIdNumber('')).toBe('');
  });

  it('hide the middle of a phone number', () => {
    expect(maskPhone('13800004171')).toBe('138****4171');
    expect(maskPhone('+86 138 0000 4171')).toBe('+86 138****4171');
    expect(maskPhone('010-55500131')).toBe('010-****0131');
    expect(maskPhone('55500131-608')).toBe('****0131-***');
  });

  it('hide the middle of an account', () => {
    expect(maskAccount('6228480010000041714')).toBe('6228***********1714');
    expect(maskAccount('6228 4800 1000 0041 714')).toBe('6228***********1714');
    expect(maskAccount('123')).toBe('**3');
  });
});
