import { expect, test } from 'vitest'
import { asAny } from '../../contract.ts'
import { discoverTexts } from '../../test-discover.ts'
import { routes } from '../index.ts'

test('resources, their operations, prefixes and who may', () => {
  const { endpoints } = discoverTexts(
    {
      'composer.json': JSON.stringify({
        require: { 'api-platform/core': '^4', 'symfony/framework-bundle': '^7' },
      }),
      'config/routes/api_platform.yaml':
        'api_platform:\n    resource: .\n    type: api_platform\n    prefix: /api\n',
      'src/Entity/OrderLine.php': `<?php
namespace App\\Entity;
use ApiPlatform\\Metadata\\ApiResource;
use ApiPlatform\\Metadata\\{Get, GetCollection, Post};
#[ORM\\Entity]
#[ApiResource(
    operations: [
        new Get(security: 'is_granted("PUBLIC_ACCESS")'),
        new GetCollection(),
        new Post(uriTemplate: '/order-lines/{id}/split{._format}', controller: Split::class),
    ],
    security: "is_granted('ROLE_USER')",
)]
#[ApiResource(
    uriTemplate: '/orders/{orderId}/lines',
    operations: [new GetCollection()],
)]
class OrderLine {}
`,
      'src/Entity/Category.php': `<?php
use ApiPlatform\\Metadata\\ApiResource;
#[ApiResource(shortName: 'Topic', routePrefix: '/shop')]
class Category {}
`,
      'src/Dto/Ping.php': `<?php
use ApiPlatform\\Metadata as API;
#[API\\Get('/ping')]
class Ping {}
`,
      'src/Entity/Plain.php':
        '<?php\\nuse ApiPlatform\\\\Metadata\\\\ApiFilter;\\n#[ApiFilter(X::class)]\\nclass Plain {}\\n',
    },
    [asAny(routes)],
  )
  expect(endpoints.map((one) => `${one.method} ${one.path} ${one.authentication ?? '-'}`).sort()).toEqual([
    'DELETE /api/shop/topics/{id} -',
    "GET /api/order_lines security is_granted('ROLE_USER')",
    'GET /api/order_lines/{id} -',
    'GET /api/orders/{orderId}/lines -',
    'GET /api/ping -',
    'GET /api/shop/topics -',
    'GET /api/shop/topics/{id} -',
    'PATCH /api/shop/topics/{id} -',
    "POST /api/order-lines/{id}/split security is_granted('ROLE_USER')",
    'POST /api/shop/topics -',
  ])
  expect(new Set(endpoints.map(({ framework }) => framework))).toEqual(new Set(['API Platform']))
})
