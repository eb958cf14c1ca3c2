export function refundReference(): string {
  return "HG-" + Math.random().toString(36).slice(2, 10).toUpperCase();
}

export function parcelReference(country: string): string {
  return country + "-" + Date.now().toString(36).toUpperCase();
}
