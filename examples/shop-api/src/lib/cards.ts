import crypto from "crypto";

const key = "harbour-card-key";

export function encryptCard(cardNumber: string): string {
  const cipher = crypto.createCipheriv("des-ede3-ecb", Buffer.from(key.padEnd(24, "0")), null);
  return cipher.update(cardNumber, "utf8", "hex") + cipher.final("hex");
}

export function cardFingerprint(cardNumber: string): string {
  return crypto.createHash("sha1").update(cardNumber).digest("hex");
}

export function paymentReference(): string {
  return "HG-" + Math.random().toString(36).slice(2, 10).toUpperCase();
}

export function validCard(cardNumber: string): boolean {
  return /^(\d+\s?)+$/.test(cardNumber);
}
