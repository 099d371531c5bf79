import type { Vendor } from '../vendor';
import { addAuth } from './auth';
import { addGroupRoutes } from './groupRoutes';
import { addGroupTalkRoutes } from './groupTalkRoutes';
import { addRecordingRoutes } from './recordingRoutes';
import { sampleEvents } from './sampleEvents';
import { seed } from './seed';
import { type SmalltalkState, stateSchema } from './state';
import { addTalkRoutes } from './talkRoutes';

/** Smalltalk, as its public API document describes it. What that leaves open is said where it is decided. */
export const smalltalk: Vendor<SmalltalkState> = {
	name: 'smalltalk',
	seed,
	stateSchema,
	routes(app, context) {
		addAuth(app, context);
		addTalkRoutes(app, context);
		addRecordingRoutes(app, context);
		addGroupRoutes(app, context);
		addGroupTalkRoutes(app, context);
	},
	// Of errors the document only shows the key that holds null when there is none.
	errorBody: (_status, message) => ({ error: message }),
	// The document names no signature and no retries.
	webhook: {
		method: 'POST',
		attempts: 1,
		retryDelayMs: 0,
		isDelivered: (status) => status >= 200 && status < 300,
		samples: () => sampleEvents,
	},
};
