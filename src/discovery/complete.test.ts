import { expect, test } from 'vitest'
import { complete } from './complete.ts'
import { discoverTexts } from './test-discover.ts'

const app = (route: string, handler: string) =>
  `const express = require('express')\nconst app = express()\napp.get('${route}', ${handler})\napp.listen(1)\n`
const manifest = (name: string) =>
  `{"name":"${name}","scripts":{"start":"node app.js"},"dependencies":{"express":"5"}}`

test('a monorepo’s services keep their own endpoints, models, owners and images', () => {
  const whole = complete(
    discoverTexts({
      'a/package.json': manifest('a'),
      'a/app.js': app('/health', 'health'),
      'b/package.json': manifest('b'),
      'b/app.js': app('/health', 'health'),
      'b/schema.sql': 'create table customer (id int primary key, email text not null, iban text);\n',
      'b/openapi.yaml':
        "openapi: 3.0.3\ninfo: {title: b, version: '1'}\npaths:\n  /orders/{orderId}:\n    get:\n      security: [{bearer: []}]\n      responses: {'200': {description: ok}}\n",
    }),
    new Map([
      ['a', ['ada@example.com']],
      ['docs', ['nobody@example.com']],
    ]),
  )
  expect(
    whole.endpoints.map(({ name, method, path, deployable }) => name ?? `${method} ${path} (${deployable})`),
  ).toEqual(['GET /health in a', 'GET /health in b', 'GET /orders/{orderId} (b)'])
  expect(whole.links.map(({ from, kind, to }) => `${from} ${kind} ${to}`)).toEqual(
    expect.arrayContaining([
      'repository: contains deployable:a',
      'deployable:a exposes endpoint:GET /health in a',
      'deployable:b exposes endpoint:GET /orders/{orderId}',
      'deployable:b contains model:customer',
    ]),
  )
  expect(whole.owners.filter(({ source }) => source === 'history')).toEqual([
    { path: 'a', owner: 'ada@example.com', source: 'history' },
  ])
})

test('an operation of a description is answered by the controller that implements its interface', () => {
  const { endpoints } = complete(
    discoverTexts({
      'pom.xml': '<project><artifactId>clinic</artifactId></project>',
      'src/main/resources/openapi.yml':
        'openapi: 3.0.1\ninfo: {title: c, version: "1"}\npaths:\n  /owners/{id}:\n    get:\n      operationId: getOwner\n      responses: {"200": {description: ok}}\n    delete:\n      operationId: deleteOwner\n      responses: {"204": {description: ok}}\n',
      'src/main/java/OwnerController.java':
        'import org.springframework.web.bind.annotation.RestController;\n@RestController\npublic class OwnerController implements OwnersApi {\n  @PreAuthorize("hasRole(\'ADMIN\')")\n  @Override\n  public Owner getOwner(Integer id) {\n    return null;\n  }\n}\n',
    }),
    new Map(),
  )
  expect(
    endpoints.map(({ method, path, file, sources, authenticated }) => ({
      method,
      path,
      file,
      sources,
      authenticated,
    })),
  ).toEqual([
    {
      method: 'GET',
      path: '/owners/{id}',
      file: 'src/main/java/OwnerController.java',
      sources: ['code', 'declared'],
      authenticated: true,
    },
    {
      method: 'DELETE',
      path: '/owners/{id}',
      file: 'src/main/resources/openapi.yml',
      sources: ['declared'],
      authenticated: false,
    },
  ])
})

test('a contract in a folder of its own is answered elsewhere, by the rules of its paths; a contract of another service is not', () => {
  const operation = (path: string, id: string): string =>
    `  ${path}:\n    get:\n      operationId: ${id}\n      responses: {"200": {description: ok}}\n`
  const described = (...operations: string[]): string =>
    `openapi: 3.0.1\ninfo: {title: c, version: "1"}\npaths:\n${operations.join('')}`
  const { endpoints } = complete(
    discoverTexts({
      'app/pom.xml': '<project><artifactId>app</artifactId></project>',
      'contracts/shop.yaml': described(operation('/items', 'getItems'), operation('/health', 'getHealth')),
      'contracts/theirs.yaml': described(
        operation('/their/items', 'getItems'),
        operation('/their/orders', 'getOrders'),
        operation('/their/users', 'getUsers'),
      ),
      'app/src/Shop.java':
        'import org.springframework.web.bind.annotation.RestController;\n@RestController\npublic class Shop implements ShopApi {\n  @Override\n  public Items getItems() {\n    return null;\n  }\n  @Override\n  public Health getHealth() {\n    return null;\n  }\n}\n',
      'app/src/Login.java':
        '@ConditionalOnProperty(value = "auth", havingValue = "login")\nclass Login {\n  SecurityWebFilterChain chain(ServerHttpSecurity http) {\n    return http.authorizeExchange(spec -> spec.pathMatchers("/health").permitAll().anyExchange().authenticated()).build();\n  }\n}\n',
      'app/src/Disabled.java':
        '@ConditionalOnProperty(value = "auth", havingValue = "off")\nclass Disabled {\n  SecurityWebFilterChain chain(ServerHttpSecurity http) {\n    return http.authorizeExchange(spec -> spec.anyExchange().permitAll()).build();\n  }\n}\n',
    }),
    new Map(),
  )
  expect(endpoints.map(({ path, file, authenticated }) => `${path} ${file} ${authenticated}`)).toEqual([
    '/items app/src/Shop.java true',
    '/health app/src/Shop.java false',
    '/their/items contracts/theirs.yaml false',
    '/their/orders contracts/theirs.yaml false',
    '/their/users contracts/theirs.yaml false',
  ])
})

test('an interface called like its class, made of the description under another package, is answered by the class', () => {
  const { endpoints } = complete(
    discoverTexts({
      'pom.xml': '<project><artifactId>heroes</artifactId></project>',
      'src/main/resources/openapi.yml':
        'openapi: 3.0.1\ninfo: {title: h, version: "1"}\npaths:\n  /api/heroes:\n    get:\n      operationId: getAllHeroes\n      responses: {"200": {description: ok}}\n',
      'src/main/java/HeroResource.java':
        'package org.example.rest;\nimport jakarta.ws.rs.core.Response;\npublic class HeroResource implements org.example.api.HeroResource {\n  @Override\n  public Response getAllHeroes() {\n    return null;\n  }\n}\n',
    }),
    new Map(),
  )
  expect(endpoints.map(({ method, path, file, line }) => `${method} ${path} ${file}:${line}`)).toEqual([
    'GET /api/heroes src/main/java/HeroResource.java:5',
  ])
})
