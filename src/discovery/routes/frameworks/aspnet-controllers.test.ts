import { expect, test } from 'vitest'
import { asAny } from '../../contract.ts'
import { discoverTexts } from '../../test-discover.ts'
import { routes } from '../index.ts'

const MVC = 'using Microsoft.AspNetCore.Mvc;\n'

const endpointsOf = (texts: Record<string, string>) => discoverTexts(texts, [asAny(routes)]).endpoints

const said = (texts: Record<string, string>): string[] =>
  endpointsOf(texts)
    .map(
      ({ method, path, authentication }) => `${method} ${path}${authentication ? ` ${authentication}` : ''}`,
    )
    .sort()

test('fills tokens, strips constraints and tells parameters', () => {
  const [one] = endpointsOf({
    'UsersController.cs': `${MVC}
[ApiController, Route("api/v{version:apiVersion}/[controller]"), ApiVersion("2.0")]
public class UsersController(IUsers users) : ControllerBase {
  [HttpGet("{id:int}/{tab=all}")] [Authorize(Roles = "x")]
  public async Task<ActionResult<UserView>> Get(int id, [FromQuery(Name = "q")] string? query, CancellationToken stop) => Ok(users.Find(id));
}`,
  })
  expect(one).toMatchObject({
    method: 'GET',
    path: '/api/v2/Users/{id}/{tab}',
    line: 6,
    authentication: '[Authorize]',
    handler: { name: 'Get', line: 6 },
    parameters: [
      { name: 'id', in: 'path', type: 'int' },
      { name: 'tab', in: 'path' },
      { name: 'q', in: 'query', type: 'string' },
    ],
    uses: ['UserView', 'IUsers'],
  })
})

test('starts anew at the root, gives each verb and template its route, and knows constants', () => {
  expect(
    said({
      'Paths.cs':
        'static class Paths { public const string Root = "api" + Slash; const string Slash = "/shop"; }',
      'A.cs': `${MVC}[Route(Paths.Root)] public class A : ControllerBase {
  [HttpGet("/top"), HttpPost("x")] public IActionResult X() => Ok();
  [HttpPut, Route("~/y")] public IActionResult Y() => Ok();
  [AcceptVerbs("GET", "HEAD", Route = "z")] public IActionResult Z() => Ok();
  [NonAction] public IActionResult No() => Ok();
  private IActionResult Neither() => Ok(); }`,
    }),
  ).toEqual(['GET /api/shop/z', 'GET /top', 'HEAD /api/shop/z', 'POST /api/shop/x', 'PUT /y'])
})

test('inherits routes and authentication from a base', () => {
  expect(
    said({
      'Base.cs': `${MVC}[Authorize, Route("api/[controller]/[action]")] public abstract class ApiBase : ControllerBase {
  [HttpGet] public IActionResult Ping() => Ok(); }`,
      'CatsController.cs': `${MVC}public class CatsController : ApiBase { [HttpPost, AllowAnonymous] public IActionResult Feed() => Ok(); }`,
    }),
  ).toEqual(['GET /api/Cats/Ping [Authorize]', 'POST /api/Cats/Feed'])
})

test('follows attributes of the project’s own to those of the framework', () => {
  const attributes = `using Microsoft.AspNetCore.Mvc.Routing;
public class VersionedControllerAttribute : Attribute, IRouteTemplateProvider {
  public VersionedControllerAttribute(int version, string resource = "[controller]") { Resource = resource; Template = $"api/v{version}/{Resource}"; }
  public string Resource { get; }
  public string Template { get; }
}
public class V2ControllerAttribute : VersionedControllerAttribute { public V2ControllerAttribute(string resource = "[controller]") : base(2, resource) { } }
public class OneAttribute : Attribute, IActionHttpMethodProvider, IRouteTemplateProvider {
  public IEnumerable<string> HttpMethods => new[] { "GET" };
  public string Template => "{id:int}";
}
public class RemoveAttribute : HttpDeleteAttribute { public RemoveAttribute() : base("{id:int}") { } }
public class SearchAttribute(string path) : HttpMethodAttribute(new[] { "SEARCH", "POST" }, "find/" + path) { }
public class CreateAttribute : HttpPostAttribute { }
public class AuditedAttribute : Attribute { public AuditedAttribute(string what) { } }`
  expect(
    said({
      'Attributes.cs': attributes,
      'Base.cs': `${MVC}public abstract class RestController<T> : Controller {
  [One] public ActionResult<T> ById(int id) => Ok(); }
public abstract class LiveControllerWithFeed<T> : RestController<T> { }`,
      'TagController.cs': `${MVC}[V2Controller] public class TagController : TagControllerWithCache {
  [HttpGet] public List<Tag> All() => tags;
  [Create, Audited("x")] public ActionResult<Tag> Create(Tag tag) => Ok();
  [Remove] public void Delete(int id) { }
  [Search("tags")] public ActionResult<Tag> Find() => Ok(); }`,
      'TagControllerWithCache.cs': `${MVC}public abstract class TagControllerWithCache : LiveControllerWithFeed<Tag> { }`,
      'DiskController.cs': `${MVC}[VersionedController(3, "disk/space")] public class DiskController : Controller {
  [HttpGet] public List<Disk> All() => disks;
  [Audited("y")] public void Help() { } }`,
    }),
  ).toEqual([
    'DELETE /api/v2/Tag/{id}',
    'GET /api/v2/Tag',
    'GET /api/v2/Tag/{id}',
    'GET /api/v3/disk/space',
    'POST /api/v2/Tag',
    'POST /api/v2/Tag/find/tags',
  ])
})

test('writes paths in lower case where a startup says so, and knows a project by any of its files', () => {
  const texts = {
    'src/Host/Startup.cs': 'services.AddRouting(options => options.LowercaseUrls = true);',
    'src/Host/Host.csproj': '<Project Sdk="Microsoft.NET.Sdk.Web"></Project>',
    'src/Api/Api.csproj':
      '<Project Sdk="Microsoft.NET.Sdk"><ItemGroup><ProjectReference Include="..\\Host\\Host.csproj" /></ItemGroup></Project>',
    'src/Api/Base.cs': `${MVC}[Route("API/[controller]")] public abstract class ItemsController : ControllerBase {
  [HttpGet("{itemId}/Parts")] public IActionResult Parts(int itemId) => Ok(); }`,
    'src/Api/CarController.cs': 'public class CarController : ItemsController { }',
    'other/OldController.cs': `${MVC}[Route("[controller]")] public class OldController : ControllerBase { [HttpGet] public IActionResult X() => Ok(); }`,
  }
  expect(said(texts)).toEqual(['GET /Old', 'GET /api/car/{itemId}/parts'])
})

test('goes by convention where a startup asks for it, and only there', () => {
  const home = `${MVC}public class HomeController : Controller {
  public IActionResult Index() => View();
  [HttpPost] public async Task<IActionResult> Save(Form form) => View();
  public IActionResult Show(int id) => View();
  public string Text { get; set; } public void Help() {} }`
  const area = `${MVC}[Area("Admin")] public class UsersController : Controller { public IActionResult Index() => View(); }`
  const texts = { 'Web/HomeController.cs': home, 'Web/UsersController.cs': area }
  expect(
    said({
      ...texts,
      'Web/Program.cs': 'app.MapControllerRoute("default", "{controller=Home}/{action=Index}/{id?}");',
      'Web/Web.csproj': '<Project Sdk="Microsoft.NET.Sdk.Web"></Project>',
    }),
  ).toEqual(['GET /Admin/Users/Index', 'GET /Home/Index', 'GET /Home/Show/{id}', 'POST /Home/Save'])
  expect(said(texts)).toEqual([])
})

test('sees authentication for all, which one action may waive', () => {
  expect(
    said({
      'A.cs': `${MVC}[Route("a")] public class A : ControllerBase { [HttpGet] public IActionResult X() => Ok(); [HttpPost, AllowAnonymous] public IActionResult Y() => Ok(); }`,
      'Program.cs':
        'options.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build();',
      'App.csproj': '<Project Sdk="Microsoft.NET.Sdk.Web"></Project>',
    }),
  ).toEqual(['GET /a FallbackPolicy', 'POST /a'])
})

test('attributes of the project that inherit from what asks who calls', () => {
  expect(
    said({
      'Pipeline/AppUserAttribute.cs': `${MVC}public class AppUserAttribute : KnownUserAttribute { }`,
      'Pipeline/KnownUserAttribute.cs': `${MVC}public class KnownUserAttribute : AuthorizeAttribute { }`,
      'Pipeline/CountedAttribute.cs': `${MVC}public class CountedAttribute : ActionFilterAttribute { }`,
      'TopicsController.cs': `${MVC}
[ApiController, Route("topics")]
public class TopicsController : ControllerBase {
  [HttpGet] [AppUser] public string All() => "";
  [HttpPost] [Counted] public string Add() => "";
}`,
      'RolesController.cs': `${MVC}
[ApiController, Route("roles"), KnownUser]
public class RolesController : ControllerBase {
  [HttpGet] public string All() => "";
  [HttpGet("open"), AllowAnonymous] public string Open() => "";
}`,
    }),
  ).toEqual(['GET /roles KnownUser', 'GET /roles/open', 'GET /topics AppUser', 'POST /topics'])
})
