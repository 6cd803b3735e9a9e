export type TypesetSettings = { readonly assetsFolder: string };

/** `content` and `print` are JSON texts: what the form says, and how this copy is marked. */
export type TypesetOrder = {
  readonly id: number;
  readonly template: string;
  /** Families of the fonts for rare names, where the text has one; else none. */
  readonly rareFonts: readonly string[];
  readonly content: string;
  readonly print: string;
};

export type TypesetAnswer =
  | { readonly id: number; readonly ok: true; readonly pdf: Uint8Array; readonly pages: number }
  | { readonly id: number; readonly ok: false; readonly diagnostics: string };
