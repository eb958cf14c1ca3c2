import handlebars from "handlebars";
import sanitize from "sanitize-html";

const page = handlebars.compile(`<html><body>
  <h1>Invoice {{order.id}}</h1>
  <address>{{{customer.street}}}, {{{customer.city}}}</address>
  <p>{{{note}}}</p>
</body></html>`);

export function invoicePage(order, customer, note: string): string {
  return page({ order, customer, note: sanitize(note, { allowedTags: false, allowedAttributes: false }) });
}

export function writeInvoice(res, order, customer, note: string): void {
  res.send("<h1>Invoice for " + customer.full_name + "</h1>" + invoicePage(order, customer, note));
}
