import { openLibsql } from '../../src-main/store/libsql-driver.ts';

/** Does to the database of a closed desk what no order of ours does. In a process of its own: libsql holds what it opened. */
const [file = '', keyHex = '', ...statements] = process.argv.slice(2);
const driver = openLibsql(file, Buffer.from(keyHex, 'hex'));
for (const statement of statements) driver.execute(statement);
driver.close();
