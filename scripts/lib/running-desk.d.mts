type Claim = {
  /** Another command that goes on; null when the claim is made. */
  readonly other: { readonly isDeskOpen: boolean } | null;
  readonly noteDesk: (desk: number) => void;
  readonly release: () => void;
};

export function claimBuild(file: string, pid?: number): Claim;
export function claimBuildInTurn(file: string, words: string): Promise<() => void>;
