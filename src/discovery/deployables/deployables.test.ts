import { expect, test } from 'vitest'
import { asAny } from '../contract.ts'
import { kubernetes } from '../infrastructure/kubernetes/index.ts'
import { discoverTexts } from '../test-discover.ts'
import { imagesToDeployables } from './images-to-deployables.ts'
import { deployables } from './index.ts'

const discover = (texts: Record<string, string>) => discoverTexts(texts, [asAny(deployables)])

const shown = (texts: Record<string, string>) =>
  discover(texts).deployables.map(({ path, name, kind, languages, frameworks }) =>
    [path, name, kind, languages.join('+'), frameworks.join('+')].join(' | '),
  )

test('a monorepo of packages: its root is none of them, a library is told from a service', () => {
  expect(
    shown({
      'package.json':
        '{"name":"root","private":true,"workspaces":["apps/*","packages/*"],"devDependencies":{"typescript":"7"}}',
      'apps/api/package.json':
        '{"name":"@acme/api","scripts":{"start":"node main.js"},"dependencies":{"fastify":"5","@acme/ui":"*"}}',
      'apps/api/src/main.ts': 'export {}',
      'apps/web/package.json':
        '{"name":"web","private":true,"dependencies":{"react":"19"},"devDependencies":{"vite":"8"}}',
      'apps/web/app.tsx': '',
      'packages/ui/package.json': '{"name":"@acme/ui","main":"index.js","dependencies":{"react":"19"}}',
      'packages/ui/index.ts': '',
      'packages/cli/package.json': '{"name":"cli","bin":"cli.js"}',
      'packages/cli/cli.js': '',
    }),
  ).toEqual([
    'apps/api | @acme/api | service | TypeScript | Fastify',
    'apps/web | web | site | TypeScript | React+Vite',
    'packages/cli | cli | application | JavaScript | ',
    'packages/ui | @acme/ui | library | TypeScript | React',
  ])
})

test('languages of other ecosystems', () => {
  expect(
    shown({
      'go.mod': 'module example.org/shop\n\nrequire (\n\tgithub.com/gin-gonic/gin v1.9.1\n)\n',
      'lib.go': 'package shop\n',
      'cmd/api/main.go': 'package main\n\nfunc main() { http.ListenAndServe(":80", nil) }\n',
      'cmd/tool/main.go': 'package main\n\nfunc main() {}\n',
      'py/requirements.txt': 'Flask[async]>=2\n# c\n',
      'py/app.py': 'app = Flask(__name__)\n',
      'java/pom.xml':
        '<project><artifactId>shop</artifactId><packaging>pom</packaging><modules><module>web</module></modules></project>',
      'java/web/pom.xml':
        '<project><artifactId>web</artifactId><dependencies><dependency><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-web</artifactId></dependency></dependencies></project>',
      'java/web/src/main/java/A.java': '@SpringBootApplication class A {}',
      'net/Api/Api.csproj':
        '<Project Sdk="Microsoft.NET.Sdk.Web"><ItemGroup><ProjectReference Include="..\\Core\\Core.csproj" /></ItemGroup></Project>',
      'net/Api/Program.cs': '',
      'net/Core/Core.csproj': '<Project Sdk="Microsoft.NET.Sdk" />',
      'net/Core.Checks/Core.Checks.csproj':
        '<Project Sdk="Microsoft.NET.Sdk"><ItemGroup><PackageReference Include="xunit" /></ItemGroup></Project>',
      'rust/Cargo.toml': '[workspace]\nmembers = ["a"]\n',
      'rust/a/Cargo.toml': '[package]\nname = "a"\n[dependencies]\naxum = "0.8"\n',
      'rust/a/src/main.rs': 'fn main() {}',
      'ruby/Gemfile': "gem 'rails', '~> 8'\n",
      'ruby/app.rb': '',
      'sls/serverless.yml': 'service: a\n',
    }),
  ).toEqual([
    '. | example.org/shop | library | Go | Gin',
    'cmd/api | api | service | Go | ',
    'cmd/tool | tool | application | Go | ',
    'java/web | web | service | Java | Spring Boot+Spring Web',
    'net/Api | Api | service | C# | ASP.NET Core',
    'net/Core | Core | library | C# | ',
    'py | py | service | Python | Flask',
    'ruby | ruby | service | Ruby | Ruby on Rails',
    'rust/a | a | service | Rust | Axum',
    'sls | sls | function |  | ',
  ])
})

test('who builds which image, and who builds on whom', () => {
  const found = discover({
    'api/package.json':
      '{"name":"api","main":"a.js","dependencies":{"express":"5","shared":"file:../shared"}}',
    'api/Dockerfile': 'FROM node\nCOPY . .\nEXPOSE 80\n',
    'api/index.js': '',
    'shared/package.json': '{"name":"shared","main":"a.js"}',
    'worker/main.py': 'print(1)\n',
    'worker/Dockerfile': 'FROM python\nCOPY . .\n',
    'docker/Dockerfile.worker': 'FROM python\nCOPY worker/ /app/\n',
    'compose.yaml':
      'services:\n  api: { build: ./api, image: "acme/api:1" }\n  worker: { build: { context: ., dockerfile: docker/Dockerfile.worker } }\n',
    'skaffold.yaml':
      'apiVersion: skaffold/v4beta6\nkind: Config\nbuild: { artifacts: [{ image: shop-api, context: api }, { image: shop-worker, context: ., jib: { project: worker } }] }\n',
    'build.sh': `cd scripts\ndocker buildx build --platform linux/amd64 \\\n  -t "\${REGISTRY}/worker:$TAG" --push ../worker && echo\n`,
  })
  const link = found.links
    .filter(({ kind }) => kind !== 'contains')
    .map(({ from, kind, to, confidence }) => `${from} ${kind} ${to} ${confidence}`)
  expect(link).toEqual([
    'deployable:api builds image:acme/api 0.95',
    'deployable:worker builds image:compose/worker 0.95',
    'deployable:worker builds image:worker 0.8',
    'deployable:api builds image:shop-api 0.95',
    'deployable:worker builds image:shop-worker 0.95',
    'deployable:api uses deployable:shared 0.95',
  ])
  expect(found.deployables.map(({ path }) => path)).toEqual(['api', 'shared', 'worker'])
})

test('images that nothing is seen to build go to the deployable that is called like them, with little confidence', () => {
  const pod = (image: string) =>
    `apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec: { containers: [{ image: ${image} }] }\n`
  const found = discoverTexts(
    {
      'services/cart/Dockerfile': 'FROM node\n',
      'services/cart/index.js': '',
      'services/pay/Dockerfile': 'FROM node\n',
      'services/pay/index.js': '',
      'build.sh': 'docker build -t shop-pay services/pay\n',
      'a.yaml': [
        pod('registry.example.net/acme/shop-cart:1'),
        pod('registry.example.net/acme/shop-pay:1'),
        pod('redis:8'),
        pod('nginx'),
      ].join('---\n'),
    },
    [asAny(deployables), asAny(kubernetes)],
  )
  const more = imagesToDeployables(found.deployables, found.infrastructure, found.links)
  expect(more.map(({ from, to, confidence }) => `${from} ${to} ${confidence}`)).toEqual([
    'deployable:services/cart image:registry.example.net/acme/shop-cart 0.5',
    'deployable:services/pay image:registry.example.net/acme/shop-pay 0.7',
  ])
})

test('a broken manifest is one problem', () => {
  const found = discover({
    'a/package.json': '{',
    'b/pom.xml': '<!DOCTYPE a [<!ENTITY b "c">]><project/>',
    'c/go.mod': 'module c\n',
  })
  expect(found.problems.map(({ where }) => where)).toEqual(['a/package.json', 'b/pom.xml'])
  expect(found.deployables.map(({ path }) => path)).toEqual(['c'])
})
