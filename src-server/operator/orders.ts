import { parseArgs } from 'node:util';
import { z } from 'zod';
import {
  CodeOrder,
  NewOffice,
  NewPerson,
  OfficeOfDesk,
  OfficeOfPerson,
  RoleChange,
} from '../../shared/contract/administration.ts';
import { organisationTypes } from '../../shared/law/codes/index.ts';
import type { createBlobs } from '../blobs/blob-store.ts';
import type { Administration } from '../directory/administration.ts';

/** What stands behind each value of an order, as it is given on the command line. */
export const optionOf = {
  name: '--name',
  kind: '--kind',
  district: '--district',
  officeId: '--office',
  account: '--account',
  roles: '--roles',
  personId: '--person',
  deskId: '--desk',
  // Not on the command line: every user of the machine could read it there.
  password: 'PASSWORD',
} as const;
export type OptionName = keyof typeof optionOf;

const OfficeKind = z.enum(organisationTypes.map(({ code }) => code));
const nothing = z.object({});
const Order = z.discriminatedUnion('order', [
  // A slip of typing would make an office that nobody is set over.
  NewOffice.extend({ order: z.literal('add-office'), kind: OfficeKind }),
  NewPerson.extend({ order: z.literal('add-person') }),
  RoleChange.extend({ order: z.literal('change-roles') }),
  CodeOrder.extend({ order: z.literal('make-code') }),
  OfficeOfDesk.extend({ order: z.literal('revoke-desk') }),
  OfficeOfPerson.extend({ order: z.literal('revoke-person') }),
  nothing.extend({ order: z.literal('check-scans') }),
  nothing.extend({ order: z.literal('list') }),
]);
export type Order = z.infer<typeof Order>;

/** An order that cannot be meant: nothing was done. */
export class OrderRefusal extends Error {
  readonly code: 'unknownOrder' | 'unknownOption' | 'missing' | 'wrong';
  readonly of: string;

  constructor(code: OrderRefusal['code'], of: string) {
    super(`operator.${code}`);
    this.name = 'OrderRefusal';
    this.code = code;
    this.of = of;
  }
}

/** Reads an operator's order from the words behind `npm run server --`. Throws OrderRefusal. */
export function readOrder(words: readonly string[], environment: { readonly PASSWORD?: string }): Order {
  const { values, order } = splitWords(words);
  const given = Object.fromEntries(
    Object.entries(optionOf).map(([name, option]) => [name, values[option.slice(2)]]),
  );
  const read = Order.safeParse({
    ...given,
    order,
    password: environment.PASSWORD,
    roles: given.roles?.split(',').map((one) => one.trim()),
  });
  if (read.success) return read.data;
  const name = String(read.error.issues[0]?.path[0] ?? 'order');
  if (!isOption(name)) throw new OrderRefusal('unknownOrder', order);
  const isGiven = name === 'password' ? environment.PASSWORD : given[name];
  throw new OrderRefusal(isGiven ? 'wrong' : 'missing', name);
}

function splitWords(words: readonly string[]) {
  const options = Object.fromEntries(
    Object.values(optionOf)
      .filter((option) => option.startsWith('--'))
      .map((option) => [option.slice(2), { type: 'string' as const }]),
  );
  try {
    const { values, positionals } = parseArgs({ args: [...words], allowPositionals: true, options });
    return { values: z.record(z.string(), z.string().optional()).parse(values), order: positionals[0] ?? '' };
  } catch {
    // Only the names of options are repeated: a value may be somebody's name.
    const known = Object.values(optionOf).map(String);
    const wrong = words.find((word) => word.startsWith('--') && !known.includes(word.split('=')[0] ?? ''));
    throw new OrderRefusal('unknownOption', wrong?.split('=')[0] ?? '--');
  }
}

export function isOption(name: string): name is OptionName {
  return name in optionOf;
}

/** Carries an order out and answers what is to be written down. Throws ServerError. */
export async function carryOut(
  order: Order,
  parts: { readonly administration: Administration; readonly blobs: ReturnType<typeof createBlobs> },
): Promise<unknown> {
  const { administration } = parts;
  switch (order.order) {
    case 'add-office': {
      const { name, kind, district } = order;
      return { officeId: await administration.addOffice({ name, kind, district }) };
    }
    case 'add-person':
      return { personId: await administration.addPerson(order.officeId, order) };
    case 'change-roles':
      await administration.changeRoles(order.officeId, order.personId, order.roles);
      return {};
    case 'make-code':
      return administration.makeEnrolmentCode(order.officeId);
    case 'revoke-desk':
      await administration.revokeDesk(order.officeId, order.deskId);
      return {};
    case 'revoke-person':
      await administration.revokePerson(order.officeId, order.personId);
      return {};
    case 'check-scans':
      return { missing: await parts.blobs.checkAll() };
    case 'list':
      return administration.list();
  }
}
