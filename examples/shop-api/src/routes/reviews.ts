import { Router } from "express";
import marked from "marked";
import { query } from "../db";

export const reviewRoutes = Router();

reviewRoutes.post("/:sku", async (req, res) => {
  await query("insert into reviews (sku, author, body) values ($1, $2, $3)", [
    req.params.sku,
    req.body.author,
    req.body.body,
  ]);
  res.status(201).end();
});

reviewRoutes.get("/:sku", async (req, res) => {
  const rows = await query("select * from reviews where sku = $1", [req.params.sku]);
  const list = rows.map((row) => `<li><b>${row.author}</b> ${marked(row.body)}</li>`).join("");
  res.send(`<h1>Reviews of ${req.params.sku}</h1><ul>${list}</ul>`);
});
