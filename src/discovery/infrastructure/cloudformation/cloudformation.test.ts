import { expect, it } from 'vitest'
import { asAny } from '../../contract.ts'
import { discoverTexts } from '../../test-discover.ts'
import { azureTemplates } from '../azure/index.ts'
import { serverless } from '../serverless/index.ts'
import { cloudformation } from './index.ts'

const SAM = `
Transform: AWS::Serverless-2016-10-31
Parameters:
  Env: { Type: String, Default: dev }
Resources:
  Orders:
    Type: AWS::DynamoDB::Table
    Properties: { TableName: !Sub 'orders-\${Env}' }
  List:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.list
      Policies:
        - DynamoDBReadPolicy: { TableName: !Ref Orders }
      Events:
        Get:
          Type: Api
          Properties: { Path: '/orders/{id}', Method: get, Auth: { Authorizer: Users } }
`

it('reads SAM: implicit API, endpoint, ready-made policy', () => {
  const found = discoverTexts({ 'template.yaml': SAM }, [asAny(cloudformation)])
  expect(found.endpoints).toMatchObject([
    { method: 'GET', path: '/orders/{id}', framework: 'AWS SAM', authentication: 'Users', line: 16 },
  ])
  expect(found.infrastructure.find(({ name }) => name === 'Orders')?.attributes.name).toBe('orders-dev')
  const links = found.links.map(({ from, kind, to }) => `${from} ${kind} ${to}`)
  expect(links).toContain('internet: exposes gateway:ServerlessRestApi')
  expect(links).toContain('gateway:ServerlessRestApi exposes function:List')
  expect(links).toContain('function:List reads data-store:Orders')
  expect(links).not.toContain('function:List writes data-store:Orders')
})

it('reads serverless.yml: endpoints, variables, statements', () => {
  const text = `
service: shop
custom: { table: orders }
provider:
  name: aws
  iam: { role: { statements: [{ Effect: Allow, Action: 'dynamodb:PutItem', Resource: !GetAtt Orders.Arn }] } }
functions:
  create:
    handler: src/create.main
    events:
      - httpApi: POST /orders
resources:
  Resources:
    Orders: { Type: 'AWS::DynamoDB::Table', Properties: { TableName: '\${self:custom.table}' } }
`
  const found = discoverTexts({ 'serverless.yml': text }, [asAny(serverless)])
  expect(found.endpoints).toMatchObject([
    { method: 'POST', path: '/orders', framework: 'Serverless Framework', authenticated: false, line: 11 },
  ])
  const links = found.links.map(({ from, kind, to }) => `${from} ${kind} ${to}`)
  expect(links).toContain('gateway:HttpApi exposes function:create')
  expect(links).toContain('function:create writes data-store:Orders')
  expect(found.infrastructure.find(({ name }) => name === 'Orders')?.attributes.name).toBe('orders')
})

it('reads Bicep: modules, conditions, nested resources; and ARM', () => {
  const found = discoverTexts(
    {
      'main.bicep': `
param make bool = false
module web './web.bicep' = {
  name: 'web'
  params: { outside: true }
}
module cosmos 'br/public:avm/res/document-db/database-account:0.11.3' = {
  name: 'cosmos'
  params: { name: 'orders' }
}
resource off 'Microsoft.Storage/storageAccounts@2023-01-01' = if (make) { name: 'x' }
resource sql 'Microsoft.Sql/servers@2023-01-01' = {
  name: 'sql'
  resource rule 'firewallRules@2023-01-01' = {
    name: 'all'
    properties: {
      startIpAddress: '0.0.0.0'
      endIpAddress: '255.255.255.255'
    }
  }
}
`,
      'web.bicep': `
param outside bool
resource app 'Microsoft.App/containerApps@2023-05-01' = {
  name: 'app'
  properties: {
    configuration: { ingress: { external: outside, targetPort: 80 } }
    template: { containers: [ { image: 'acme/web:2' } ] }
  }
}
`,
      'arm.json': JSON.stringify({
        $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
        parameters: { name: { type: 'string', defaultValue: 'store' } },
        resources: [
          {
            type: 'Microsoft.Storage/storageAccounts',
            name: "[parameters('name')]",
            properties: { allowBlobPublicAccess: true },
          },
        ],
      }),
    },
    [asAny(azureTemplates)],
  )
  const shown = Object.fromEntries(found.infrastructure.map(({ name, exposure }) => [name, exposure]))
  expect(shown['web/app']).toBe('internet')
  expect(shown.sql).toBe('internet')
  expect(shown.off).toBeUndefined()
  expect(found.infrastructure.find(({ name }) => name.endsWith('cosmos'))?.kind).toBe('data-store')
  expect(shown['Microsoft.Storage/storageAccounts/store']).toBe('internet')
  expect(found.links.map(({ to }) => to)).toContain('image:acme/web')
  expect(found.problems).toEqual([])
})
