/** What a compiled condition looks at: plain values, with enumerated entities as their ids. */
export interface Environment {
  readonly principal: Readonly<Record<string, unknown>>
  readonly action: string
  readonly resource: Readonly<Record<string, unknown>>
  readonly context: Readonly<Record<string, unknown>>
}

export type Condition = (environment: Environment) => unknown

/** Cedar's JSON form of an expression (Cedar policy JSON format): one operator with its operands. */
export type Expression = Readonly<Record<string, unknown>>

/**
 * A Cedar expression as a closure, a few nanoseconds each. Knows exactly the operators our policies use
 * and throws on any other when the policy is loaded, so that nothing is silently read as false.
 */
export function compileExpression(expression: Expression): Condition {
  const [operator, operand] = Object.entries(expression)[0] ?? ['', undefined]
  const compile = compilers[operator]
  if (!compile) throw new Error(`the policy uses the operator ${operator}, which is not compiled here`)
  return compile(operand as Operand)
}

type Operand = Readonly<Record<string, unknown>>

const pair = (operand: Operand): readonly [Condition, Condition] => [
  compileExpression(operand['left'] as Expression),
  compileExpression(operand['right'] as Expression),
]

const compilers: Readonly<Record<string, (operand: Operand) => Condition>> = {
  Var: (operand) => {
    const name = operand as unknown as keyof Environment
    return (environment) => environment[name]
  },
  Value: (operand) => {
    const value = valueOf(operand)
    return () => value
  },
  '.': (operand) => {
    const left = compileExpression(operand['left'] as Expression)
    const attribute = String(operand['attr'])
    return (environment) => (left(environment) as Readonly<Record<string, unknown>>)[attribute]
  },
  '==': (operand) => {
    const [left, right] = pair(operand)
    return (environment) => left(environment) === right(environment)
  },
  '!=': (operand) => {
    const [left, right] = pair(operand)
    return (environment) => left(environment) !== right(environment)
  },
  '>': (operand) => {
    const [left, right] = pair(operand)
    return (environment) => (left(environment) as number) > (right(environment) as number)
  },
  '>=': (operand) => {
    const [left, right] = pair(operand)
    return (environment) => (left(environment) as number) >= (right(environment) as number)
  },
  '&&': (operand) => {
    const [left, right] = pair(operand)
    return (environment) => left(environment) === true && right(environment) === true
  },
  '||': (operand) => {
    const [left, right] = pair(operand)
    return (environment) => left(environment) === true || right(environment) === true
  },
  '!': (operand) => {
    const inner = compileExpression(operand['arg'] as Expression)
    return (environment) => inner(environment) !== true
  },
  contains: (operand) => {
    const [left, right] = pair(operand)
    return (environment) => (left(environment) as readonly unknown[]).includes(right(environment))
  },
}

function valueOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  const entity = (value as { readonly __entity?: { readonly id: string } }).__entity
  if (!entity) throw new Error('the policy holds a value that is not compiled here')
  return entity.id
}
