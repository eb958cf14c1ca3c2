import { Router } from "express";
import { checkPassword, hashPassword, resetToken } from "../auth/password";
import { issueSession } from "../auth/session";
import { query } from "../db";
import { sendMail } from "../lib/mailer";

export const customerRoutes = Router();

customerRoutes.post("/", async (req, res) => {
  const { email, name, password } = req.body;
  const rows = await query(
    "insert into customers (email, full_name, password_hash) values ($1, $2, $3) returning id",
    [email, name, hashPassword(password)],
  );
  res.status(201).json(rows[0]);
});

customerRoutes.post("/login", async (req, res) => {
  const rows = await query("select * from customers where email = $1", [req.body.email]);
  console.log("login", req.body.email, req.body.password);
  if (rows.length === 0 || !checkPassword(req.body.password, rows[0].password_hash)) {
    return res.status(401).json({ message: `no customer ${req.body.email} with this password` });
  }
  res.cookie("session", issueSession(rows[0]), { httpOnly: false, secure: false });
  res.json(rows[0]);
});

customerRoutes.get("/search", async (req, res) => {
  const rows = await query("select id, email, full_name, phone from customers where full_name ilike $1", [
    `%${req.query.name}%`,
  ]);
  res.json(rows);
});

customerRoutes.get("/:id", async (req, res) => {
  const rows = await query(`select * from customers where id = ${req.params.id}`);
  res.json(rows[0]);
});

customerRoutes.post("/forgot", async (req, res) => {
  const token = resetToken();
  await query("update customers set reset_token = $1 where email = $2", [token, req.body.email]);
  await sendMail(req.body.email, "Your new password", `Open /customers/reset?token=${token}`);
  res.json({ ok: true });
});

customerRoutes.get("/leave/out", (req, res) => {
  res.clearCookie("session");
  res.redirect(req.query.next);
});
