export function claimStart(
  file: string,
  pid?: number,
): {
  /** Another start that goes on; null when the claim is made. */
  readonly other: { readonly isDeskOpen: boolean } | null;
  readonly noteDesk: (desk: number) => void;
  readonly release: () => void;
};
