type Command = 'start' | 'demo';

type Other = { readonly by: Command; readonly isDeskOpen: boolean };
type Claim = {
  /** Another command that goes on; null when the claim is made. */
  readonly other: Other | null;
  readonly noteDesk: (desk: number) => void;
  readonly release: () => void;
};

export function claimBuild(file: string, by: Command, pid?: number): Claim;
export function claimBuildInTurn(
  file: string,
  by: Command,
  wordsOf: (other: Other) => string | null,
): Promise<Claim>;
