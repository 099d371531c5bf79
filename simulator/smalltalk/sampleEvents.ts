import { talkIds } from './seed';

const talkPage = (talkId: string) => `https://atsmalltalk.com/ti/${talkId}`;

/** An event of each kind, about the seeded talks. The one with the transcription has a recording to fetch. */
export const sampleEvents = {
	talk_join: {
		event_name: 'talk_join',
		body: {
			user_id: 'bf9c6d7b-fae1-f5ot-7454-ipmmkjo14864k',
			username: 'priya-raman',
			photo_url: 'https://example.com/avatars/priya-raman.jpg',
			name: 'Priya Raman',
			uid: null,
		},
	},
	recording_saved: {
		event_name: 'recording_saved',
		body: { talk_id: talkIds.designReview, url: talkPage(talkIds.designReview) },
	},
	transcription_ready: {
		event_name: 'transcription_ready',
		body: { talk_id: talkIds.townHall, url: talkPage(talkIds.townHall) },
	},
	next_caption: {
		event_name: 'next_caption',
		body: {
			message: 'Next quarter we open the beta of live captions in six languages.',
			fullname: 'Tomas Lindqvist',
			avatar_url: 'https://example.com/avatars/tomas-lindqvist.jpg',
			username: 'tomas-lindqvist',
			timestamp: '2026-09-17T15:22:41.463Z',
			talkId: talkIds.townHall,
		},
	},
};
