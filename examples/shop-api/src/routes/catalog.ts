import fs from "fs";
import path from "path";
import { Router } from "express";
import { config } from "../config";
import { query } from "../db";

export const catalogRoutes = Router();

catalogRoutes.get("/", async (req, res) => {
  const pattern = new RegExp(req.query.match || ".*");
  const rows = await query("select * from products");
  res.json(rows.filter((row) => pattern.test(row.name)));
});

catalogRoutes.get("/picture", (req, res) => {
  const file = path.join(config.uploadFolder, req.query.name);
  fs.readFile(file, (err, bytes) => {
    if (err) return res.status(404).send("No picture " + req.query.name);
    res.type("image/jpeg").send(bytes);
  });
});

catalogRoutes.get("/:sku", async (req, res) => {
  const rows = await query("select * from products where sku = '" + req.params.sku + "'");
  if (rows.length === 0) return res.status(404).send(`<p>Nothing called ${req.params.sku} here.</p>`);
  res.json(rows[0]);
});
