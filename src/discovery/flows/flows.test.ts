import { describe, expect, test } from 'vitest'
import { complete } from '../complete.ts'
import type { Discovery } from '../contract.ts'
import { discoverTexts } from '../test-discover.ts'
import { tablesUsed } from './sql-statements.ts'

const discovered = (texts: Record<string, string>): Discovery => complete(discoverTexts(texts), new Map())

/** Links between endpoints, models, stores and others' systems, as `GET /x reads model:y`. */
const waysOf = ({ links }: Discovery): string[] =>
  links
    .filter(
      ({ from, kind }) =>
        /^(?:endpoint|model|deployable):/.test(from) && /^(?:reads|writes|calls)$/.test(kind),
    )
    .map(({ from, kind, to }) => `${from.replace(/^endpoint:/, '')} ${kind} ${to}`)
    .sort()

describe('from the endpoint to the store and to others', () => {
  test('Express: statements in the handler, an SDK, a function of another file', () => {
    const found = discovered({
      'package.json': '{"name":"till","dependencies":{"express":"4","pg":"8","stripe":"14"}}',
      'migrations/1.sql': 'create table customers (id int, email text, card_number text);',
      'src/db.js': "const { Pool } = require('pg')\nexports.pool = new Pool()\n",
      'src/charge.js':
        "const Stripe = require('stripe')\nconst client = new Stripe(process.env.KEY)\nfunction charge(cents) {\n  return client.charges.create({ amount: cents })\n}\nmodule.exports = { charge }\n",
      'src/app.js': `const express = require('express')
const { pool } = require('./db')
const { charge } = require('./charge')
const app = express()
app.get('/customers/:id', async (req, res) => {
  res.json(await pool.query('select email from customers where id = $1', [req.params.id]))
})
app.post(
  '/payments',
  async (req, res) => {
    await charge(req.body.cents)
    await pool.query("insert into payments (cents) values ($1)", [req.body.cents])
    res.end()
  },
)
app.get('/health', (req, res) => res.end())
`,
    })
    expect(waysOf(found)).toEqual([
      'GET /customers/{id} reads model:customers',
      'POST /payments calls third-party:Stripe',
      'POST /payments writes model:payments',
      'deployable:. calls third-party:Stripe',
      'deployable:. writes data-store:till/postgresql',
      'model:customers writes data-store:till/postgresql',
      'model:payments writes data-store:till/postgresql',
    ])
    const customers = found.endpoints.find(({ path }) => path === '/customers/{id}')
    expect(customers?.data).toEqual(expect.arrayContaining(['pii', 'pci']))
    expect(found.infrastructure).toContainEqual(
      expect.objectContaining({
        kind: 'data-store',
        name: 'till/postgresql',
        data: ['pii', 'pci'],
        file: 'src/db.js',
      }),
    )
    expect(found.links.find(({ to }) => to === 'third-party:Stripe' && true)?.evidence).toContain(
      'src/charge.js',
    )
  })

  test('FastAPI: a function of another module, a host, the model of the ORM', () => {
    const found = discovered({
      'requirements.txt': 'fastapi==0.1\nsqlalchemy==2\npsycopg2-binary==2\n',
      'shop/models.py':
        "from sqlalchemy.orm import DeclarativeBase\nclass Base(DeclarativeBase):\n    pass\nclass Patient(Base):\n    __tablename__ = 'patients'\n    id = Column(Integer)\n    email = Column(String)\n    diagnosis = Column(String)\n",
      'shop/store.py':
        "import psycopg2\n\ndef visits_of(patient):\n    with psycopg2.connect('') as c:\n        return c.execute('SELECT * FROM visits WHERE patient = %s', (patient,))\n",
      'shop/main.py':
        "import httpx\nfrom fastapi import FastAPI\nfrom shop.models import Patient\nfrom shop.store import visits_of\napp = FastAPI()\n\n@app.get('/patients/{id}')\ndef patient(id: int, session):\n    return session.query(Patient).filter(Patient.id == id).one()\n\n@app.get('/visits/{id}')\ndef visits(id: int):\n    return visits_of(id)\n\n@app.post('/letters')\ndef letter():\n    return httpx.post('https://api.postgrid.com/letters')\n",
    })
    expect(waysOf(found)).toEqual(
      expect.arrayContaining([
        'GET /patients/{id} reads model:Patient',
        'GET /visits/{id} reads model:visits',
        'POST /letters calls third-party:api.postgrid.com',
        'deployable:. writes data-store:postgresql',
        'model:Patient writes data-store:postgresql',
        'model:visits writes data-store:postgresql',
      ]),
    )
  })

  test('Spring: the entity, the store that compose declares and the workload is linked with', () => {
    const found = discovered({
      'pom.xml':
        '<project><artifactId>clinic</artifactId><dependencies><dependency><groupId>org.postgresql</groupId><artifactId>postgresql</artifactId></dependency></dependencies></project>',
      Dockerfile: 'FROM eclipse-temurin:21\n',
      'compose.yaml':
        'services:\n  clinic:\n    build: .\n    environment:\n      SPRING_DATASOURCE_URL: jdbc:postgresql://db:5432/clinic\n  db:\n    image: postgres:16\n',
      'src/main/java/Owner.java':
        'import jakarta.persistence.Entity;\n@Entity\npublic class Owner {\n  private String email;\n  private String telephone;\n}\n',
      'src/main/java/OwnerController.java':
        'import org.springframework.web.bind.annotation.*;\n@RestController\npublic class OwnerController {\n  private final OwnerRepository owners;\n  @GetMapping("/owners/{id}")\n  public Owner owner(@PathVariable int id) {\n    return owners.findById(id);\n  }\n}\n',
    })
    expect(waysOf(found)).toEqual(
      expect.arrayContaining([
        'GET /owners/{id} reads model:Owner',
        'deployable:. writes data-store:compose/db',
        'model:Owner writes data-store:compose/db',
      ]),
    )
    expect(
      found.infrastructure.filter(({ kind }) => kind === 'data-store').map(({ name, data }) => [name, data]),
    ).toEqual([['compose/db', ['pii']]])
  })

  test('a service that a controller holds: what its class touches, and what it sends to', () => {
    const found = discovered({
      'package.json': '{"name":"desk","dependencies":{"@nestjs/common":"10","pg":"8","kafkajs":"2"}}',
      'src/orders.service.ts':
        "import { Client } from 'pg'\nimport { Kafka } from 'kafkajs'\nexport class OrdersService {\n  async list() {\n    return new Client().query('select id from orders')\n  }\n  async place() {\n    await this.producer.send({ topic: 'orders.placed', messages: [] })\n  }\n}\n",
      'src/orders.controller.ts':
        "import { Controller, Get } from '@nestjs/common'\nimport { OrdersService } from './orders.service'\n@Controller('orders')\nexport class OrdersController {\n  constructor(private readonly orders: OrdersService) {}\n  @Get()\n  all() {\n    return this.orders.list()\n  }\n}\n",
    })
    const link = found.links.find(({ from, to }) => from === 'endpoint:GET /orders' && to === 'model:orders')
    expect(link).toMatchObject({ kind: 'reads', confidence: 0.5 })
    expect(waysOf(found)).toContain('deployable:. writes third-party:orders.placed')
  })

  test('Go: a statement in a function of another package', () => {
    const found = discovered({
      'go.mod':
        'module till\n\nrequire (\n\tgithub.com/gin-gonic/gin v1.9.0\n\tgithub.com/lib/pq v1.10.0\n)\n',
      'store/store.go':
        'package store\n\nimport (\n\t"database/sql"\n\t_ "github.com/lib/pq"\n)\n\nfunc Refunds(db *sql.DB) {\n\tdb.Query(`SELECT id FROM refunds`)\n}\n',
      'main.go':
        'package main\n\nimport (\n\t"github.com/gin-gonic/gin"\n\t"till/store"\n)\n\nfunc refunds(c *gin.Context) {\n\tstore.Refunds(nil)\n}\n\nfunc main() {\n\tr := gin.Default()\n\tr.GET("/refunds", refunds)\n\tr.Run()\n}\n',
    })
    expect(waysOf(found)).toEqual(
      expect.arrayContaining([
        'GET /refunds reads model:refunds',
        'model:refunds writes data-store:till/postgresql',
      ]),
    )
  })

  test('Laravel and Rails: the model that the handler names is kept in the store of the settings', () => {
    const laravel = discovered({
      'composer.json': '{"name":"acme/desk","require":{"laravel/framework":"11"}}',
      '.env': 'DATABASE_URL=mysql://db/desk\n',
      'database/migrations/2024_create_users_table.php':
        "<?php\nSchema::create('users', function (Blueprint $table) {\n  $table->string('email');\n  $table->string('phone');\n});\n",
      'routes/api.php': "<?php\nRoute::get('/users', [UserController::class, 'index']);\n",
      'app/Http/Controllers/UserController.php':
        '<?php\nclass UserController extends Controller {\n  public function index() {\n    return User::all();\n  }\n}\n',
    })
    expect(waysOf(laravel).some((way) => /^model:users writes data-store:.*mysql$/.test(way))).toBe(true)
    const rails = discovered({
      Gemfile: "gem 'rails'\ngem 'pg'\n",
      'config/database.yml': 'default:\n  adapter: postgresql\n',
      'db/schema.rb':
        'ActiveRecord::Schema.define do\n  create_table "users" do |t|\n    t.string "email"\n  end\nend\n',
      'config/routes.rb': 'Rails.application.routes.draw do\n  resources :users, only: [:index]\nend\n',
      'app/controllers/users_controller.rb':
        'class UsersController < ApplicationController\n  def index\n    render json: User.all\n  end\nend\n',
    })
    expect(waysOf(rails).some((way) => /^model:users writes data-store:.*postgresql$/.test(way))).toBe(true)
  })
})

test.for([
  ['db.query("SELECT a FROM orders o JOIN lines l ON true")', ['orders reads', 'lines reads']],
  ["q('update only shop.orders set a = 1')", ['orders writes']],
  ["q('delete from `orders` where id in (select id from old)')", ['orders writes', 'old reads']],
  ['q(`with recent as (select 1 from visits) select * from recent`)', ['visits reads']],
  ["say('Select one from the list')", []],
  ["say('Update your profile')", []],
  ["title = 'Delete from cart'", ['cart writes']],
] as const)('tables of %s', ([text, tables]) => {
  expect(tablesUsed(text).map(({ table, way }) => `${table} ${way}`)).toEqual(tables)
})
