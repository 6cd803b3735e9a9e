/** Does the work; a failure that was foreseen ends the process with what to do about it, any other as it is. */
export async function endInWords(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    // Loaded for a failure alone: a server that starts needs none of its words.
    const { createWords } = await import('./words.ts');
    const text = createWords(process.env).explain(error);
    if (text === null) throw error;
    process.stderr.write(`${text}\n`);
    // A server that did not begin may hold connections: they would keep the process.
    process.exit(1);
  }
}
