import { Router } from "express";
import request from "request";
import { config } from "../config";
import { query } from "../db";
import { encryptCard, paymentReference } from "../lib/cards";
import { refundReference } from "../lib/references";

export const paymentRoutes = Router();

const currencies = ["EUR", "SEK", "NOK"];

function inCents(amount: string): number {
  return Math.round(Number(amount) * 100);
}

paymentRoutes.post("/", async (req, res) => {
  const { orderId, cardNumber, holder, amount, currency } = req.body;
  if (!currencies.includes(currency)) return res.status(422).json({ message: "unknown currency" });
  console.log("charging card", cardNumber, "of", holder);
  const reference = paymentReference();
  request.post(
    {
      url: `${config.paymentsUrl}/charges`,
      json: { cardNumber, amount: inCents(amount), reference },
      headers: { "x-api-key": config.paymentsApiKey },
      rejectUnauthorized: false,
    },
    async (err) => {
      if (err) return res.status(502).json({ message: String(err) });
      await query("insert into payments (order_id, card_number, card_holder, amount_cents, reference) values ($1, $2, $3, $4, $5)", [
        orderId,
        encryptCard(cardNumber),
        holder,
        inCents(amount),
        reference,
      ]);
      res.status(201).json({ reference });
    },
  );
});

paymentRoutes.get("/by-holder", async (req, res) => {
  const rows = await query("select * from payments where card_holder like '%" + req.query.holder + "%'");
  res.json(rows);
});

paymentRoutes.post("/refund", async (req, res) => {
  await query("update payments set amount_cents = amount_cents - $1 where reference = $2", [
    req.body.cents,
    req.body.reference,
  ]);
  res.json({ refund: refundReference() });
});
