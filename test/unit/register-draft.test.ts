import { expect, test } from 'vitest';
import { toDraft, toEntry } from '../../src-renderer/certificates/register-draft.ts';

const begun = toDraft(null);

test('a line of the register that cannot be saved yet names what is missing, in the order of the form', () => {
  const trainings = [{ heldOn: '', title: '', hours: '' }];
  expect(toEntry({ ...begun, trainings })).toEqual({
    missing: [
      'register.account',
      'register.field.name',
      'register.certificateNumber',
      'register.training.heldOn',
      'register.training.title',
    ],
  });
});

test('a seal needs no number of a licence', () => {
  const seal = { ...begun, personId: 'p', name: '某街道调解委员会' };
  expect(toEntry({ ...seal, capacity: 'organisation' })).toHaveProperty('entry');
  expect(toEntry(seal)).toEqual({ missing: ['register.certificateNumber'] });
});
