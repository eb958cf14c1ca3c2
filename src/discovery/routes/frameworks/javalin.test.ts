import { expect, test } from 'vitest'
import { asAny } from '../../contract.ts'
import { discoverTexts } from '../../test-discover.ts'
import { routes } from '../index.ts'

const read = (files: Record<string, string>) =>
  discoverTexts(files, [asAny(routes)])
    .endpoints.map((one) => `${one.method} ${one.path} ${one.authentication ?? '-'}`)
    .sort()

const POM = `<project><artifactId>shop</artifactId><dependencies><dependency><groupId>io.javalin</groupId><artifactId>javalin</artifactId></dependency></dependencies></project>`

test('Java: calls on the server, nested paths, functions that declare more, roles, guards', () => {
  expect(
    read({
      'pom.xml': POM,
      'src/main/java/shop/Main.java': `package shop;
import io.javalin.Javalin;
import static io.javalin.apibuilder.ApiBuilder.*;
public class Main {
    public static void main(String[] args) {
        Javalin app = Javalin.create(config -> {
            config.router.apiBuilder(() -> {
                path("/users", () -> {
                    get(UserController::list, Role.ANYONE);
                    post(UserController::create, Role.ADMIN);
                    path("{id}", () -> {
                        get(UserController::show);
                        delete(ctx -> cache.put("/x", 1));
                    });
                });
                path("orders", OrderRoutes::register);
                crud("/carts/{cart-id}", new CartController());
            });
        });
        app.before("/admin/*", authFilter::check);
        app.get("/admin/stats", ctx -> ctx.json(stats));
        app.get("/files/<name>", Files::send);
        names.get("/not-a-route", 1);
    }
}
`,
      'src/main/java/shop/OrderRoutes.java': `package shop;
import static io.javalin.apibuilder.ApiBuilder.*;
class OrderRoutes {
    static void register() {
        get("/open", OrderController::open);
    }
}
`,
    }),
  ).toEqual([
    'DELETE /carts/{cart-id} -',
    'DELETE /users/{id} -',
    'GET /admin/stats authFilter::check',
    'GET /carts -',
    'GET /carts/{cart-id} -',
    'GET /files/{*name} -',
    'GET /orders/open -',
    'GET /users -',
    'GET /users/{id} -',
    'PATCH /carts/{cart-id} -',
    'POST /carts -',
    'POST /users Role.ADMIN',
  ])
})

test('Kotlin: objects that declare routes below a path of another file', () => {
  expect(
    read({
      'pom.xml': POM,
      'src/main/kotlin/shop/Server.kt': `package shop
import io.javalin.Javalin
import io.javalin.apibuilder.ApiBuilder.path
import shop.orders.OrderApi
fun serve() {
    val app = Javalin.create { config ->
        config.routes.apiBuilder {
            path(Base.under("api/")) {
                path("v1") { OrderApi.define() }
            }
        }
    }
    app.before { ctx -> if (ctx.header("Authorization") != key) throw UnauthorizedResponse() }
}
`,
      'src/main/kotlin/shop/orders/OrderApi.kt': `package shop.orders
import io.javalin.apibuilder.ApiBuilder.get
import io.javalin.apibuilder.ApiBuilder.path
object OrderApi {
    fun define() {
        path("orders") {
            get("", OrderController.list)
            get("{id}") { ctx -> ctx.json(find(ctx.pathParam("id"))) }
        }
    }
}
`,
    }),
  ).toEqual([
    'GET /api/v1/orders function that answers 401',
    'GET /api/v1/orders/{id} function that answers 401',
  ])
})
