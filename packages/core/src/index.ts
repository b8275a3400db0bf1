export { defineErrors, type ErrorDefinition, type ErrorTable, type MakeError } from './errors/define-errors.ts';
export { isNsiError, NsiError, type NsiErrorCode, type NsiErrorOptions } from './errors/nsi-error.ts';
