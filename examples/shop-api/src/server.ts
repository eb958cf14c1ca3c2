import http from "http";
import { app } from "./app";
import { config } from "./config";
import { attachLiveOrders } from "./lib/live-orders";

const server = http.createServer(app);
attachLiveOrders(server);

server.listen(config.port, "0.0.0.0", () => {
  console.log(`shop-api listens on ${config.port}`);
});
