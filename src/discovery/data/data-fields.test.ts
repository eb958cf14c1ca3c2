import { expect, test } from 'vitest'
import { asAny } from '../contract.ts'
import { discoverTexts } from '../test-discover.ts'
import { dataFields } from './index.ts'

const found = (texts: Record<string, string>): string[] =>
  discoverTexts(texts, [asAny(dataFields)]).fields.map(
    (one) => `${one.model}.${one.name} ${one.class}/${one.kind} ${one.source}:${one.line}`,
  )

test.each<[string, string, string, string[]]>([
  [
    'SQL',
    'db/schema.sql',
    `-- people
CREATE TABLE IF NOT EXISTS "public"."users" (
  id bigint PRIMARY KEY,
  "email" character varying(255) NOT NULL, -- where to write
  note text, -- PII
  price numeric(10,2) DEFAULT (1),
  CONSTRAINT uq UNIQUE (email)
);
ALTER TABLE users ADD COLUMN phone varchar(20), ADD [birth_date] date;
COMMENT ON COLUMN users.price IS 'sensitive';`,
    [
      'users.email pii/email sql:4',
      'users.note pii/marked sql:5',
      'users.price pii/marked sql:6',
      'users.phone pii/phone sql:9',
      'users.birth_date pii/birth-date sql:9',
    ],
  ],
  [
    'Prisma',
    'prisma/schema.prisma',
    `model User {
  id    Int @id
  email String @unique
  posts Post[]
}
model Post {
  id Int @id
  author User @relation(fields: [id], references: [id])
}`,
    ['User.email pii/email prisma:3'],
  ],
  [
    'TypeORM',
    'src/user.entity.ts',
    `import { Entity, Column } from 'typeorm'
@Entity()
export class User {
  @Column() email: string
  @Column({ type: 'boolean' }) emailVerified: boolean
  static table = 'x'
}`,
    ['User.email pii/email typeorm:4'],
  ],
  [
    'Mongoose and zod',
    'src/schemas.ts',
    `const userSchema = new mongoose.Schema({ email: { type: String }, address: { street: String, geo: { lat: Number } } })
export const Card = z.object({ cardNumber: z.string(), ok: z.boolean() })`,
    [
      'user.email pii/email mongoose:1',
      'user.address.street pii/postal-address mongoose:1',
      'user.address.geo.lat location/coordinates mongoose:1',
      'Card.cardNumber pci/card-number type:2',
    ],
  ],
  [
    'Drizzle and Sequelize',
    'src/tables.js',
    `export const users = pgTable('users', { email: varchar('email').notNull(), n: integer('n') })
sequelize.define('Patient', { diagnosis: DataTypes.TEXT, agreed: { type: DataTypes.BOOLEAN } })`,
    ['users.email pii/email drizzle:1', 'Patient.diagnosis phi/diagnosis sequelize:2'],
  ],
  [
    'Knex',
    'migrations/1.js',
    `exports.up = (knex) => knex.schema.createTable('people', (table) => {
  table.string('last_name')
  table.index('last_name')
})`,
    ['people.last_name pii/name knex:2'],
  ],
  [
    'Django',
    'shop/models.py',
    `from django.db import models
class Customer(models.Model):
    email = models.EmailField()
    is_member = models.BooleanField()
    address = models.ForeignKey("Address", on_delete=models.CASCADE)`,
    ['Customer.email pii/email django:3'],
  ],
  [
    'SQLAlchemy and Alembic',
    'app/db.py',
    `from sqlalchemy import Column
class User(Base):
    password_hash = Column(String(80))
    born: Mapped[date] = mapped_column(Date)
    billing_address: Mapped[Address] = mapped_column(AddressType, nullable=True)
    home_address: Mapped[Address] = relationship("Address")
op.create_table('staff', sa.Column('ssn', sa.String(11)))`,
    [
      'User.password_hash credentials/password-hash sqlalchemy:3',
      'User.billing_address pii/postal-address sqlalchemy:5',
      'staff.ssn pii/national-id sqlalchemy:7',
    ],
  ],
  [
    'Pydantic and dataclasses',
    'api/bodies.py',
    `from pydantic import BaseModel
class SignUp(BaseModel):
    email: str
    password: SecretStr
@dataclass
class Row:
    iban: str`,
    [
      'SignUp.email pii/email pydantic:3',
      'SignUp.password credentials/password pydantic:4',
      'Row.iban financial/bank-account pydantic:7',
    ],
  ],
  [
    'Rails',
    'db/schema.rb',
    `ActiveRecord::Schema.define do
  create_table "users", force: :cascade do |t|
    t.string "email", null: false
    t.index ["email"], name: "x"
  end
end`,
    ['users.email pii/email rails:3'],
  ],
  [
    'Java',
    'src/main/java/shop/Person.java',
    `import jakarta.persistence.*;
@Entity class Person { private String firstName; static String email; boolean vip; }
record CardDto(String cardNumber, int amount) {}`,
    ['Person.firstName pii/name jpa:2', 'CardDto.cardNumber pci/card-number jpa:3'],
  ],
  [
    'Kotlin',
    'src/User.kt',
    'data class User(val email: String?, val visits: Int)',
    ['User.email pii/email type:1'],
  ],
  [
    'C#',
    'Models/User.cs',
    `public class User { public string Name { get; set; } [PersonalData] public string Nick { get; set; } public string? Email { get; set; } }`,
    ['User.Name pii/name type:1', 'User.Nick pii/username type:1', 'User.Email pii/email type:1'],
  ],
  [
    'Go',
    'models/user.go',
    'package m\ntype User struct {\n\tEmail string `gorm:"unique"`\n\tBorn *time.Time\n\tPhone, Fax string\n}',
    ['User.Email pii/email gorm:3', 'User.Phone pii/phone type:5', 'User.Fax pii/phone type:5'],
  ],
  [
    'Rust',
    'src/models.rs',
    `#[derive(Queryable)]
pub struct User { pub email: String, pub active: bool }
table! { people (id) { id -> Int4, last_name -> Varchar, } }`,
    ['User.email pii/email diesel:2', 'people.last_name pii/name diesel:3'],
  ],
  [
    'Laravel and Doctrine',
    'src/Entity/User.php',
    `<?php
use Doctrine\\ORM\\Mapping as ORM;
#[ORM\\Entity]
class User { #[ORM\\Column] private ?string $email; public function __construct(private string $phone) {} }
Schema::create('patients', function (Blueprint $table) { $table->string('blood_type'); $table->index('blood_type'); });`,
    [
      'patients.blood_type phi/vital-signs eloquent:5',
      'User.email pii/email doctrine:4',
      'User.phone pii/phone doctrine:4',
    ],
  ],
  [
    'Liquibase',
    'db/changes.xml',
    `<databaseChangeLog><changeSet><createTable tableName="person"><column name="birthdate" type="date"/></createTable></changeSet></databaseChangeLog>`,
    ['person.birthdate pii/birth-date liquibase:1'],
  ],
  [
    'protobuf',
    'api/user.proto',
    'syntax = "proto3";\nmessage User {\n  string email = 1;\n  bool email_verified = 2;\n}',
    ['User.email pii/email protobuf:3'],
  ],
  [
    'GraphQL',
    'schema.graphql',
    'type User {\n  email: String!\n  posts: [Post]\n}\ntype Query { email: String }',
    ['User.email pii/email graphql:2'],
  ],
  [
    'OpenAPI',
    'spec/openapi.yaml',
    `openapi: 3.1.0
components:
  schemas:
    User:
      properties:
        email: { type: string }
        remarks: { type: string, x-pii: true }
        emails_sent: { type: integer }`,
    ['User.email pii/email openapi:6', 'User.remarks pii/marked openapi:7'],
  ],
  [
    'types',
    'src/user-dto.ts',
    'export interface UserDto { email: string; password: string }\nexport interface CardProps { email: string; phone: string }',
    ['UserDto.email pii/email type:1', 'UserDto.password credentials/password type:1'],
  ],
])('%s', (_, path, text, expected) => {
  expect(found({ [path]: text })).toEqual(expected)
})

test('tests and vendored copies are nobody’s data', () => {
  expect(
    found({
      'test/user.sql': 'CREATE TABLE users (email text);',
      'vendor/x/a.sql': 'CREATE TABLE users (email text);',
    }),
  ).toEqual([])
})

test('a broken file is a problem', () => {
  const { problems, fields } = discoverTexts({ 'a.proto': 'message User { string email = }' }, [
    asAny(dataFields),
  ])
  expect(fields).toEqual([])
  expect(problems).toHaveLength(1)
})

test('SQL that never ends is survived', () => {
  const started = performance.now()
  found({
    'a.sql': `CREATE TABLE t (${'a varchar(1),('.repeat(20_000)}`,
    'b.sql': 'create table '.repeat(20_000),
  })
  expect(performance.now() - started).toBeLessThan(5000)
})
