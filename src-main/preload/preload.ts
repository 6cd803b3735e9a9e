import { contextBridge, ipcRenderer } from 'electron';
import { channelNames, events } from '../../shared/contract/channel-names.ts';

type Listener = (payload: unknown) => void;

/** Only these named methods reach the page: no channel can be named by it, no event object is handed over. */
const desk: Record<string, unknown> = {};
for (const [area, names] of Object.entries(channelNames)) {
  const methods: Record<string, (payload: unknown) => Promise<unknown>> = {};
  for (const name of names) methods[name] = (payload) => ipcRenderer.invoke(`${area}.${name}`, payload);
  desk[area] = methods;
}
desk.subscribe = (event: string, listener: Listener): (() => void) => {
  if (!(events as readonly string[]).includes(event)) throw new TypeError('ipc.eventUnknown');
  const receive = (_event: unknown, payload: unknown) => listener(payload);
  ipcRenderer.on(event, receive);
  return () => {
    ipcRenderer.off(event, receive);
  };
};
contextBridge.exposeInMainWorld('desk', desk);
