/** The part of Electron's ipcMain that is used, so that the walk over all channels runs in plain Node. */
export type InvokeRegistry = { readonly handle: (channel: string, listener: Listener) => void };
type Listener = (event: SenderEvent, payload: unknown) => Promise<unknown>;
export type SenderEvent = { readonly senderFrame: { readonly url: string; readonly parent: unknown } | null };

/**
 * Takes the channels before main has loaded what answers on them, so that the window need not wait for that: who asks
 * early is answered once a listener is there.
 */
export function registerEarly(registry: InvokeRegistry, channels: readonly string[]): InvokeRegistry {
  const arrivals = new Map<string, (listener: Listener) => void>();
  for (const channel of channels) {
    const arrival = new Promise<Listener>((arrive) => {
      arrivals.set(channel, arrive);
    });
    registry.handle(channel, async (event, payload) => (await arrival)(event, payload));
  }
  return { handle: (channel, listener) => arrivals.get(channel)?.(listener) };
}
