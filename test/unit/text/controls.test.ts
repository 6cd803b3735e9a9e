import { expect, it } from 'vitest';
import { NewPerson } from '../../../shared/contract/administration.ts';
import { casesContract } from '../../../shared/contract/cases.ts';
import { Mediator } from '../../../shared/contract/desk.ts';
import { OfficeSettings, PersonSettings } from '../../../shared/contract/session.ts';
import { withoutControls } from '../../../shared/text/controls.ts';
import { plainOffice } from '../../fixtures/plain-office.ts';

it('what nobody sees is taken out of every text, whatever it lies in, and nothing else', () => {
  const copied = {
    name: '马\u0002桂\u007f香',
    rows: ['一\n二\t三', '\ud83d', '😀𪛖\u00ad'],
    chat: '\ufeff工资\u200b6500\u200e元\ufe0f\u2028葛\u{e0100}某',
    sum: 3,
    none: null,
  };
  expect(withoutControls(copied)).toEqual({
    name: '马桂香',
    rows: ['一\n二\t三', '', '😀𪛖\u00ad'],
    chat: '工资6500元\n葛某',
    sum: 3,
    none: null,
  });
});

it('names of the office and its people, pasted from elsewhere, come in as one line without controls', () => {
  const pasted = ' 柳林\u0002街道\n劳动争议\t调解委员会\u007f ';
  const name = '柳林街道 劳动争议 调解委员会';
  expect(OfficeSettings.parse({ ...plainOffice, name: pasted, court: '朝阳\u0000法院' })).toMatchObject({
    name,
    court: '朝阳法院',
  });
  const dates = { validFrom: null, validTo: null };
  expect(PersonSettings.parse({ name: pasted, certificateNumber: '京\u0003证', ...dates })).toMatchObject({
    name,
    certificateNumber: '京证',
  });
  expect(Mediator.parse({ id: 'M', name: '郭\u0001秀岚', certificateNumber: '', ...dates }).name).toBe(
    '郭秀岚',
  );
  const person = { officeId: 'o', account: 'guo', password: 'correct horse', roles: ['mediator'] };
  expect(NewPerson.parse({ ...person, name: pasted }).name).toBe(name);
  // A name of nothing that anybody sees is none.
  expect(PersonSettings.safeParse({ name: '\u0001\n', certificateNumber: '', ...dates }).success).toBe(false);
});

it('a number copied from elsewhere, which stands on the registration form, comes in without what no paper shows', () => {
  const { request } = casesContract.commands.create;
  const copied = { openedOn: '2026-04-13', externalNumber: '\u202a12345-2026-\u200b001\t\u202c\n' };
  expect(request.parse(copied).externalNumber).toBe('12345-2026-001');
});
