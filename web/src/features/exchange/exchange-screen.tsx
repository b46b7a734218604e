export function ExchangeScreen() {
  return <h1>Exchange</h1>
}
