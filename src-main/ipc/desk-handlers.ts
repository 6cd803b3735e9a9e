import type { DeskEvent, DeskHandlers } from '../../shared/contract/desk-api.ts';
import type { createDeskSettings } from '../desk-settings.ts';
import type { OpenDesk } from '../open-desk.ts';
import type { Backups } from '../store/backups.ts';
import { listMediators, saveMediator } from '../store/mediators.ts';
import type { createUpdateSteps } from '../update/update-steps.ts';

/** Answers the channels of `desk`. */
export function createDeskHandlers(parts: {
  readonly getOpenDesk: () => OpenDesk;
  readonly settings: ReturnType<typeof createDeskSettings>;
  readonly backups: Backups;
  readonly backUpNow: () => Promise<string>;
  readonly update: ReturnType<typeof createUpdateSteps>;
  readonly publish: (event: DeskEvent, id: string) => void;
}): DeskHandlers['desk'] {
  return {
    settings: () => parts.settings.read(),
    changeSettings: (part) =>
      parts.settings.change(
        Object.fromEntries(Object.entries(part).filter(([, value]) => value !== undefined)),
      ),
    mediators: async () => ({ mediators: await listMediators(parts.getOpenDesk().store) }),
    recordMediator: async (mediator) => {
      const { store, workspace } = parts.getOpenDesk();
      await saveMediator(store, mediator);
      await workspace.noteAccess('mediator.recorded', mediator.id);
      parts.publish('desk.changed', mediator.id);
      return {};
    },
    lawTables: async () => {
      const { workspace, reckoning } = parts.getOpenDesk();
      const { calendars, office, ...tables } = reckoning.tables;
      const people = workspace.peopleNames();
      return {
        ...tables,
        calendars: [...calendars],
        office: office.map(({ id, at, person, added }) => ({ id, at, by: people[person] ?? '', added })),
      };
    },
    addLawTable: async (added) => {
      await parts.getOpenDesk().workspace.lawTables.add(added);
      return {};
    },
    safety: async () => ({
      savedActions: await parts.getOpenDesk().workspace.countActions(),
      lastBackupAt: await parts.backups.findNewest(),
    }),
    rebuilding: async () => ({ progress: parts.getOpenDesk().workspace.rebuildingProgress() }),
    backUpNow: async () => ({ at: await parts.backUpNow() }),
    findUpdate: async () => ({ offered: await parts.update.find() }),
    takeUpdate: () => parts.update.take(),
    showUpdate: async () => {
      parts.update.show();
      return {};
    },
  };
}
