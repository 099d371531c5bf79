/** The values of an operation's or a trigger's parameters by their names; empty ones are absent. */
export type Values = Record<string, unknown>;
