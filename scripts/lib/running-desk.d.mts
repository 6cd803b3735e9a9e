type Command = 'start' | 'demo';

export function claimBuild(
  file: string,
  by: Command,
  pid?: number,
): {
  /** Another command that goes on; null when the claim is made. */
  readonly other: { readonly by: Command; readonly isDeskOpen: boolean } | null;
  readonly noteDesk: (desk: number) => void;
  readonly release: () => void;
};
