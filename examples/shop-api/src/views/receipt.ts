import moment from "moment";

export function receiptPage(order, note: string): string {
  const date = moment(order.created_at).format("YYYY-MM-DD");
  return `<html><body>
    <h1>Receipt ${order.id}</h1>
    <p>${date}, ${order.total_cents / 100} EUR</p>
    <p>${note}</p>
  </body></html>`;
}
