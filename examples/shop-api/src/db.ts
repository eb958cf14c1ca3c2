import { Pool } from "pg";
import { config } from "./config";

const pool = new Pool({
  connectionString: config.databaseUrl,
  ssl: { rejectUnauthorized: false },
});

export async function query(text: string, values: unknown[] = []) {
  const result = await pool.query(text, values);
  return result.rows;
}
