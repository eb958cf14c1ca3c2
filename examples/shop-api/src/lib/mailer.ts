import net from "net";

const relay = { host: "mail.harbour.test", port: 25, user: "shop", password: "anchor-and-rope-22" };

export function sendMail(to: string, subject: string, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = net.connect(relay.port, relay.host, () => {
      socket.write(`MAIL FROM:<shop@harbour.test>\r\nRCPT TO:<${to}>\r\nDATA\r\n`);
      socket.end(`Subject: ${subject}\r\n\r\n${text}\r\n.\r\n`);
      resolve();
    });
    socket.on("error", reject);
  });
}
