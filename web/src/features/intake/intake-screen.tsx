export function IntakeScreen() {
  return <h1>Intake</h1>
}
