import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../shared/vendor/isObject';

const objectsIn = (value: unknown): IDataObject[] =>
	Array.isArray(value) ? value.filter(isObject) : [];

/** The attachments of a message. */
export const mediasOf = ({ medias }: IDataObject): IDataObject[] => objectsIn(medias);

/** The reactions to a message, the latest last. */
export const reactionsOf = ({ metadata }: IDataObject): IDataObject[] =>
	objectsIn(isObject(metadata) ? metadata.reactions : undefined);
