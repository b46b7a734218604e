/** `npm run check` looks at a part of what takes long, so that it is asked often; `npm test` looks at all of it. */
export const isQuick = process.env['SHIELD_TESTS'] === 'quick'
