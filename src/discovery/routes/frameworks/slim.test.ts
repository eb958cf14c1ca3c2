import { expect, test } from 'vitest'
import { asAny } from '../../contract.ts'
import { discoverTexts } from '../../test-discover.ts'
import { routes } from '../index.ts'

const read = (files: Record<string, string>) =>
  discoverTexts(files, [asAny(routes)]).endpoints.map(
    (one) => `${one.method} ${one.path}${one.authentication ? ` [${one.authentication}]` : ''}`,
  )

import { templateOf } from './slim.ts'

test('groups, map, middleware, handlers', () => {
  expect(
    read({
      'composer.json': JSON.stringify({ require: { 'slim/slim': '^4' } }),
      'app/routes.php': `<?php
return function (App $app) {
    $app->get('/', HomeAction::class);
    $app->group('/users', function (Group $group) {
        $group->get('/{id:[0-9]+}', ViewUser::class);
        $group->group('/x', function (Group $g) { $g->map(['PUT', 'PATCH'], '/y', [Y::class, 'z']); });
    })->add(AuthMiddleware::class);
    $app->Post('/pay', PayAction::class)->add(new JwtAuthentication($options));
    $container->get('/not/ours', 1);
};
`,
    }),
  ).toEqual([
    'GET /',
    'GET /users/{id} [AuthMiddleware]',
    'PUT /users/x/y [AuthMiddleware]',
    'PATCH /users/x/y [AuthMiddleware]',
    'POST /pay [JwtAuthentication]',
  ])
})

test('parts that may be left out', () => {
  expect(templateOf('/news[/{year:[0-9]{4}}[/{month}]]')).toEqual([
    '/news',
    '/news/{year}',
    '/news/{year}/{month}',
  ])
})
