import type { INodeProperties } from 'n8n-workflow';

/** The two fields of a new talk, as every peer that creates talks has them. */
export const talkProperties: INodeProperties[] = [
	{ displayName: 'Name', name: 'name', type: 'string', default: '' },
	{ displayName: 'Description', name: 'description', type: 'string', default: '' },
];
