type Command = 'start' | 'demo';

export function placeOfDesk(command: Command): string;
export function buildDesk(command: Command): Promise<boolean>;
