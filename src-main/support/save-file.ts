/**
 * Asks the person where to save; false when the dialog was closed. `beforeWriting` runs when the place is known, and
 * nothing is written when it fails: what has to be noted of an export stands before there is a file (CRITERIA D5).
 */
export type SaveFile = (
  name: string,
  bytes: Uint8Array,
  beforeWriting?: () => Promise<void>,
) => Promise<boolean>;
