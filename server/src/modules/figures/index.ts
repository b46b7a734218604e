export { latestFacts, writeCaseFacts } from './case-facts.ts'
export { figuresRoutes } from './routes.ts'
export { checkCases, takeCases } from './take-cases.ts'
export { waitingFigures } from './waiting-figures.ts'
