import type { FieldSource } from './sources/contract.ts'
import { csharp } from './sources/csharp.ts'
import { go } from './sources/go.ts'
import { graphql } from './sources/graphql.ts'
import { jsSchemas } from './sources/js-schemas.ts'
import { jsonSchema } from './sources/json-schema.ts'
import { java, kotlin } from './sources/jvm.ts'
import { liquibase } from './sources/liquibase.ts'
import { php } from './sources/php.ts'
import { prisma } from './sources/prisma.ts'
import { protobuf } from './sources/protobuf.ts'
import { python } from './sources/python.ts'
import { ruby } from './sources/ruby.ts'
import { rust } from './sources/rust.ts'
import { sql, sqlInCode } from './sources/sql.ts'
import { typescript } from './sources/typescript.ts'

/** Every sort of source that fields are read from. */
export const SOURCES: readonly FieldSource[] = [
  sql,
  sqlInCode,
  prisma,
  typescript,
  jsSchemas,
  python,
  ruby,
  java,
  kotlin,
  csharp,
  go,
  rust,
  php,
  liquibase,
  protobuf,
  graphql,
  jsonSchema,
]
