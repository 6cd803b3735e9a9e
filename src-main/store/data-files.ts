/** The database of a data folder; SQLite keeps its log and index beside it. */
export const databaseFile = 'desk.db';
export const databaseFiles = [databaseFile, `${databaseFile}-wal`, `${databaseFile}-shm`] as const;
