import type { IDataObject, IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';

/** Reads the parameters of one item and sends its request through n8n's helper: nothing else. */
export async function postTalk(
	execute: IExecuteFunctions,
	baseUrl: string,
	itemIndex: number,
): Promise<IDataObject> {
	const request: IHttpRequestOptions = {
		method: 'POST',
		url: `${baseUrl}/api/p/talk`,
		body: {
			name: execute.getNodeParameter('name', itemIndex),
			description: execute.getNodeParameter('description', itemIndex),
		},
		json: true,
	};
	const answer: unknown = await execute.helpers.httpRequestWithAuthentication.call(
		execute,
		'smalltalkApi',
		request,
	);
	return (answer as { talk: IDataObject }).talk;
}
