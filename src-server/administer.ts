import { parseArgs } from 'node:util';
import { z } from 'zod';
import { Role } from '../shared/contract/sync.ts';
import { blobFolder, createBlobs } from './blobs/blob-store.ts';
import { openDatabase } from './database/open-database.ts';
import { createAdministration } from './directory/administration.ts';
import { readSettings } from './settings.ts';

/**
 * The operator's orders at the server's machine: `npm run server -- <order> --name ... `. They work on the database
 * itself, so they also make the first office and its first administrator. The embedded database takes them only while
 * the server is stopped.
 */
const usage = `Orders:
  add-office    --name NAME --kind KIND --district DISTRICT
  add-person    --office ID --name NAME --account ACCOUNT --roles ROLE,ROLE   (password in the variable PASSWORD)
  change-roles  --office ID --person ID --roles ROLE,ROLE
  make-code     --office ID
  revoke-desk   --office ID --desk ID
  revoke-person --office ID --person ID
  check-scans   (after a restore: scans that are not in the folder are asked of the desks again)
  list`;

const Values = z.record(z.string(), z.string().optional());
const names = ['name', 'kind', 'district', 'office', 'account', 'roles', 'person', 'desk'] as const;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: Object.fromEntries(names.map((name) => [name, { type: 'string' as const }])),
});
const given = Values.parse(values);
const need = (name: (typeof names)[number]): string => {
  const value = given[name];
  if (!value) {
    process.stderr.write(`--${name} is missing.\n${usage}\n`);
    process.exit(1);
  }
  return value;
};
const roles = () => z.array(Role).min(1).parse(need('roles').split(','));

const settings = readSettings(process.env);
const open = await openDatabase(settings);
try {
  const administration = createAdministration({
    database: open.database,
    now: () => Date.now(),
    onChanged: (officeId) => open.notify(JSON.stringify({ officeId })),
  });
  process.stdout.write(`${JSON.stringify(await carryOut(administration, positionals[0] ?? ''))}\n`);
} finally {
  await open.close();
}

async function carryOut(
  administration: ReturnType<typeof createAdministration>,
  order: string,
): Promise<unknown> {
  switch (order) {
    case 'add-office':
      return {
        officeId: await administration.addOffice({
          name: need('name'),
          kind: need('kind'),
          district: need('district'),
        }),
      };
    case 'add-person': {
      const password = z.string().min(10).parse(process.env.PASSWORD);
      const person = { name: need('name'), account: need('account'), password, roles: roles() };
      return { personId: await administration.addPerson(need('office'), person) };
    }
    case 'change-roles':
      await administration.changeRoles(need('office'), need('person'), roles());
      return {};
    case 'make-code':
      return administration.makeEnrolmentCode(need('office'));
    case 'revoke-desk':
      await administration.revokeDesk(need('office'), need('desk'));
      return {};
    case 'revoke-person':
      await administration.revokePerson(need('office'), need('person'));
      return {};
    case 'check-scans':
      return {
        missing: await createBlobs({
          database: open.database,
          folder: blobFolder(settings),
          now: Date.now,
        }).checkAll(),
      };
    case 'list':
      return administration.list();
    default:
      process.stderr.write(`${usage}\n`);
      process.exit(1);
  }
}
