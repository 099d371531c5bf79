import type { IDataObject, ILoadOptionsFunctions, INodeListSearchItems } from 'n8n-workflow';

import type { Request } from '../shared/request';
import { listSearch, type Picker } from '../shared/search';
import { talkitApi } from './api';
import { installationHeader } from './installationToken';
import { plugin } from './plugin';
import { transcript } from './transcript';

const item = (id: unknown, name: unknown): INodeListSearchItems | undefined =>
	id === undefined || id === null ? undefined : { name: String(name || id), value: String(id) };

const plugins: Picker = {
	operation: plugin.operations.getAll,
	item: ({ id, name }) => item(id, name),
};

const titled = ({ headline, created_on }: IDataObject) =>
	[headline, created_on].filter((part) => typeof part === 'string' && part !== '').join(', ');

/** The installation that the node names; one that an expression gives per item is not known yet. */
function namedInstallation(context: ILoadOptionsFunctions): Partial<Request> | undefined {
	const named = context.getCurrentNodeParameter('options.installationUuid');
	return typeof named === 'string' && named !== '' && !named.startsWith('=')
		? { headers: { [installationHeader]: named } }
		: undefined;
}

const transcripts: Picker = {
	operation: transcript.operations.getAll,
	credential: 'talkitInstallationApi',
	item: (record) => item(record.id, titled(record)),
	request: namedInstallation,
};

export const searchPlugins = listSearch(talkitApi, plugins);

export const searchTranscripts = listSearch(talkitApi, transcripts);
