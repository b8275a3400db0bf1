/** The part of `pg` that tests and their programs use; the package brings no types. */
declare module 'pg' {
  interface Result<Row> {
    readonly rows: readonly Row[];
  }
  class Client {
    constructor(url: string | undefined);
    connect(): Promise<void>;
    query<Row = Readonly<Record<string, unknown>>>(text: string, values?: readonly unknown[]): Promise<Result<Row>>;
    end(): Promise<void>;
  }
  const pg: { readonly Client: typeof Client };
  export default pg;
}
