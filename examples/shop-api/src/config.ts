export const config = {
  port: Number(process.env.PORT || 8080),
  databaseUrl: process.env.DATABASE_URL || "postgres://shop:shop@localhost:5432/shop",
  uploadFolder: process.env.UPLOAD_FOLDER || "/srv/uploads",
  paymentsUrl: process.env.PAYMENTS_URL || "http://payments.harbour.test",
  // Made-up values: they open nothing anywhere.
  paymentsApiKey: process.env.PAYMENTS_API_KEY || "hgpay_7c1e94b2f0d85a63e9b14f27c80d5a3e",
  jwtSecret: "Zk4vT9sQ1mB7xR2nW8cY5hJ3pL6dF0gA",
};
