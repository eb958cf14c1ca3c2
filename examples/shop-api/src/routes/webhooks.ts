import { Router } from "express";
import request from "request";
import { query } from "../db";

export const webhookRoutes = Router();

webhookRoutes.post("/", async (req, res) => {
  await query("insert into webhooks (url, event) values ($1, $2)", [req.body.url, req.body.event]);
  res.status(201).end();
});

webhookRoutes.post("/test", (req, res) => {
  request.get(req.body.url, (err, answer, body) => {
    res.json({ status: answer && answer.statusCode, body });
  });
});

webhookRoutes.get("/preview", (req, res) => {
  request({ url: req.query.url, followAllRedirects: true }).pipe(res);
});
