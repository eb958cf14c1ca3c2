import { expect, test } from 'vitest'
import { asAny } from '../../contract.ts'
import { discoverTexts } from '../../test-discover.ts'
import { routes } from '../index.ts'

const read = (files: Record<string, string>) =>
  discoverTexts(files, [asAny(routes)]).endpoints.map(
    (one) => `${one.method} ${one.path}${one.authentication ? ` [${one.authentication}]` : ''}`,
  )

import { singular } from './laravel-resources.ts'

const COMPOSER = JSON.stringify({
  require: { 'laravel/framework': '^11' },
  autoload: { 'psr-4': { 'App\\': 'app/' } },
})

test('groups, prefixes, controllers, optional parameters, middleware', () => {
  const found = discoverTexts(
    {
      'composer.json': COMPOSER,
      'routes/api.php': `<?php
use App\\Http\\Controllers\\UserController;
use Illuminate\\Support\\Facades\\Route;
Route::get('/ping', fn () => 'pong');
Route::middleware(['throttle:api', 'auth:sanctum'])->prefix('v1')->group(function () {
    Route::get('/users/{user?}', [UserController::class, 'show']);
    Route::controller(OrderController::class)->prefix('orders')->group(function () {
        Route::match(['put', 'patch'], '{order:number}', 'update')->withoutMiddleware('auth:sanctum');
    });
});
Route::group(['prefix' => 'admin', 'middleware' => 'can:manage'], function () {
    Route::post('x', 'AdminController@store');
});
`,
      'app/Http/Controllers/UserController.php': `<?php
namespace App\\Http\\Controllers;
class UserController extends Controller
{
    public function show(Request $request, User $user)
    {
        return new UserResource($request->query('with'));
    }
}
`,
    },
    [asAny(routes)],
  ).endpoints
  expect(found.map((one) => `${one.method} ${one.path} ${one.authentication ?? '-'}`)).toEqual([
    'GET /api/ping -',
    'GET /api/v1/users/{user} auth:sanctum',
    'GET /api/v1/users auth:sanctum',
    'PUT /api/v1/orders/{order} -',
    'PATCH /api/v1/orders/{order} -',
    'POST /api/admin/x can:manage',
  ])
  expect(found[1]).toMatchObject({
    line: 6,
    handler: { name: 'UserController.show', file: 'app/Http/Controllers/UserController.php', line: 5 },
    parameters: [
      { name: 'user', in: 'path' },
      { name: 'with', in: 'query' },
    ],
    uses: ['User', 'UserResource'],
  })
})

test('resources: only, except, nested, shallow, singletons', () => {
  expect(
    read({
      'composer.json': COMPOSER,
      'routes/web.php': `<?php
use Illuminate\\Support\\Facades\\Route;
Route::apiResource('photos.comments', C::class)->only(['index', 'show']);
Route::resource('blog-categories', B::class)->except(['create', 'edit', 'store', 'destroy', 'index'])->middleware('auth');
Route::apiResource('a.b', D::class)->shallow()->only('destroy', 'store');
Route::singleton('profile', P::class)->only(['show']);
Route::apiResources(['tags' => T::class]);
`,
    }),
  ).toEqual([
    'GET /photos/{photo}/comments',
    'GET /photos/{photo}/comments/{comment}',
    'GET /blog-categories/{blog_category} [auth]',
    'PUT /blog-categories/{blog_category} [auth]',
    'PATCH /blog-categories/{blog_category} [auth]',
    'POST /a/{a}/b',
    'DELETE /b/{b}',
    'GET /profile',
    'GET /tags',
    'POST /tags',
    'GET /tags/{tag}',
    'PUT /tags/{tag}',
    'PATCH /tags/{tag}',
    'DELETE /tags/{tag}',
  ])
})

test('files of routes that others include', () => {
  const api = "<?php\nRoute::get('/x', [X::class, 'y']);\n"
  expect(
    read({
      'composer.json': COMPOSER,
      'bootstrap/app.php': `<?php
return Application::configure(basePath: dirname(__DIR__))->withRouting(
    web: __DIR__.'/../routes/web.php', api: __DIR__.'/../routes/api.php', apiPrefix: 'rest/v2');
`,
      'routes/api.php': api,
      'app/Providers/RouteServiceProvider.php': `<?php
class RouteServiceProvider { function boot() {
  Route::prefix('partner')->middleware('auth:partner')->group(base_path('routes/partner.php'));
} }
`,
      'routes/partner.php': api,
    }),
  ).toEqual(['GET /rest/v2/x', 'GET /partner/x [auth:partner]'])
})

test('middleware of a constructor', () => {
  expect(
    read({
      'composer.json': COMPOSER,
      'routes/web.php':
        "<?php\nRoute::get('/a', [PostController::class, 'index']);\nRoute::post('/a', [PostController::class, 'store']);\n",
      'app/Http/Controllers/PostController.php': `<?php
class PostController {
    public function __construct() { $this->middleware('auth')->except(['index']); }
    public function index() {
    }
    public function store() {
    }
}
`,
    }),
  ).toEqual(['GET /a', 'POST /a [auth]'])
})

test('the namespace of a group is below that of the controllers, unless it is a whole one', () => {
  const controller = (name: string) => `<?php
class ${name} {
    public function __construct() { $this->middleware('auth'); }
    public function index() {
    }
}
`
  expect(
    read({
      'composer.json': COMPOSER,
      'routes/web.php': `<?php
Route::group(['namespace' => 'Shop'], function () { Route::get('/carts', 'CartController@index'); });
Route::namespace('\\App\\Partners')->group(function () { Route::get('/deals', 'DealController@index'); });
`,
      'app/Http/Controllers/Shop/CartController.php': controller('CartController'),
      'app/Partners/DealController.php': controller('DealController'),
    }),
  ).toEqual(['GET /carts [auth]', 'GET /deals [auth]'])
})

test('Lumen', () => {
  expect(
    read({
      'composer.json': JSON.stringify({ require: { 'laravel/lumen-framework': '^10' } }),
      'routes/web.php': `<?php
$router->group(['prefix' => 'api', 'middleware' => 'auth'], function () use ($router) {
    $router->get('users/{id}', ['uses' => 'UserController@show']);
});
`,
    }),
  ).toEqual(['GET /api/users/{id} [auth]'])
})

test('options of a resource, and a file without routes beside one that has some', () => {
  expect(
    read({
      'composer.json': JSON.stringify({ require: { 'laravel/framework': '^11' } }),
      'app/Providers/RouteServiceProvider.php': `<?php
class RouteServiceProvider {
    protected function map() {
        Route::group(['middleware' => 'auth:api', 'prefix' => 'api'], function ($router) {
            require base_path('routes/api.php');
        });
        require base_path('routes/scim.php');
    }
}
`,
      'routes/api.php':
        "<?php\nRoute::group(['prefix' => 'v1'], function () {\n    Route::get('ping', [P::class, 'show']);\n});\n",
      'routes/scim.php': '<?php\nScim::routes();\n',
      'routes/web/users.php':
        "<?php\nRoute::resource('users', U::class, ['middleware' => ['auth'], 'only' => ['index']]);\n",
    }).sort(),
  ).toEqual(['GET /api/v1/ping [auth:api]', 'GET /users [auth]'])
})

test('singular', () => {
  expect(['categories', 'addresses', 'photos', 'statuses', 'people', 'boxes'].map(singular)).toEqual([
    'category',
    'address',
    'photo',
    'status',
    'person',
    'box',
  ])
})
