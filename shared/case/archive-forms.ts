import type { FormId } from './actions.ts';

/** The papers of the file itself are made when it is closed: cover, index, remarks, back, index of the 副卷 (DOMAIN 2.3.15). */
export const archiveForms: readonly FormId[] = [
  'fileCover',
  'fileIndex',
  'fileRemarks',
  'fileBack',
  'sideFileIndex',
];
