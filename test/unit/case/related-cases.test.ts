import { expect, it } from 'vitest';
import { findMediatorTies } from '../../../shared/case/related-cases.ts';

const number = '110105199002283334';
const person = (name: string, ofNumber: string) =>
  ({ id: 'P1', role: 'applicant', kind: 'person', name, number: ofNumber }) as const;
const tiesOf = (people: ReturnType<typeof person>[], idNumber?: string) =>
  findMediatorTies(
    { caseId: 'c', disputeTypeCode: '108', people },
    [{ id: 'm', name: '李梅', idNumber }],
    [],
  );

it('a mediator who is a party is known by the number, whatever name stands there', () => {
  expect(tiesOf([person('李  梅', number)], number)).toMatchObject([{ kind: 'takesPart', isCertain: true }]);
});

it('somebody of the same name with another number is somebody else', () => {
  expect(tiesOf([person('李梅', '110105197501012221')], number)).toEqual([]);
});

it('where a number is missing the name alone asks', () => {
  expect(tiesOf([person('李梅', number)])).toMatchObject([{ isCertain: false }]);
  expect(tiesOf([person('李梅', '')], number)).toMatchObject([{ isCertain: false }]);
});
