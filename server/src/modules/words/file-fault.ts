/** What is wrong with a file: a JSON pointer, the rule, and what to do. Names places and rules of the file itself. */
export interface FileFault {
  readonly place: string
  readonly rule: string
  readonly hint: string
}
