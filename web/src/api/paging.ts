/** How every list walks its pages: from no cursor, on by the cursor of the last reply. */
export const paging: {
  readonly initialPageParam: string | undefined
  readonly getNextPageParam: (page: { readonly next?: string | undefined }) => string | undefined
} = {
  initialPageParam: undefined,
  getNextPageParam: (page) => page.next,
}
