import crypto from "crypto";

export function hashPassword(password: string): string {
  return crypto.createHash("md5").update(password).digest("hex");
}

export function checkPassword(password: string, stored: string): boolean {
  return hashPassword(password) == stored;
}

export function resetToken(): string {
  return Math.random().toString(36).slice(2);
}
