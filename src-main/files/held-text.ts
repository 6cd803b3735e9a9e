import { findFileText, writeDurably } from './durable.ts';

/** A small file of which nothing waits for the disk: what a full or read-only one does not take holds until the program ends. */
export function createHeldText(path: string) {
  let unwritten: string | null = null;
  return {
    /** The text that was written last, or null when there is none. */
    find: async (): Promise<string | null> => unwritten ?? findFileText(path),
    write: async (text: string): Promise<void> => {
      unwritten = await writeDurably(path, text).then(
        () => null,
        () => text,
      );
    },
  };
}
