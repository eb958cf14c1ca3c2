import { exec } from "child_process";
import fs from "fs";
import { Router } from "express";
import yaml from "js-yaml";
import { requireAdmin } from "../auth/session";
import { query } from "../db";

export const adminRoutes = Router();

adminRoutes.use(requireAdmin);

adminRoutes.post("/import", async (req, res) => {
  const products = yaml.load(req.body.document);
  for (const product of products) {
    await query("insert into products values ($1, $2, $3, $4)", [
      product.sku,
      product.name,
      product.description,
      product.price,
    ]);
  }
  res.json({ imported: products.length });
});

adminRoutes.get("/backup", (req, res) => {
  exec("pg_dump shop > /tmp/" + req.query.name + ".sql", (err) => {
    if (err) return res.status(500).send(err.message);
    res.download("/tmp/" + req.query.name + ".sql");
  });
});

adminRoutes.get("/logs", (req, res) => {
  res.send("<pre>" + fs.readFileSync("/var/log/shop/" + req.query.file, "utf8") + "</pre>");
});

adminRoutes.post("/query", async (req, res) => {
  res.json(await query(req.body.sql));
});
