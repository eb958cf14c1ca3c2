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

test('an application of Slim that uses parts of Laravel is no Laravel', () => {
  const { endpoints } = discoverTexts(
    {
      'composer.json': JSON.stringify({ require: { 'slim/slim': '^4', 'illuminate/support': '^11' } }),
      'lib/routes.php': `<?php
use Slim\\Routing\\RouteCollectorProxy;
global $app;
$app->get('/clock', ['Clock', 'clock']);
$app->post('/display', ['Display', 'add'])->add(new FeatureAuth($app));
`,
    },
    [asAny(routes)],
  )
  expect(endpoints.map((one) => `${one.path} ${one.framework} ${one.authenticated}`)).toEqual([
    '/clock Slim false',
    '/display Slim true',
  ])
})

test('what the start in public/ adds holds for routes beside it; addMiddleware adds as well', () => {
  expect(
    read({
      'composer.json': JSON.stringify({ require: { 'slim/slim': '^4' } }),
      'shop/public/index.php':
        '<?php\n$app->add(new ApiAuthorization($app));\n$app->addRoutingMiddleware();\n',
      'shop/lib/routes.php': "<?php\n$app->get('/items', Items::class);\n",
      'other/lib/routes.php':
        "<?php\n$app->get('/open', Open::class);\n$app->group('', function (Group $group) {\n  $group->put('/kept', Kept::class);\n})->addMiddleware(new FeatureAuth($app, ['edit']));\n",
    }).sort(),
  ).toEqual(['GET /items [ApiAuthorization]', 'GET /open', 'PUT /kept [FeatureAuth]'])
})
