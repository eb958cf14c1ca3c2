import { expect, test } from 'vitest'
import { asAny } from '../../contract.ts'
import { discoverTexts } from '../../test-discover.ts'
import { routes } from '../index.ts'

const read = (files: Record<string, string>) =>
  discoverTexts(files, [asAny(routes)]).endpoints.map(
    (one) => `${one.method} ${one.path}${one.authentication ? ` [${one.authentication}]` : ''}`,
  )

import { pathsOf } from './symfony-config.ts'

const COMPOSER = JSON.stringify({
  require: { 'symfony/framework-bundle': '^7' },
  autoload: { 'psr-4': { 'App\\': 'src/' } },
})

test('attributes on class and method, prefixes of the configuration, access control in order', () => {
  expect(
    read({
      'composer.json': COMPOSER,
      'config/routes.yaml': `api:
  resource: ../src/Api/
  type: attribute
  prefix: /api
health:
  path: /health
  controller: App\\Controller\\Health::check
  methods: GET|HEAD
`,
      'config/packages/security.yaml': `security:
  access_control:
    - { path: ^/api/login, roles: PUBLIC_ACCESS }
    - { path: ^/api, roles: ROLE_USER }
`,
      'src/Api/PostController.php': `<?php
namespace App\\Api;
use Symfony\\Component\\Routing\\Attribute\\Route;
#[Route('/posts', name: 'posts_')]
class PostController
{
    #[Route('/{id<\\d+>}', methods: ['GET'])]
    #[OA\\Get(path: '/described')]
    public function show(Post $post): Response { }

    #[Route(path: '', methods: [Request::METHOD_POST]), IsGranted('ROLE_ADMIN')]
    public function create(): Response { }
}
class LoginController
{
    #[Route('/login')]
    public function login() { }
}
`,
    }),
  ).toEqual([
    'GET /health',
    'HEAD /health',
    'GET /api/posts/{id} [access_control ROLE_USER]',
    "POST /api/posts [#[IsGranted('ROLE_ADMIN')]]",
    'ANY /api/login',
  ])
})

test('annotations in comments, and controllers of one function', () => {
  expect(
    read({
      'composer.json': COMPOSER,
      'src/Controller/A.php': `<?php
/**
 * @Route("/old")
 */
class A
{
    /**
     * @Route("/{id}", name="show", methods={"GET", "PUT"})
     * @Security("is_granted('X')")
     */
    public function show() {}
}
`,
      'src/Controller/B.php': `<?php
#[Route('/one', methods: 'POST')]
class B { public function __invoke() {} }
`,
    }),
  ).toEqual([
    "GET /old/{id} [@Security(\"is_granted('X')]",
    "PUT /old/{id} [@Security(\"is_granted('X')]",
    'POST /one',
  ])
})

test('patterns of access control', () => {
  expect(pathsOf('^/(api|admin)/x')).toEqual(['/api/x', '/admin/x'])
  expect(pathsOf('^/a.*')).toEqual(['/a'])
  expect(pathsOf('^/')).toEqual(['/'])
})

test('broken YAML is a problem', () => {
  expect(discoverTexts({ 'config/routes.yaml': 'a: [1\nb: }' }, [asAny(routes)]).problems).toHaveLength(1)
})
