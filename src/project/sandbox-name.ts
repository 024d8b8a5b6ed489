/** The name of a sandbox, as AEP has it; it may name a file. */
export const SANDBOX_NAME = /^[a-z0-9][a-z0-9-]{0,255}$/;
