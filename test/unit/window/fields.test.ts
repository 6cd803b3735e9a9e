import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { Editing } from '../../../src-renderer/editing/index.ts';

vi.stubGlobal('window', { desk: {}, addEventListener: () => {}, removeEventListener: () => {} });
vi.stubGlobal('document', { documentElement: {} });
const { startLanguages } = await import('../../../src-renderer/app/i18n.ts');
const { EntityFields, MoneyField, PickField, TextField } = await import(
  '../../../src-renderer/editing/index.ts'
);
beforeAll(() => startLanguages('zh-CN'));
afterAll(() => void vi.unstubAllGlobals());

const longName = '北京市朝阳区柳芳街道劳动人事争议联合调解委员会（与街道总工会职工法律服务工作站合署办公）';
const options = [{ value: 'O1', label: longName }];

/** The fields of a party as they stand there, with these of them typed and not yet saved. */
function draw(typed: readonly string[], isReadOnly = false): string {
  const values: Readonly<Record<string, string>> = {
    ...{ name: '王梅梅', relation: 'O1', entryDate: '2024-08-12', monthlyWage: '16500.00' },
  };
  const editing = {
    get: (_kind, _id, field) => values[field],
    isChanged: (_kind, _id, field) => typed.includes(field),
  } as Partial<Editing> as Editing;
  return renderToStaticMarkup(
    createElement(EntityFields, {
      ...{ editing, kind: 'party', id: 'P1', isReadOnly },
      children: [
        createElement(TextField, { key: 1, field: 'name' }),
        createElement(PickField, { key: 2, field: 'relation', options }),
        createElement(TextField, { key: 3, field: 'entryDate', type: 'date' }),
        createElement(MoneyField, { key: 4, field: 'monthlyWage' }),
      ],
    }),
  );
}
const marks = (markup: string) =>
  [...markup.matchAll(/class="field [^"]*"/g)].map(([one]) => one.includes('field-changed'));

it('a field that was typed in and is not saved yet is marked, the others are not', () => {
  expect(marks(draw([]))).toEqual([false, false, false, false]);
  expect(marks(draw(['name']))).toEqual([true, false, false, false]);
  expect(marks(draw(['relation']))).toEqual([false, true, false, false]);
});

it('what can be chosen no more stands there whole, in as many lines as it needs', () => {
  const fixed = draw([], true);
  expect(fixed).not.toContain('<select');
  expect(fixed).toContain(`data-field="party.P1.relation">${longName}</textarea>`);
});

it('a day and a sum that cannot be changed are told as the window tells them, not as they are typed', () => {
  const fixed = draw([], true);
  expect(fixed).toContain('>2024年8月12日</textarea>');
  expect(fixed).toContain('>16,500.00</textarea>');
});
