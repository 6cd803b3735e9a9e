import type { CaseView } from './view.ts';

/** 已付生活费、预支: what a worker of a group had received before the claim, yuan; '' where the file says nothing. */
export function findAdvance({ collective }: Pick<CaseView, 'collective'>, partyId: string): string {
  return collective?.advances?.find((one) => one.partyId === partyId)?.amount ?? '';
}
