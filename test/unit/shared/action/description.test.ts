import type { INodeProperties } from 'n8n-workflow';

import type { Api } from '../../../../nodes/shared/vendor/api';
import {
	describeCredentials,
	describeResources,
} from '../../../../nodes/shared/action/description';
import { operation, type Operation } from '../../../../nodes/shared/vendor/operation';
import { onePage } from '../../../../nodes/shared/vendor/pagination';
import { dateTime, text } from '../../../../nodes/shared/vendor/parameter';
import { pick, recordKind } from '../../../../nodes/shared/vendor/recordKind';
import { acme } from '../support/connection';
import { unused } from '../support/operations';

const room = pick(
	recordKind({
		name: 'Room',
		wire: 'room_id',
		example: '1',
		list: (): Operation => unused,
		title: ({ title }) => title,
	}),
);
const base = { description: 'x', request: 'GET /rooms' } as const;

const operations: Record<string, Operation> = {
	update: operation({
		...base,
		request: 'GET /rooms/{room_id}',
		name: 'Update',
		action: 'Update room',
		parameters: [room],
		updateFields: [text('title')],
	}),
	get: operation({
		...base,
		request: 'GET /rooms/{room_id}',
		name: 'Get',
		action: 'Get room',
		parameters: [room],
		output: { fields: ['id', 'talk_url'], simplified: ['id'] },
	}),
	getAll: operation({
		...base,
		name: 'Get Many',
		action: 'Get many rooms',
		pagination: onePage,
		filters: [dateTime('since'), dateTime('before')],
		inferred: { alternatives: ['/all-rooms'] },
	}),
};

const api: Api = {
	...acme,
	resources: {
		room: { name: 'Room', operations },
		usage: {
			name: 'Usage',
			credential: 'acmeUsageApi',
			operations: { get: { ...base, name: 'Get', action: 'Get usage' } },
		},
	},
};
const properties = describeResources(api);

const shownFor = (resource: string, operation: string) =>
	properties.filter(({ displayOptions }) => {
		const show = displayOptions?.show ?? {};
		return show.resource?.includes(resource) && show.operation?.includes(operation);
	});
const names = (found: INodeProperties[]) => found.map(({ name }) => name);

describe('describeResources', () => {
	it('The description begins with the pickers, alphabetical, without expressions', () => {
		const [resource, operation] = properties;
		expect(resource).toMatchObject({
			name: 'resource',
			noDataExpression: true,
			options: [
				{ name: 'Room', value: 'room' },
				{ name: 'Usage', value: 'usage' },
			],
			default: 'room',
		});
		expect(operation).toMatchObject({
			name: 'operation',
			noDataExpression: true,
			default: 'getAll',
			displayOptions: { show: { resource: ['room'] } },
		});
		expect((operation?.options as INodeProperties[]).map(({ name }) => name)).toEqual([
			'Get',
			'Get Many',
			'Update',
		]);
	});

	it('Each operation shows its own fields', () => {
		expect(names(shownFor('room', 'get'))).toEqual(['roomId', 'output', 'fields', 'options']);
		expect(names(shownFor('room', 'update'))).toEqual(['roomId', 'updateFields', 'options']);
		expect(names(shownFor('room', 'getAll'))).toEqual(['returnAll', 'limit', 'filters', 'options']);
		expect(names(shownFor('usage', 'get'))).toEqual(['options']);
	});

	it('A field that operations share is one property', () => {
		const rooms = properties.filter(({ name }) => name === 'roomId');
		expect(rooms).toHaveLength(1);
		expect(rooms[0]?.displayOptions?.show?.operation).toEqual(['update', 'get']);
	});

	it('Limit is shown only without Return All', () => {
		const limit = properties.find(({ name }) => name === 'limit');
		expect(limit?.displayOptions?.show).toMatchObject({ returnAll: [false] });
		expect(limit).toMatchObject({ default: 50, typeOptions: { minValue: 1 } });
	});

	it('The fields of a collection are sorted', () => {
		const filters = properties.find(({ name }) => name === 'filters');
		expect(names(filters?.options as INodeProperties[])).toEqual(['before', 'since']);
	});

	it('Selected Fields offers the documented fields', () => {
		const fields = properties.find(({ name }) => name === 'fields');
		expect(fields?.options).toEqual([
			{ name: 'ID', value: 'id' },
			{ name: 'Talk URL', value: 'talk_url' },
		]);
	});

	it('Every operation has the options of a run, and an inferred one has API Path', () => {
		const optionsOf = (operation: string) =>
			names(
				shownFor('room', operation).find(({ name }) => name === 'options')
					?.options as INodeProperties[],
			);
		expect(optionsOf('get')).toEqual(['maxConcurrentRequests', 'retryOnRateLimit', 'timeout']);
		expect(optionsOf('getAll')).toEqual([
			'apiPath',
			'maxConcurrentRequests',
			'retryOnRateLimit',
			'timeout',
		]);
	});
});

describe('fields', () => {
	const upload = operation({
		...base,
		request: 'GET /big',
		name: 'Upload',
		action: 'Upload file',
		parameters: [text('password', { typeOptions: { rows: 2 }, sensitive: true })],
		inferred: { only: { case: 'large files', when: () => true } },
	});
	const [, , password, options] = describeResources({
		...acme,
		resources: { file: { name: 'File', operations: { upload } } },
	});

	it('A sensitive field is hidden', () => {
		expect(password).toMatchObject({ typeOptions: { rows: 2, password: true } });
		expect(password).not.toHaveProperty('sensitive');
	});

	it('API Path says for which case a path is inferred', () => {
		const [apiPath] = options?.options as INodeProperties[];
		expect(apiPath).toMatchObject({
			placeholder: 'e.g. /big',
			description:
				'Only used for large files. Only change this if the request fails with "not found". Defaults to /big.',
		});
	});
});

describe('describeCredentials', () => {
	it('A credential is shown for the resources that need it', () => {
		expect(describeCredentials(api)).toEqual([
			{ name: 'acmeApi', required: true, displayOptions: { show: { resource: ['room'] } } },
			{ name: 'acmeUsageApi', required: true, displayOptions: { show: { resource: ['usage'] } } },
		]);
	});

	it('A single credential is always shown', () => {
		const only = { name: 'Room', operations };
		expect(describeCredentials({ ...api, resources: { room: only } })).toEqual([
			{ name: 'acmeApi', required: true },
		]);
	});
});
