import { describe, expect, it } from 'vitest'
import { asAny, type Discovery } from '../../contract.ts'
import { discoverTexts } from '../../test-discover.ts'
import { terraform } from './index.ts'

const discover = (texts: Record<string, string>): Discovery => discoverTexts(texts, [asAny(terraform)])
const item = (found: Discovery, name: string) => found.infrastructure.find((one) => one.name === name)
const linksOf = (found: Discovery) => found.links.map(({ from, kind, to }) => `${from} ${kind} ${to}`)

const SHOP = `
variable "open" { default = ["0.0.0.0/0"] }
locals { image = "acme/api" }
resource "aws_security_group" "edge" {
  ingress {
    from_port   = 443
    to_port     = 443
    cidr_blocks = var.open
  }
}
resource "aws_security_group" "app" {
  ingress {
    from_port       = 8080
    to_port         = 8080
    security_groups = [aws_security_group.edge.id]
  }
}
resource "aws_lb" "front" {
  internal        = false
  security_groups = [aws_security_group.edge.id]
}
resource "aws_lb_target_group" "api" { port = 8080 }
resource "aws_lb_listener" "https" {
  load_balancer_arn = aws_lb.front.arn
  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.api.arn
  }
}
resource "aws_dynamodb_table" "orders" { name = "orders" }
resource "aws_s3_bucket" "files" { bucket = "files" }
resource "aws_ecs_task_definition" "api" {
  family        = "api"
  task_role_arn = aws_iam_role.api.arn
  container_definitions = jsonencode([{
    name         = "api"
    image        = "\${local.image}:1.4"
    portMappings = [{ containerPort = 8080 }]
    environment  = [{ name = "BUCKET", value = aws_s3_bucket.files.bucket }]
  }])
}
resource "aws_ecs_service" "api" {
  task_definition = aws_ecs_task_definition.api.arn
  network_configuration {
    security_groups  = [aws_security_group.app.id]
    assign_public_ip = false
  }
  load_balancer { target_group_arn = aws_lb_target_group.api.arn }
}
resource "aws_iam_role" "api" { name = "api" }
data "aws_iam_policy_document" "api" {
  statement {
    actions   = ["dynamodb:GetItem", "dynamodb:Query"]
    resources = [aws_dynamodb_table.orders.arn, "\${aws_dynamodb_table.orders.arn}/index/*"]
  }
}
resource "aws_iam_role_policy" "api" {
  role   = aws_iam_role.api.id
  policy = data.aws_iam_policy_document.api.json
}
`

describe('terraform', () => {
  it('leads from the internet through listener and target group to the image', () => {
    const found = discover({ 'main.tf': SHOP })
    expect(item(found, 'aws_lb.front')).toMatchObject({
      kind: 'load-balancer',
      exposure: 'internet',
      line: 18,
    })
    expect(item(found, 'aws_lb.front')?.exposedBy).toContain('0.0.0.0/0 on port 443')
    expect(item(found, 'aws_ecs_service.api')).toMatchObject({ kind: 'service', exposure: 'internal' })
    expect(linksOf(found)).toEqual(
      expect.arrayContaining([
        'internet: exposes load-balancer:aws_lb.front',
        'load-balancer:aws_lb.front exposes service:aws_ecs_service.api',
        'service:aws_ecs_service.api exposes workload:aws_ecs_task_definition.api',
        'workload:aws_ecs_task_definition.api runs image:acme/api',
      ]),
    )
  })

  it('says reads and writes by what policies allow, and by variables where no policy says', () => {
    const links = linksOf(discover({ 'main.tf': SHOP }))
    expect(links).toContain('identity:aws_iam_role.api permits data-store:aws_dynamodb_table.orders')
    expect(links).toContain('workload:aws_ecs_task_definition.api reads data-store:aws_dynamodb_table.orders')
    expect(links).not.toContain(
      'workload:aws_ecs_task_definition.api writes data-store:aws_dynamodb_table.orders',
    )
    expect(links).toContain('workload:aws_ecs_task_definition.api writes data-store:aws_s3_bucket.files')
  })

  it('follows modules beside it, their inputs and outputs, even when two name each other', () => {
    const found = discover({
      'app/main.tf': `
module "data" {
  source = "../data"
  reader = module.web.role
}
module "web" {
  source = "../web"
  table  = module.data.table
}`,
      'data/main.tf': `
variable "reader" {}
resource "aws_dynamodb_table" "t" { name = "t" }
output "table" { value = aws_dynamodb_table.t.name }`,
      'web/main.tf': `
variable "table" {}
resource "aws_iam_role" "r" {}
resource "aws_lambda_function" "f" {
  role = aws_iam_role.r.arn
  environment { variables = { TABLE = var.table } }
}
output "role" { value = aws_iam_role.r.arn }`,
    })
    expect(found.infrastructure.map(({ name }) => name).sort()).toEqual([
      'module.data.aws_dynamodb_table.t',
      'module.web.aws_iam_role.r',
      'module.web.aws_lambda_function.f',
    ])
    expect(linksOf(found)).toContain(
      'function:module.web.aws_lambda_function.f reads data-store:module.data.aws_dynamodb_table.t',
    )
  })

  it('makes as many as count and for_each say, none for a count of zero, one when it is not known', () => {
    const found = discover({
      'main.tf': `
variable "make" { default = false }
variable "names" {}
resource "aws_sqs_queue" "off" { count = var.make ? 1 : 0 }
resource "aws_sqs_queue" "two" {
  for_each = toset(["a", "b"])
  name     = each.key
}
resource "aws_sqs_queue" "some" { for_each = var.names }`,
    })
    expect(found.infrastructure.map(({ name }) => name)).toEqual([
      'aws_sqs_queue.two["a"]',
      'aws_sqs_queue.two["b"]',
      'aws_sqs_queue.some',
    ])
  })

  it('leaves the exposure out when a value is not known, and takes values from files beside it', () => {
    const config = 'variable "public" {}\nresource "aws_db_instance" "d" { publicly_accessible = var.public }'
    expect(item(discover({ 'main.tf': config }), 'aws_db_instance.d')?.exposure).toBeUndefined()
    const set = discover({ 'main.tf': config, 'terraform.tfvars': 'public = true' })
    expect(item(set, 'aws_db_instance.d')?.exposure).toBe('internet')
  })

  it.each([
    [
      'google_storage_bucket.b',
      'internet',
      'resource "google_storage_bucket" "b" {}\nresource "google_storage_bucket_iam_member" "m" {\n bucket = google_storage_bucket.b.name\n role = "roles/storage.objectViewer"\n member = "allUsers"\n}',
    ],
    [
      'google_compute_instance.i',
      'internet',
      'resource "google_compute_network" "n" {}\nresource "google_compute_firewall" "f" {\n network = google_compute_network.n.name\n source_ranges = ["0.0.0.0/0"]\n allow { protocol = "tcp" }\n}\nresource "google_compute_instance" "i" {\n network_interface {\n network = google_compute_network.n.id\n access_config {}\n }\n}',
    ],
    [
      'azurerm_mssql_server.s',
      'partner',
      'resource "azurerm_mssql_server" "s" {}\nresource "azurerm_mssql_firewall_rule" "r" {\n server_id = azurerm_mssql_server.s.id\n start_ip_address = "0.0.0.0"\n end_ip_address = "0.0.0.0"\n}',
    ],
    [
      'aws_s3_bucket.b',
      'internal',
      'resource "aws_s3_bucket" "b" { acl = "public-read" }\nresource "aws_s3_bucket_public_access_block" "p" {\n bucket = aws_s3_bucket.b.id\n ignore_public_acls = true\n restrict_public_buckets = true\n}',
    ],
    [
      'aws_instance.i',
      'isolated',
      'resource "aws_security_group" "g" {}\nresource "aws_instance" "i" {\n associate_public_ip_address = true\n vpc_security_group_ids = [aws_security_group.g.id]\n}',
    ],
    [
      'aws_instance.i',
      'partner',
      'resource "aws_security_group" "g" {}\nresource "aws_security_group_rule" "r" {\n type = "ingress"\n security_group_id = aws_security_group.g.id\n cidr_blocks = ["203.0.113.0/24"]\n from_port = 22\n to_port = 22\n}\nresource "aws_instance" "i" {\n associate_public_ip_address = true\n vpc_security_group_ids = [aws_security_group.g.id]\n}',
    ],
  ])('tells the exposure of %s: %s', (name, exposure, text) => {
    expect(item(discover({ 'main.tf': text }), name)?.exposure).toBe(exposure)
  })

  it('names modules from elsewhere, and what the well-known ones make', () => {
    const found = discover({
      'main.tf':
        'module "lb" {\n source = "terraform-aws-modules/alb/aws"\n internal = true\n}\nmodule "x" { source = "git::https://git.example/x" }',
    })
    expect(item(found, 'module.lb')).toMatchObject({
      kind: 'load-balancer',
      type: 'module',
      exposure: 'internal',
    })
    expect(item(found, 'module.x')).toMatchObject({
      kind: 'resource',
      attributes: { source: 'git::https://git.example/x' },
    })
  })

  it('reads the JSON form like the other one', () => {
    const found = discover({
      'main.tf.json': JSON.stringify({
        resource: { aws_lb: { a: { internal: '${var.i}' } } },
        variable: { i: { default: true } },
      }),
    })
    expect(item(found, 'aws_lb.a')?.exposure).toBe('internal')
  })

  it('puts a state to the configuration and keeps its secrets out', () => {
    const state = JSON.stringify({
      version: 4,
      terraform_version: '1.9.0',
      resources: [
        {
          mode: 'managed',
          type: 'aws_db_instance',
          name: 'd',
          instances: [
            {
              attributes: {
                id: 'db-XYZ12345',
                arn: 'arn:aws:rds:eu-west-1:1:db:d',
                engine: 'postgres',
                publicly_accessible: false,
                password: 'hunter2-very-secret',
              },
            },
          ],
        },
      ],
    })
    const found = discover({ 'main.tf': 'resource "aws_db_instance" "d" {}', 'terraform.tfstate': state })
    expect(found.infrastructure).toHaveLength(1)
    expect(item(found, 'aws_db_instance.d')).toMatchObject({
      file: 'main.tf',
      exposure: 'internal',
      attributes: { engine: 'postgres', arn: 'arn:aws:rds:eu-west-1:1:db:d' },
    })
    expect(JSON.stringify(terraform.read({ path: 'a.tfstate', text: state } as never))).not.toContain(
      'hunter2',
    )
  })

  it('reads a plan with what its expressions name', () => {
    const plan = JSON.stringify({
      format_version: '1.2',
      terraform_version: '1.9.0',
      planned_values: {
        root_module: {
          resources: [
            {
              address: 'aws_sqs_queue.q',
              mode: 'managed',
              type: 'aws_sqs_queue',
              name: 'q',
              values: { name: 'q' },
            },
            {
              address: 'aws_lambda_function.f',
              mode: 'managed',
              type: 'aws_lambda_function',
              name: 'f',
              values: {},
            },
          ],
        },
      },
      configuration: {
        root_module: {
          resources: [
            {
              type: 'aws_lambda_function',
              name: 'f',
              expressions: { environment: [{ variables: { references: ['aws_sqs_queue.q.url'] } }] },
            },
          ],
        },
      },
    })
    expect(linksOf(discover({ 'plan.json': plan }))).toContain(
      'function:aws_lambda_function.f uses queue:aws_sqs_queue.q',
    )
  })

  it('survives what is broken, circular or made to explode, and says so', () => {
    const broken = discover({
      'main.tf': 'resource "aws_lb" "a" {\n internal = = \n}\nresource "aws_lb" "b" {}\n',
    })
    expect(broken.problems[0]?.where).toMatch(/^main\.tf:\d+$/)
    const circle = discover({
      'a/main.tf': 'module "b" { source = "../b" }',
      'b/main.tf':
        'module "a" { source = "../a" }\nlocals {\n x = local.y\n y = local.x\n}\nresource "aws_lb" "l" { name = local.x }',
      'c/main.tf': 'module "a" { source = "../a" }',
    })
    expect(circle.infrastructure.length).toBeLessThan(20)
    const lines = Array.from(
      { length: 40 },
      (_, at) =>
        `l${at + 1} = [local.l${at}, local.l${at}, "\${local.s${at}}"]\ns${at + 1} = "\${local.s${at}}\${local.s${at}}"`,
    )
    const bomb = `locals {\nl0 = ["x"]\ns0 = "xxxxxxxxxx"\n${lines.join('\n')}\n}\nresource "aws_lb" "a" { name = local.s40 \n tags = flatten(local.l40) }`
    expect(discover({ 'main.tf': bomb }).infrastructure).toHaveLength(1)
    const keys = discover({
      'main.tf':
        'locals { m = { __proto__ = { polluted = true } } }\nresource "aws_lb" "__proto__" { tags = local.m }',
    })
    expect(keys.infrastructure).toHaveLength(1)
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })
})
