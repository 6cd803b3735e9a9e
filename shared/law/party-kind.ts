/**
 * 劳动者: who is no employer. A party of whom nobody has said yet what it is counts as one, as the registration begins with a
 * person.
 */
export const isWorker = ({ kind }: { readonly kind?: 'person' | 'employer' | null | undefined }): boolean =>
  kind !== 'employer';
