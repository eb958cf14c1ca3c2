import { describe, expect, it } from 'vitest'
import { asAny } from '../contract.ts'
import { discoverTexts } from '../test-discover.ts'
import { pipelines } from './index.ts'

const found = (texts: Record<string, string>) => discoverTexts(texts, [asAny(pipelines)])
const links = (texts: Record<string, string>) =>
  found(texts)
    .links.filter(({ kind }) => kind === 'builds' || kind === 'deploys' || (kind === 'contains' && true))
    .filter(({ from }) => from !== 'repository:')
    .map(({ from, kind, to }) => `${from} ${kind} ${to}`)

describe('GitHub Actions', () => {
  const texts = {
    '.github/workflows/ship.yml': `name: Ship
on:
  push:
    branches: [main]
permissions:
  contents: read
env:
  REGISTRY: ghcr.io
jobs:
  image:
    runs-on: ubuntu-latest
    strategy:
      matrix:
        service: [cart, pay]
    steps:
      - uses: actions/checkout@v4
      - id: meta
        uses: docker/metadata-action@v5
        with:
          images: \${{ env.REGISTRY }}/acme/\${{ matrix.service }}
      - uses: docker/build-push-action@v5
        with:
          context: services/\${{ matrix.service }}
          push: true
          tags: \${{ steps.meta.outputs.tags }}
  deploy:
    needs: image
    environment: production
    uses: ./.github/workflows/deploy.yml
    with:
      release: shop
`,
    '.github/workflows/deploy.yml': `on:
  workflow_call:
    inputs:
      release: { type: string, default: none }
jobs:
  go:
    runs-on: ubuntu-latest
    permissions: { id-token: write }
    steps:
      - run: |
          IMG=acme/tool
          docker build -t $IMG:1 \\
            ./tool
          kubectl -n shop set image deployment/\${{ inputs.release }} api=x
          kubectl apply -f k8s/
        env:
          TOKEN: \${{ secrets.KUBE_TOKEN }}
`,
    'go.mod': 'module github.com/docker/shop\n',
  }
  it('says what is built, pushed and deployed through matrices, inputs and called workflows', () => {
    const [, ship] = found(texts).pipelines
    expect(ship).toMatchObject({
      system: 'github-actions',
      name: 'Ship',
      line: 1,
      triggers: ['push'],
      builds: ['ghcr.io/acme/cart', 'ghcr.io/acme/pay', 'acme/tool:1'],
      pushes: ['ghcr.io/acme/cart', 'ghcr.io/acme/pay'],
      deploys: ['production', 'deployment/shop', 'k8s'],
      secrets: ['KUBE_TOKEN'],
      permissions: ['contents: read', 'id-token: write'],
    })
    expect(ship?.actions.map(({ name, pinned, thirdParty }) => [name, pinned, thirdParty])).toEqual([
      ['actions/checkout', false, true],
      ['docker/metadata-action', false, false],
      ['docker/build-push-action', false, false],
    ])
  })
  it('links images with their folders, workloads and paths', () => {
    expect(links(texts)).toEqual(
      expect.arrayContaining([
        'pipeline:.github/workflows/ship.yml builds image:ghcr.io/acme/cart',
        'image:ghcr.io/acme/cart contains deployable:services/cart',
        'image:acme/tool contains deployable:tool',
        'pipeline:.github/workflows/ship.yml deploys workload:Deployment/shop',
        'pipeline:.github/workflows/ship.yml deploys path:k8s',
      ]),
    )
  })
  it('names images however a build is told them', () => {
    const steps = (text: string) => `on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n${text}`
    const images = (text: string) => {
      const [one] = found({ '.github/workflows/a.yml': steps(text) }).pipelines
      return [one?.builds, one?.pushes]
    }
    const build = (ref: string, ...inputs: string[]) =>
      `      - uses: docker/build-push-action@${ref}\n        with:\n${inputs.map((one) => `          ${one}\n`).join('')}`
    const metadata = (id: string, image: string) =>
      `      - id: ${id}\n        name: Tags of ${id}\n        uses: docker/metadata-action@v5\n        with: { images: ${image} }\n`
    expect(images(build('v6', 'outputs: type=image,"name=acme/api",push-by-digest=true,push=true'))).toEqual([
      ['acme/api'],
      ['acme/api'],
    ])
    expect(images(build('v6', 'tags: acme/api:1', 'outputs: type=docker,dest=a.tar'))).toEqual([
      ['acme/api:1'],
      [],
    ])
    expect(images(build('v1', 'repository: acme/api', 'tags: latest'))).toEqual([['acme/api'], ['acme/api']])
    expect(
      images(
        `${metadata('one', 'acme/one')}${metadata('two', 'acme/two')}${build('v6', 'tags: ${{ steps.two.outputs.tags }}')}`,
      ),
    ).toEqual([['acme/two'], []])
  })

  it('takes each image that a caller gives apart, and none that it leaves out', () => {
    const [pipeline] = found({
      '.github/workflows/a.yml':
        'on: push\njobs:\n  a:\n    uses: ./.github/workflows/b.yml\n    with:\n      tags: |\n        acme/api:1\n        ghcr.io/acme/api:1\n',
      '.github/workflows/b.yml':
        'on:\n  workflow_call:\n    inputs:\n      tags: { type: string }\n      more: { type: string }\njobs:\n  b:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: docker/build-push-action@v6\n        with:\n          push: true\n          tags: |\n            ${{ inputs.tags }}\n            ${{ inputs.more }}\n',
    }).pipelines
    expect(pipeline).toMatchObject({
      builds: ['acme/api:1', 'ghcr.io/acme/api:1'],
      pushes: ['acme/api:1', 'ghcr.io/acme/api:1'],
    })
  })

  it('reads actions that are called like tests, and workflows that are called like actions', () => {
    const { pipelines: all, observations } = found({
      '.github/workflows/action.yaml':
        'name: Checks\non: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: ./.github/actions/test\n',
      '.github/actions/test/action.yml': 'runs:\n  using: composite\n  steps:\n    - uses: acme/tool@v1\n',
      'tests/fixtures/.github/workflows/a.yml':
        'on: push\njobs:\n  a:\n    steps:\n      - uses: acme/no@v1\n',
      'tests/.github/actions/test/action.yml':
        'runs:\n  using: composite\n  steps:\n    - uses: acme/no@v1\n',
    })
    expect(all.map(({ name, actions }) => [name, actions.map((one) => one.name)])).toEqual([
      ['Checks', ['acme/tool']],
    ])
    expect(observations.map(({ title }) => title).filter((one) => one.startsWith('acme/'))).toEqual([
      'acme/tool@v1 is not pinned to a commit',
    ])
  })

  it('says that a local part is missing', () => {
    expect(
      found({ '.github/workflows/a.yml': 'on: push\njobs:\n  a:\n    uses: ./.github/workflows/gone.yml\n' })
        .problems,
    ).toMatchObject([{ where: '.github/workflows/a.yml:4' }])
  })
})

it('GitLab: extends, anchors, references and local includes', () => {
  const [pipeline, ...more] = found({
    '.gitlab-ci.yml': `include:
  - local: /ci/build.yml
variables:
  IMAGE: registry.acme.io/shop
.deploy: &deploy
  environment: { name: production }
  when: manual
  script:
    - !reference [.setup, script]
    - helm upgrade shop ./charts/shop
ship:
  extends: .deploy
`,
    'ci/build.yml':
      'build:\n  image: docker:27\n  script:\n    - docker build -t "$IMAGE/api:$CI_COMMIT_SHA" api\n    - docker push $IMAGE/api:$CI_COMMIT_SHA\n',
  }).pipelines
  expect(more).toEqual([])
  expect(pipeline).toMatchObject({
    system: 'gitlab-ci',
    builds: ['registry.acme.io/shop/api:$CI_COMMIT_SHA'],
    pushes: ['registry.acme.io/shop/api:$CI_COMMIT_SHA'],
    deploys: ['production', 'charts/shop'],
  })
})

it('Jenkins: declarative and scripted', () => {
  const { pipelines: all, observations } = found({
    Jenkinsfile: `@Library('shared@main') _
pipeline {
  agent { docker { image 'maven:3.9' } }
  environment { IMAGE = 'acme/api' /* a brace } in a comment */ }
  stages {
    stage('Build') {
      steps {
        sh """
          docker build -t \${IMAGE}:1 .
          docker push \${IMAGE}:1
        """
      }
    }
    stage('Deploy') {
      steps {
        withCredentials([string(credentialsId: 'kube', variable: 'KUBE_TOKEN')]) {
          dir('deploy') { sh "kubectl --token \${KUBE_TOKEN} apply -f api.yaml" }
        }
      }
    }
  }
}
`,
    'old/Jenkinsfile':
      "node('master') {\n  stage('x') {\n    docker.build('acme/old').push()\n    if (env.X) { sh 'npm publish' } else { echo 'no' }\n  }\n}\n",
  })
  expect(all[0]).toMatchObject({
    builds: ['acme/api:1'],
    pushes: ['acme/api:1'],
    deploys: ['deploy/api.yaml'],
    secrets: ['kube', 'KUBE_TOKEN'],
  })
  expect(all[1]).toMatchObject({ builds: ['acme/old'], pushes: ['npm'] })
  const rules = observations.map(({ rule, location }) => `${rule} ${location?.path}:${location?.line}`)
  expect(rules).toEqual(
    expect.arrayContaining([
      'cicd-unpinned-library Jenkinsfile:1',
      'cicd-unpinned-image Jenkinsfile:3',
      'cicd-secret-interpolated Jenkinsfile:17',
      'cicd-controller-build old/Jenkinsfile:1',
    ]),
  )
})

it('Azure, CircleCI and Bitbucket', () => {
  const all = found({
    'azure-pipelines.yml': `trigger: [main]
pool: { vmImage: ubuntu-latest }
stages:
  - stage: ship
    jobs:
      - deployment: web
        environment: prod
        strategy:
          runOnce:
            deploy:
              steps:
                - task: AzureWebApp@1
                  inputs: { appName: shop }
                - template: steps/push.yml
`,
    'steps/azure-pipelines-x.yml': 'not: a pipeline\n',
    'deploy/azure-pipelines.yml':
      'trigger: none\nsteps:\n  - task: Docker@2\n    inputs: { command: buildAndPush, repository: acme/web }\n',
    '.circleci/config.yml': `version: 2.1
orbs: { node: circleci/node@5, aws: circleci/aws-cli@4.1.2 }
jobs:
  ship:
    docker: [{ image: cimg/node:20.1 }]
    steps:
      - checkout
      - run: { name: out, command: npx cdk deploy, working_directory: infra }
workflows:
  all:
    jobs:
      - hold: { type: approval }
      - ship: { requires: [hold] }
`,
    'bitbucket-pipelines.yml': `image: node:20
pipelines:
  branches:
    main:
      - step:
          name: Deploy
          deployment: production
          script:
            - pipe: atlassian/aws-s3-deploy:1.6.0
              variables: { S3_BUCKET: site }
`,
  })
  expect(
    all.pipelines.map(({ system, file, builds, pushes, deploys }) => [system, file, builds, pushes, deploys]),
  ).toEqual([
    ['circleci', '.circleci/config.yml', [], [], ['infra']],
    ['azure-pipelines', 'azure-pipelines.yml', [], [], ['prod', 'shop']],
    ['bitbucket', 'bitbucket-pipelines.yml', [], [], ['production', 'site']],
    ['azure-pipelines', 'deploy/azure-pipelines.yml', ['acme/web'], ['acme/web'], []],
  ])
  expect(
    all.observations.filter(({ rule }) => rule === 'cicd-unpinned-orb').map(({ title }) => title),
  ).toEqual(['Orb circleci/node@5 is taken in a version that moves'])
})

it('reads Cloud Build, CodeBuild, Drone, Woodpecker and Travis', () => {
  const all = found({
    'cloudbuild.yaml': `
steps:
  - name: gcr.io/cloud-builders/docker
    args: ['build', '-t', 'gcr.io/$PROJECT_ID/web', 'web']
  - name: gcr.io/google.com/cloudsdktool/cloud-sdk:slim
    entrypoint: bash
    args:
      - -c
      - |
        curl https://example.com/install.sh | bash
        gcloud run deploy shop --image gcr.io/acme/web
images: ['gcr.io/$PROJECT_ID/web']
`,
    'buildspec.yml': `
version: 0.2
phases:
  build:
    commands:
      - docker build -t acme/api api
      - docker push acme/api
`,
    '.drone.yml': `
kind: pipeline
name: default
steps:
  - name: test
    image: node
    commands: [npm test]
  - name: publish
    image: plugins/docker
    settings: { repo: acme/jobs, context: jobs }
`,
    '.woodpecker/build.yaml': `
when: { event: pull_request }
steps:
  build:
    image: golang:1.24
    commands: [docker push acme/tool]
`,
    '.travis.yml': `
language: node_js
script: [npm test]
after_success:
  - docker push acme/old
deploy: { provider: heroku }
`,
  })
  expect(all.problems).toEqual([])
  expect(
    all.pipelines.map(({ system, triggers, builds, pushes, deploys }) => [
      system,
      triggers,
      builds,
      pushes,
      deploys,
    ]),
  ).toEqual([
    ['drone', [], ['acme/jobs'], ['acme/jobs'], []],
    ['travis', [], [], ['acme/old'], ['heroku']],
    ['drone', ['pull_request'], [], ['acme/tool'], []],
    ['codebuild', [], ['acme/api'], ['acme/api'], []],
    ['cloud-build', [], ['gcr.io/$PROJECT_ID/web'], ['gcr.io/$PROJECT_ID/web'], ['shop']],
  ])
  expect(all.observations.map(({ rule }) => rule)).toEqual(
    expect.arrayContaining(['cicd-unpinned-image', 'cicd-unpinned-pipe', 'cicd-pipe-to-shell']),
  )
})

describe('hostile files', () => {
  it('refuses alias bombs and deep nesting with a problem', () => {
    const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefghij'
      .split('')
      .map((name, index) => `${name}: &${name} [${`*${'abcdefghij'[index]},`.repeat(9)}]`)
      .join('\n')}\njobs: *j\n`
    const { problems, pipelines: all } = found({
      '.github/workflows/bomb.yml': bomb,
      '.github/workflows/deep.yml': `on: push\njobs: ${'['.repeat(500)}${']'.repeat(500)}\n`,
      Jenkinsfile: 'node { '.repeat(500),
    })
    expect(all).toEqual([])
    expect(problems.map(({ where }) => where).sort()).toEqual([
      '.github/workflows/bomb.yml',
      '.github/workflows/deep.yml',
      'Jenkinsfile',
    ])
  })
  it('reads a long script in time', () => {
    const started = Date.now()
    found({
      '.github/workflows/a.yml': `on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: curl https://a ${'curl https:'.repeat(20_000)} "${'\\'.repeat(9_999)}\n`,
    })
    expect(Date.now() - started).toBeLessThan(3_000)
  })
})
