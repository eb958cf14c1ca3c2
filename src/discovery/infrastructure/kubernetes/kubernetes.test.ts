import { expect, test } from 'vitest'
import { asAny, type Discovery } from '../../contract.ts'
import { discoverTexts } from '../../test-discover.ts'
import { kubernetes } from './index.ts'

const discover = (texts: Record<string, string>): Discovery => discoverTexts(texts, [asAny(kubernetes)])

const links = ({ links: all }: Discovery): string[] =>
  all.map(({ from, kind, to }) => `${from} ${kind} ${to}`)

const item = (found: Discovery, name: string) => found.infrastructure.find((one) => one.name === name)

const deployment = (name: string, image: string, more = '', labels = `app: ${name}`) => `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
spec:
  template:
    metadata:
      labels: { ${labels} }
    spec:
      containers:
        - name: main
          image: ${image}
          ports: [{ containerPort: 8080 }]
${more}
`

const service = (name: string, type = 'ClusterIP', annotations = '') => `
apiVersion: v1
kind: Service
metadata:
  name: ${name}
  ${annotations}
spec:
  type: ${type}
  selector: { app: ${name} }
  ports: [{ port: 80 }]
`

const ingress = (to: string, annotations = '') => `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  ${annotations}
spec:
  rules:
    - host: shop.example.org
      http: { paths: [{ path: /, backend: { service: { name: ${to}, port: { number: 80 } } } }] }
`

test('the way from the internet to a workload, and what it calls and keeps', () => {
  const found = discover({
    'k8s/web.yaml': [
      deployment(
        'web',
        'ghcr.io/acme/web:1.2',
        `          env:
            - { name: ORDERS_ADDR, value: "orders:8080" }
            - { name: DATABASE_URL, value: "postgres://u:p@db:5432/shop" }
            - { name: EVENTS, value: "amqp://queue.other.example.net" }`,
      ),
      service('web'),
      ingress('web'),
    ].join('---'),
    'k8s/orders.yaml': [deployment('orders', 'ghcr.io/acme/orders'), service('orders')].join('---'),
    'k8s/db.yaml': [deployment('db', 'postgres:16'), service('db')].join('---'),
  })
  expect(links(found)).toEqual(
    expect.arrayContaining([
      'workload:Deployment/default/web runs image:ghcr.io/acme/web',
      'service:Service/default/web exposes workload:Deployment/default/web',
      'ingress:Ingress/default/web exposes service:Service/default/web',
      'internet: calls ingress:Ingress/default/web',
      'workload:Deployment/default/web calls service:Service/default/orders',
      'workload:Deployment/default/web writes data-store:Deployment/default/db',
      'workload:Deployment/default/web writes queue:rabbitmq/queue.other.example.net',
    ]),
  )
  expect(item(found, 'Deployment/default/web')).toMatchObject({
    exposure: 'internet',
    exposedBy: 'internet → Ingress/default/web (Ingress for shop.example.org) → Service/default/web',
    attributes: { image: 'ghcr.io/acme/web:1.2' },
  })
  expect(item(found, 'Deployment/default/orders')?.exposure).toBe('internal')
  expect(item(found, 'Deployment/default/db')).toMatchObject({
    kind: 'data-store',
    attributes: { engine: 'postgresql' },
  })
  // Evidence names the line of the image, and no password.
  expect(found.links.find(({ to }) => to === 'image:ghcr.io/acme/web')?.evidence).toBe(
    'k8s/web.yaml:13 image ghcr.io/acme/web:1.2',
  )
  expect(JSON.stringify(found)).not.toContain('u:p@')
})

test.each([
  ['LoadBalancer', '', 'internet'],
  [
    'LoadBalancer',
    'annotations: { service.beta.kubernetes.io/aws-load-balancer-internal: "true" }',
    'internal',
  ],
  [
    'LoadBalancer',
    'annotations: { service.beta.kubernetes.io/load-balancer-source-ranges: "203.0.113.0/24" }',
    'partner',
  ],
  ['NodePort', '', 'internal'],
  ['ClusterIP', '', 'internal'],
])('a service of type %s %s is %s', (type, annotations, exposure) => {
  const found = discover({
    'a.yaml': [deployment('web', 'acme/web'), service('web', type, annotations)].join('---'),
  })
  expect(item(found, 'Service/default/web')?.exposure).toBe(exposure)
  expect(item(found, 'Deployment/default/web')?.exposure).toBe(exposure)
})

test('an ingress inside, and one of the AWS controller without a scheme, are internal', () => {
  const of = (annotations: string) =>
    item(
      discover({ 'a.yaml': [service('web'), ingress('web', annotations)].join('---') }),
      'Ingress/default/web',
    )?.exposure
  expect(of('')).toBe('internet')
  expect(of('annotations: { kubernetes.io/ingress.class: nginx-internal }')).toBe('internal')
  expect(of('annotations: { kubernetes.io/ingress.class: alb }')).toBe('internal')
  expect(
    of(
      'annotations: { kubernetes.io/ingress.class: alb, alb.ingress.kubernetes.io/scheme: internet-facing }',
    ),
  ).toBe('internet')
})

test('network policies take back what they do not let in', () => {
  const policy = (ingressRules: string) => `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: lock }
spec:
  podSelector: { matchLabels: { app: web } }
  policyTypes: [Ingress]
  ${ingressRules}
`
  const of = (rules: string) =>
    item(
      discover({
        'a.yaml': [deployment('web', 'acme/web'), service('web', 'LoadBalancer'), policy(rules)].join('---'),
      }),
      'Deployment/default/web',
    )?.exposure
  expect(of('')).toBe('isolated')
  expect(of('ingress: [{ from: [{ podSelector: { matchLabels: { app: edge } } }] }]')).toBe('internal')
  expect(of('ingress: [{}]')).toBe('internet')
})

test('identity → permission → what it reaches', () => {
  const found = discover({
    'rbac.yaml': `
apiVersion: v1
kind: Secret
metadata: { name: keys }
stringData: { password: hunter2 }
---
apiVersion: v1
kind: ServiceAccount
metadata: { name: bot, annotations: { eks.amazonaws.com/role-arn: "arn:aws:iam::1:role/bot" } }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: { name: reader }
rules: [{ apiGroups: [""], resources: [secrets], verbs: [get, list] }]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: bot }
subjects: [{ kind: ServiceAccount, name: bot }]
roleRef: { kind: Role, name: reader }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: root }
subjects: [{ kind: ServiceAccount, name: bot, namespace: default }]
roleRef: { kind: ClusterRole, name: cluster-admin }
`,
  })
  expect(links(found)).toEqual(
    expect.arrayContaining([
      'identity:ServiceAccount/default/bot uses permission:Role/default/reader',
      'permission:Role/default/reader permits secret:Secret/default/keys',
      'identity:ServiceAccount/default/bot uses permission:ClusterRole/cluster-admin',
      'permission:ClusterRole/cluster-admin permits cluster:kubernetes',
    ]),
  )
  expect(item(found, 'ServiceAccount/default/bot')?.attributes).toMatchObject({
    aws: 'arn:aws:iam::1:role/bot',
  })
  expect(JSON.stringify(found)).not.toContain('hunter2')
})

test('a gateway of Istio leads to the service behind its virtual service; routes of the mesh are no entrance', () => {
  const found = discover({
    'a.yaml': [
      deployment('web', 'acme/web'),
      service('web'),
      `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: edge }
spec: { selector: { istio: ingressgateway }, servers: [{ hosts: ["*"] }] }
`,
      `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: web }
spec: { hosts: ["*"], gateways: [edge], http: [{ route: [{ destination: { host: web } }] }] }
`,
      `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: split }
spec: { parentRefs: [{ kind: Service, name: web }], rules: [{ backendRefs: [{ name: web }] }] }
`,
    ].join('---'),
  })
  expect(links(found)).toEqual(
    expect.arrayContaining([
      'internet: calls gateway:Gateway/default/edge',
      'gateway:Gateway/default/edge exposes ingress:VirtualService/default/web',
      'ingress:VirtualService/default/web exposes service:Service/default/web',
    ]),
  )
  expect(item(found, 'HTTPRoute/default/split')).toBeUndefined()
})

test('an overlay changes what its base declares, and neither is counted twice', () => {
  const found = discover({
    'base/kustomization.yaml': 'resources: [web.yaml]',
    'base/web.yaml': [deployment('web', 'acme/web:1'), service('web')].join('---'),
    'prod/kustomization.yaml': `
resources: [../base]
namespace: prod
namePrefix: eu-
images: [{ name: acme/web, newName: registry.example.net/acme/web, newTag: "9" }]
patches:
  - path: open.yaml
  - target: { kind: Deployment, name: web }
    patch: |
      - { op: replace, path: /spec/template/spec/containers/0/ports/0/containerPort, value: 9000 }
`,
    'prod/open.yaml':
      'apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: { type: LoadBalancer }\n',
  })
  expect(found.problems).toEqual([])
  expect(found.infrastructure.filter(({ kind }) => kind !== 'image').map(({ name }) => name)).toEqual([
    'Deployment/prod/eu-web',
    'Service/prod/eu-web',
  ])
  expect(item(found, 'Deployment/prod/eu-web')).toMatchObject({
    exposure: 'internet',
    attributes: { image: 'registry.example.net/acme/web:9', ports: '9000', overlay: 'prod' },
  })
})

test('a chart is rendered with its values, with its subcharts and the stores that it depends on', () => {
  const found = discover({
    'chart/Chart.yaml':
      'apiVersion: v2\nname: shop\nversion: 1.0.0\ndependencies:\n  - { name: redis, repository: "https://charts.example.org", version: 1.x }\n  - { name: mysql, repository: "https://charts.example.org", condition: mysql.enabled }',
    'chart/values.yaml':
      'image: { repository: acme/shop }\nmysql: { enabled: false }\nworker: { level: high }\nservice: { type: LoadBalancer, port: 80 }\nenv:\n  - { name: WORKER_URL, value: "http://shop-worker:80" }\n',
    'chart/templates/_names.tpl':
      '{{- define "shop.labels" -}}\napp: {{ .Chart.Name }}\n{{- end -}}\n{{- define "shop.fullname" -}}{{ printf "%s" .Release.Name | trunc 63 | trimSuffix "-" }}{{- end -}}',
    'chart/templates/web.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ include "shop.fullname" . }}
spec:
  template:
    metadata:
      labels: {{- include "shop.labels" . | nindent 8 }}
    spec:
      containers:
        - name: {{ .Chart.Name }}
          image: "{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.Version }}"
          {{- with .Values.env }}
          env:
            {{- toYaml . | nindent 12 }}
          {{- end }}
{{- if eq .Values.service.type "LoadBalancer" }}
---
apiVersion: v1
kind: Service
metadata: { name: {{ include "shop.fullname" $ }} }
spec:
  type: {{ .Values.service.type }}
  selector: {{ include "shop.labels" . | nindent 4 }}
{{- end }}
`,
    'chart/charts/worker/Chart.yaml': 'apiVersion: v2\nname: worker\nversion: 0.1.0',
    'chart/charts/worker/values.yaml': 'level: low',
    'chart/charts/worker/templates/worker.yaml':
      'apiVersion: v1\nkind: Service\nmetadata:\n  name: {{ .Release.Name }}-worker\n  annotations: { level: {{ .Values.level | quote }} }\nspec: { selector: { app: worker } }\n',
  })
  expect(found.problems).toEqual([])
  expect(item(found, 'Deployment/default/shop')).toMatchObject({
    exposure: 'internet',
    line: 1,
    file: 'chart/templates/web.yaml',
    attributes: { image: 'acme/shop:1.0.0', chart: 'chart' },
  })
  expect(links(found)).toContain('workload:Deployment/default/shop calls service:Service/default/shop-worker')
  expect(
    found.infrastructure
      .filter(({ type }) => type === 'HelmDependency')
      .map(({ attributes }) => attributes.engine),
  ).toEqual(['redis'])
})

test('a chart whose template cannot be rendered is told by its values, with a problem', () => {
  const found = discover({
    'chart/Chart.yaml': 'name: api\nversion: 1.0.0',
    'chart/values.yaml':
      'image: { repository: acme/api, tag: "3" }\nservice: { port: 80 }\ningress: { enabled: true, hosts: [api.example.org] }',
    'chart/templates/all.yaml':
      'kind: Deployment\napiVersion: apps/v1\nmetadata: { name: {{ someNewFunction 1 }} }',
  })
  expect(found.problems).toHaveLength(1)
  expect(found.problems[0]?.message).toContain('someNewFunction')
  expect(item(found, 'Deployment/default/api')).toMatchObject({
    exposure: 'internet',
    attributes: { image: 'acme/api:3', from: 'values' },
  })
  expect(found.links.find(({ kind }) => kind === 'runs')?.confidence).toBe(0.5)
})

test.each([
  ['loops', '{{- define "a" }}{{ include "a" . }}{{ end }}{{ include "a" . }}'],
  [
    'doubles',
    '{{- define "a" }}{{ $x := printf "%s%s" . . }}{{ if lt (len $x) 900000000 }}{{ include "a" $x }}{{ end }}{{ end }}{{ include "a" "x" }}',
  ],
  [
    'counts',
    '{{ range until 100000 }}{{ range until 100000 }}{{ range until 1000 }}x{{ end }}{{ end }}{{ end }}',
  ],
  ['is broken', '{{ if }}{{ end'],
])('a template that %s ends as a problem', (_, text) => {
  const found = discover({ 'c/Chart.yaml': 'name: c\nversion: 1.0.0', 'c/templates/a.yaml': text })
  expect(found.problems.map(({ where }) => where)).toEqual(['c/templates/a.yaml'])
})

test('a library chart that is not in the tree: what it would say is taken by the names of its templates', () => {
  const found = discover({
    'c/Chart.yaml': 'name: c\nversion: 1.0.0',
    'c/values.yaml':
      'image: { registry: docker.io, repository: acme/c, tag: "1" }\nsidecars: [{ name: side, image: acme/side }]\n',
    'c/templates/a.yaml': `apiVersion: {{ include "common.capabilities.deployment.apiVersion" . }}
kind: Deployment
metadata: { name: {{ include "common.names.fullname" . }} }
spec:
  template:
    spec:
      containers:
        - name: c
          image: {{ include "common.images.image" (dict "imageRoot" .Values.image "global" .Values.global) }}
        {{- include "common.tplvalues.render" (dict "value" .Values.sidecars "context" $) | nindent 8 }}
`,
  })
  expect(item(found, 'Deployment/default/c')?.attributes.image).toBe('docker.io/acme/c:1, acme/side')
  expect(found.problems).toHaveLength(1)
})

test('a store of somebody’s own is told by its name and port', () => {
  const found = discover({ 'a.yaml': deployment('orders-db', 'acme/orders-db').replace('8080', '27017') })
  expect(item(found, 'Deployment/default/orders-db')).toMatchObject({
    kind: 'data-store',
    attributes: { engine: 'mongodb' },
  })
})

test('kustomizations that name each other end', () => {
  const found = discover({
    'a/kustomization.yaml': 'resources: [../b]',
    'b/kustomization.yaml': 'resources: [../a]',
  })
  expect(found.infrastructure).toEqual([])
})

test('a broken document is a problem, the others are read; other YAML is nobody’s', () => {
  const found = discover({
    'a.yaml': `${service('web')}---\napiVersion: v1\nkind: Service\nmetadata: { name: [`,
    'openapi.yaml': 'openapi: 3.0.0\ninfo: { title: apiVersion }\n',
    'bomb.yaml':
      'apiVersion: v1\nkind: Service\na: &a [x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]\nc: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]\nd: [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]\nmetadata: { name: x }\n',
  })
  expect(item(found, 'Service/default/web')).toBeDefined()
  expect(found.problems.map(({ where }) => where).sort()).toEqual(['a.yaml:12', 'bomb.yaml'])
})

test('a config map that several overlays have is that of the same folder', () => {
  const config = (host: string) =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: db }\ndata: { DB_URI: "postgresql://u@${host}:5432/a" }\n`
  const takes = '          envFrom: [{ configMapRef: { name: db } }]'
  const found = discover({
    'extras/hpa/config.yaml': config('pool'),
    'extras/hpa/unrelated.yaml': service('unrelated'),
    'manifests/config.yaml': config('accounts'),
    'manifests/api.yaml': deployment('api', 'acme/api', takes),
    'manifests/accounts.yaml': `${deployment('accounts', 'postgres:16')}---${service('accounts')}`,
  })
  expect(links(found).filter((link) => link.startsWith('workload:Deployment/default/api writes'))).toEqual([
    'workload:Deployment/default/api writes data-store:Deployment/default/accounts',
  ])
})

test('a job with the image of a database fills one and is none; its proxy’s protocol is no host', () => {
  const found = discover({
    'job.yaml': `apiVersion: batch/v1
kind: Job
metadata: { name: fill }
spec:
  template:
    spec:
      containers:
        - { name: fill, image: "postgres:16" }
        - { name: proxy, image: gcr.io/cloudsql-docker/gce-proxy, args: ["-instances=$(NAME)=tcp:5432"] }
`,
  })
  expect(found.infrastructure.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
    'workload Job/default/fill',
    'image postgres',
    'image gcr.io/cloudsql-docker/gce-proxy',
  ])
})

test('charts from elsewhere that a controller installs are workloads, open as their values say', () => {
  const found = discover({
    'flux.yaml': `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: { name: shop, namespace: flux }
spec:
  targetNamespace: web
  chart: { spec: { chart: podinfo } }
  values:
    httpRoute: { enabled: true, parentRefs: [{ name: edge, namespace: gw }] }
    worker: { image: { repository: acme/worker, tag: 2 } }
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: edge, namespace: gw }
spec: { gatewayClassName: eg, listeners: [{ name: http, port: 80, protocol: HTTP }] }
`,
    'argo.yaml': `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: cache, namespace: argocd }
spec:
  destination: { namespace: data }
  source: { repoURL: https://charts.example.com, chart: redis, helm: { values: "auth:\\n  enabled: true\\n" } }
---
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: own, namespace: argocd }
spec: { source: { path: k8s } }
`,
    'k3s.yaml': `apiVersion: helm.cattle.io/v1
kind: HelmChart
metadata: { name: board, namespace: kube-system }
spec: { chart: grafana, valuesContent: "ingress:\\n  enabled: true\\n  hosts: [board.example.com]\\n" }
`,
  })
  const shown = found.infrastructure.map(({ kind, name, exposure }) => `${kind} ${name} ${exposure}`)
  expect(shown).toEqual(
    expect.arrayContaining([
      'workload HelmRelease/web/shop internet',
      'workload Deployment/web/shop-worker isolated',
      'data-store HelmRelease/data/cache internal',
      'workload HelmRelease/kube-system/board internet',
    ]),
  )
  expect(shown.filter((one) => / HelmRelease\//.test(one))).toHaveLength(3)
  expect(links(found)).toContain('gateway:Gateway/gw/edge exposes ingress:HTTPRoute/web/shop')
})
