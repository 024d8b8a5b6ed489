// The table of the job as Parquet, by DuckDB, in row groups of 30,720 rows; updates rise through the file.
// Usage: node bench/preview/parquet-table.mjs CSV PARQUET
import { DuckDBInstance } from "@duckdb/node-api";

const [csv, parquet] = process.argv.slice(2);
const quoted = (text) => `'${text.replaceAll("'", "''")}'`;

const instance = await DuckDBInstance.create(":memory:");
const connection = await instance.connect();
await connection.run(`
  COPY (
    SELECT * REPLACE (strptime(updated_at, '%Y-%m-%d %H:%M:%S') AS updated_at, quantity::INTEGER AS quantity)
    FROM read_csv(${quoted(csv)}, header = true, all_varchar = true)
  ) TO ${quoted(parquet)} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 30720)`);
connection.closeSync();
instance.closeSync();
