import type { CredentialSubject, NodeSubject } from '../subjects';

/** Looks at a node and gives one line for everything that is wrong; nothing when all is well. */
export type NodeRule = (subject: NodeSubject) => string[];

/** The same for a credential. */
export type CredentialRule = (subject: CredentialSubject) => string[];

/** The line, when the condition does not hold. */
export const unless = (holds: boolean, line: string): string[] => (holds ? [] : [line]);
