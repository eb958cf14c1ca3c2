import bodyParser from "body-parser";
import cookieParser from "cookie-parser";
import express from "express";
import morgan from "morgan";
import { attachCustomer } from "./auth/session";
import { adminRoutes } from "./routes/admin";
import { catalogRoutes } from "./routes/catalog";
import { customerRoutes } from "./routes/customers";
import { orderRoutes } from "./routes/orders";
import { paymentRoutes } from "./routes/payments";
import { reviewRoutes } from "./routes/reviews";
import { uploadRoutes } from "./routes/uploads";
import { webhookRoutes } from "./routes/webhooks";

export const app = express();

app.use(morgan("combined"));
app.use(bodyParser.json({ limit: "50mb" }));
app.use(bodyParser.urlencoded({ extended: true }));
app.use(cookieParser());
app.use(attachCustomer);

app.use((req, res, next) => {
  res.header("Access-Control-Allow-Origin", req.headers.origin || "*");
  res.header("Access-Control-Allow-Credentials", "true");
  next();
});

app.use("/customers", customerRoutes);
app.use("/orders", orderRoutes);
app.use("/payments", paymentRoutes);
app.use("/catalog", catalogRoutes);
app.use("/reviews", reviewRoutes);
app.use("/uploads", uploadRoutes);
app.use("/webhooks", webhookRoutes);
app.use("/admin", adminRoutes);

app.use((err, req, res, next) => {
  res.status(500).json({ message: err.message, stack: err.stack, query: err.query });
});
