import { expect, test } from 'vitest'
import { asAny } from '../../contract.ts'
import { discoverTexts } from '../../test-discover.ts'
import { routes } from '../index.ts'

test('verbs, groups, resources, placeholders and filters', () => {
  const { endpoints } = discoverTexts(
    {
      'composer.json': JSON.stringify({ require: { 'codeigniter4/framework': '^4' } }),
      'app/Config/Routes.php': `<?php
use CodeIgniter\\Router\\RouteCollection;
/** @var RouteCollection $routes */
$routes->setDefaultController('Login');
$routes->get('/', 'Home::index');
$routes->add('reports/(:segment)/(:num)', 'Reports::show/$1/$2');
$routes->match(['get', 'post'], 'pay', 'Pay::index', ['filter' => 'jwtAuth']);
$routes->group('admin', ['filter' => 'auth:admin'], static function ($routes) {
    $routes->get('users', [Users::class, 'index']);
    $routes->group('old', function ($routes) {
        $routes->delete('(:num)', 'Old::remove/$1');
    });
});
$routes->resource('photos');
$client->get('/elsewhere');
`,
      'app/Config/Filters.php': `<?php
namespace Config;
class Filters extends BaseFilters
{
    public array $globals = ['before' => ['csrf']];
    public array $filters = ['session_auth' => ['before' => ['reports/*']], 'csrf' => ['before' => ['/']]];
}
`,
    },
    [asAny(routes)],
  )
  expect(endpoints.map((one) => `${one.method} ${one.path} ${one.authentication ?? '-'}`).sort()).toEqual([
    'ANY /reports/{1}/{2} session_auth',
    'DELETE /admin/old/{1} auth:admin',
    'DELETE /photos/{id} -',
    'GET / -',
    'GET /admin/users auth:admin',
    'GET /pay jwtAuth',
    'GET /photos -',
    'GET /photos/new -',
    'GET /photos/{id} -',
    'GET /photos/{id}/edit -',
    'PATCH /photos/{id} -',
    'POST /pay jwtAuth',
    'POST /photos -',
    'PUT /photos/{id} -',
  ])
})
