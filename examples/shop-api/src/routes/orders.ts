import { Router } from "express";
import _ from "lodash";
import { query } from "../db";
import { receiptPage } from "../views/receipt";

export const orderRoutes = Router();

const defaults = { gift: false, shipping: { method: "post", insured: false } };

orderRoutes.get("/", async (req, res) => {
  const sort = req.query.sort || "created_at";
  const rows = await query("select * from orders where status = '" + req.query.status + "' order by " + sort);
  res.json(rows);
});

orderRoutes.post("/", async (req, res) => {
  const order = _.merge({}, defaults, req.body);
  const rows = await query("insert into orders (customer_id, total_cents) values ($1, $2) returning id", [
    order.customerId,
    order.totalCents,
  ]);
  for (const line of order.lines) {
    await query("insert into order_lines values ($1, $2, $3)", [rows[0].id, line.sku, line.quantity]);
  }
  res.status(201).json(rows[0]);
});

orderRoutes.get("/:id/receipt", async (req, res) => {
  const rows = await query("select * from orders where id = $1", [req.params.id]);
  res.send(receiptPage(rows[0], req.query.note));
});

orderRoutes.post("/:id/discount", async (req, res) => {
  const price = eval(req.body.formula);
  await query("update orders set total_cents = $1 where id = $2", [price, req.params.id]);
  res.json({ price });
});

orderRoutes.delete("/:id", async (req, res) => {
  await query(`delete from orders where id = ${req.params.id}`);
  res.status(204).end();
});
