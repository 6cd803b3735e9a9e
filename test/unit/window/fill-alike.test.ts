import { expect, it } from 'vitest';
import { fillAlike } from '../../../src-renderer/intake/fill-alike.ts';

const parties: Record<string, Record<string, unknown>> = {
  P1: {
    name: '刘某',
    phone: '13700004213',
    deliveryAddress: '工人宿舍',
    leaveDate: '2026-05-15',
    hasWrittenContract: false,
    isElectronicServiceAgreed: true,
    groupTags: ['migrantWorker'],
  },
  P2: { name: '周某', deliveryAddress: '本村31号', groupTags: [] },
  P3: {
    deliveryAddress: '工人宿舍',
    leaveDate: '2026-05-15',
    hasWrittenContract: true,
    groupTags: ['migrantWorker'],
  },
};
const get = (_: string, id: string, field: string) => parties[id]?.[field];

it('fills what others of a group have left open, and nothing that stands there or that each says for himself', () => {
  expect(fillAlike(get, 'P1', ['P1', 'P2', 'P3'])).toEqual([
    {
      id: 'P2',
      fields: { leaveDate: '2026-05-15', hasWrittenContract: false, groupTags: ['migrantWorker'] },
    },
  ]);
  expect(fillAlike(get, 'P2', ['P1', 'P2', 'P3'])).toEqual([]);
});
