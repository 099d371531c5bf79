import type { FastifyInstance } from 'fastify';

import { ApiError } from '../apiError';
import { object } from '../jsonSchema';
import type { VendorContext } from '../vendor';
import { ids, requiredText } from './parameters';
import type { Group, SmalltalkState } from './state';
import { groupedTalk } from './views';

const path = '/api/v1/partners/group_talks';

/**
 * The table marks `talk_ids` as required for PUT only, the sample requests for both. They show form
 * fields under a JSON header, which cannot be meant: JSON is what is read here.
 */
const bodySchema = object({ group_id: requiredText, talk_ids: ids }, ['group_id', 'talk_ids']);

interface Change {
	group_id: string;
	talk_ids: string[];
}

function findGroup({ groups }: SmalltalkState, groupId: string): Group {
	const group = groups.find(({ id }) => id === groupId);
	if (!group) throw new ApiError(404, 'Group not found');
	return group;
}

/** `/api/v1/partners/group_talks`. */
export function addGroupTalkRoutes(
	app: FastifyInstance,
	context: VendorContext<SmalltalkState>,
): void {
	const answer = (talkIds: string[]) => ({
		talk_groups: talkIds.map((talk_id) => ({ talk_id, partner_id: context.state.partnerId })),
		error: null,
	});

	app.get<{ Querystring: { group_id: string } }>(
		path,
		{ schema: { querystring: object({ group_id: requiredText }, ['group_id']) } },
		async ({ query }) => {
			const { state } = context;
			const group = findGroup(state, query.group_id);
			const ofGroup = state.groupTalks.filter(({ group_id }) => group_id === group.id);
			const talkIds = new Set(ofGroup.map(({ talk_id }) => talk_id));
			const talks = state.talks.filter(({ id }) => talkIds.has(id));
			return { group, talks: talks.map(groupedTalk), error: null };
		},
	);

	// "Array of talk ids to be in the group": the ones given replace those there were.
	app.put<{ Body: Change }>(path, { schema: { body: bodySchema } }, async ({ body }) => {
		const { state } = context;
		const { id: group_id } = findGroup(state, body.group_id);
		const known = new Set(state.talks.map(({ id }) => id));
		const unknown = body.talk_ids.find((id) => !known.has(id));
		if (unknown !== undefined) throw new ApiError(404, `Talk not found: ${unknown}`);
		const talkIds = [...new Set(body.talk_ids)];
		state.groupTalks = [
			...state.groupTalks.filter((groupTalk) => groupTalk.group_id !== group_id),
			...talkIds.map((talk_id) => ({ group_id, talk_id })),
		];
		return answer(talkIds);
	});

	app.delete<{ Body: Change }>(path, { schema: { body: bodySchema } }, async ({ body }) => {
		const { state } = context;
		const { id: group_id } = findGroup(state, body.group_id);
		const named = new Set(body.talk_ids);
		const removed = state.groupTalks.filter(
			(groupTalk) => groupTalk.group_id === group_id && named.has(groupTalk.talk_id),
		);
		state.groupTalks = state.groupTalks.filter((groupTalk) => !removed.includes(groupTalk));
		return answer(removed.map(({ talk_id }) => talk_id));
	});
}
