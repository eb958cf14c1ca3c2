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

test('routes in files of the project’s own name, guarded where their controllers stand; rules for one route guard no path', () => {
  const { endpoints } = discoverTexts(
    {
      'composer.json': COMPOSER,
      'config/shop_routes/notes.yaml': `note:
  controller: App\\Controller\\Api\\NoteController::read
  path: /api/notes/{id}
  methods: [ GET ]
  defaults: { kind: !php/const App\\Kind::ANY }
page:
  controller: App\\Controller\\NoteController
  path: /notes
`,
      'config/packages/security.yaml': `security:
  access_control:
    - { attributes: { '_route': 'other' }, role: PUBLIC_ACCESS }
    - { path: ^/, ips: [127.0.0.1], roles: PUBLIC_ACCESS }
    - { path: ^/notes, roles: ROLE_USER }
`,
      'src/Controller/Api/NoteController.php': `<?php
namespace App\\Controller\\Api;
class NoteController
{
    #[OA\\Response(response: 200)]
    #[IsGranted('ROLE_READER')]
    public function read(Note $note): Response { }
}
`,
      'src/Controller/NoteController.php': `<?php
namespace App\\Controller;
class NoteController
{
    public function __invoke(): Response { }
}
`,
    },
    [asAny(routes)],
  )
  expect(endpoints).toMatchObject([
    {
      method: 'GET',
      path: '/api/notes/{id}',
      authentication: "#[IsGranted('ROLE_READER')]",
      handler: { name: 'NoteController.read', file: 'src/Controller/Api/NoteController.php', line: 7 },
    },
    { method: 'ANY', path: '/notes', authentication: 'access_control ROLE_USER' },
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
