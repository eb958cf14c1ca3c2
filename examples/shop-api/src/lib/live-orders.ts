import { Server } from "http";
import { Server as WebSocketServer } from "ws";
import { query } from "../db";

export function attachLiveOrders(server: Server): void {
  const sockets = new WebSocketServer({ server, path: "/live" });
  sockets.on("connection", (socket) => {
    socket.on("message", async (message) => {
      const { customer } = JSON.parse(String(message));
      const rows = await query(`select * from orders where customer_id = ${customer}`);
      socket.send(JSON.stringify(rows));
    });
  });
}
