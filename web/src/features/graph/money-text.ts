import type { GraphEdge } from '../../api/wire.ts'

/** `{ amount: "1700468.20", currency: "THB" }` as people read it: 1,700,468.20 THB. The digits are those the source wrote. */
export function moneyText({ amount, currency }: NonNullable<GraphEdge['amount']>): string {
  const [whole = '', part] = amount.split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return `${grouped}${part === undefined ? '' : `.${part}`} ${currency}`
}
