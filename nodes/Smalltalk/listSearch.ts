import type { IDataObject, INodeListSearchItems } from 'n8n-workflow';

import { listSearch, loadOptions, type Picker } from '../shared/search';
import { smalltalkApi } from './api';
import { group } from './group';
import { talk } from './talk';

const named = ({ id, name }: IDataObject): INodeListSearchItems | undefined =>
	id === undefined ? undefined : { name: String(name || id), value: String(id) };

const talks: Picker = {
	operation: talk.operations.getAll,
	item: (record) => {
		const item = named(record);
		return item && { ...item, url: `https://atsmalltalk.com/ti/${String(record.id)}` };
	},
};

const groups: Picker = { operation: group.operations.getAll, item: named };

export const searchTalks = listSearch(smalltalkApi, talks);

export const searchGroups = listSearch(smalltalkApi, groups);

export const getTalks = loadOptions(smalltalkApi, talks);
