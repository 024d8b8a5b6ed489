// One day of the table, six of its columns, in DuckDB: Parquet in, NDJSON out. Usage: node bench/preview/duckdb-parquet.mjs PARQUET NDJSON
import { DuckDBInstance } from "@duckdb/node-api";

const [parquet, ndjson] = process.argv.slice(2);
const quoted = (text) => `'${text.replaceAll("'", "''")}'`;

const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
const connection = await instance.connect();
await connection.run(`
  COPY (
    SELECT
      id AS _id,
      {'name': {'firstName': first_name, 'lastName': last_name}} AS person,
      {'address': lower(trim(email))} AS "personalEmail",
      {'city': city} AS "homeAddress"
    FROM read_parquet(${quoted(parquet)})
    WHERE updated_at >= TIMESTAMP '2026-09-15' AND updated_at < TIMESTAMP '2026-09-16'
  ) TO ${quoted(ndjson)} (FORMAT json)`);
connection.closeSync();
instance.closeSync();
