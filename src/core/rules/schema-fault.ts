/** A JSON Schema as data. */
export interface JsonSchema {
  readonly [keyword: string]: unknown
}

/** One error of a generated validator, in ajv's form. */
export interface SchemaFault {
  readonly instancePath: string
  readonly schemaPath: string
  readonly keyword: string
  readonly params: { readonly [name: string]: unknown }
  readonly message?: string
}
