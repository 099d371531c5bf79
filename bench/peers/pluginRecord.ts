/** A record of the list that is read, as the vendor sends it. */
export const pluginRecord = (id: number) => ({
	id,
	name: `Plugin number ${id}`,
	description: `Files what sales people dictate after visit ${id}, by customer and by day`,
	permissions: { transcripts_read: true, user_read: id % 2 === 0 },
	published: true,
	disabled: false,
	crm_integration_id: id % 7,
	logo_uri: `https://example.com/logos/plugin-${id}.png`,
	user_id: 100_000 + (id % 1000),
	created_on: new Date(1_760_000_000_000 + id * 60_000).toISOString(),
	updated_on: new Date(1_770_000_000_000 + id * 60_000).toISOString(),
});

/** So many records are in a page. */
export const pageSize = 100;
