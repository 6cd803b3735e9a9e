import type { Plugin } from 'rolldown';

export const asModules: Plugin;
