// The job in DuckDB: CSV in, NDJSON out. Usage: node bench/preview/duckdb.mjs CSV NDJSON THREADS
import { DuckDBInstance } from "@duckdb/node-api";
import { HEADER } from "./data.mjs";

const [csv, ndjson, threads] = process.argv.slice(2);
const quoted = (text) => `'${text.replaceAll("'", "''")}'`;

const columns = HEADER.split(",").map((name) => `${quoted(name)}: 'VARCHAR'`);

const instance = await DuckDBInstance.create(":memory:", { threads });
const connection = await instance.connect();
await connection.run(`
  COPY (
    SELECT
      id AS _id,
      {'name': {'firstName': first_name, 'lastName': last_name, 'fullName': concat(first_name, ' ', last_name)}} AS person,
      {'address': lower(trim(email))} AS "personalEmail",
      {'emailHash': sha256(lower(trim(email))), 'active': status = 'active', 'items': quantity::INTEGER} AS _acme,
      {'number': phone} AS "mobilePhone",
      {'city': city, 'countryCode': upper(country)} AS "homeAddress",
      {'createDate': strftime(strptime(created_at, '%Y-%m-%d %H:%M:%S'), '%Y-%m-%dT%H:%M:%SZ')} AS _repo
    FROM read_csv(${quoted(csv)}, header = true, delim = ',', quote = '"', escape = '"', auto_detect = false,
      columns = {${columns.join(", ")}})
    WHERE strptime(updated_at, '%Y-%m-%d %H:%M:%S') >= TIMESTAMP '2026-09-03'
      AND strptime(updated_at, '%Y-%m-%d %H:%M:%S') < TIMESTAMP '2026-09-29'
  ) TO ${quoted(ndjson)} (FORMAT json)`);
connection.closeSync();
instance.closeSync();
