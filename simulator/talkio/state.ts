/** An active user, as it was created. */
export interface User {
	id: string;
	userName: string;
	userType: UserType;
	email?: string;
	phoneNumber?: string;
	accountExpiresAt?: string;
	productId?: string;
	createdAt: string;
}

export type UserType = 'member' | 'facilitator';

/** What the document names of an expired user is `expiredAt` and `memberType`. */
export interface ExpiredUser extends Omit<User, 'userType'> {
	expiredAt: string;
	memberType: UserType;
}

export interface Message {
	role: 'user' | 'tutor';
	text: string;
	at: string;
}

export interface Conversation {
	id: string;
	/** Whose it is; in the path, not in the answer. */
	userId: string;
	promptTemplateId: string;
	createdAt: string;
	messages: Message[];
}

/** A token that was given out; `expiresAt` in epoch milliseconds. */
export interface Token {
	token: string;
	userId: string;
	expiresAt: number;
}

/** How lists may be wrapped: the document shows none of it. */
export const listEnvelopes = ['bare', 'data', 'named', 'nested', 'hasMore', 'totalPages'] as const;

/** What a token's answer may have. */
export const tokenAnswers = ['link', 'token', 'nested'] as const;

export const preferenceAnswers = ['slug', 'object'] as const;

/** What is sent where the document names no answer at all. */
export const emptyAnswers = ['object', 'nothing'] as const;

export interface TalkioState {
	apiKey: string;
	provider: string;
	organizationSlug: string;
	/** Organizations of the same partner that all users belong to. */
	organizations: string[];
	users: User[];
	expiredUsers: ExpiredUser[];
	conversations: Conversation[];
	/** By user ID. */
	settings: Record<string, Partial<typeof defaultSettings>>;
	preferences: Record<string, string>;
	tokens: Token[];
	listEnvelope: (typeof listEnvelopes)[number];
	tokenAnswer: (typeof tokenAnswers)[number];
	preferenceAnswer: (typeof preferenceAnswers)[number];
	emptyAnswer: (typeof emptyAnswers)[number];
	/** Most records in a page of expired users, whose bounds are not documented. */
	expiredPageSize: number;
}

const text = { type: 'string' };
const list = { type: 'array', items: { type: 'object' } };
const byUser = { type: 'object' };

export const stateSchema: Record<keyof TalkioState, object> = {
	apiKey: text,
	provider: text,
	organizationSlug: text,
	organizations: { type: 'array', items: text },
	users: list,
	expiredUsers: list,
	conversations: list,
	settings: byUser,
	preferences: byUser,
	tokens: list,
	listEnvelope: { enum: listEnvelopes },
	tokenAnswer: { enum: tokenAnswers },
	preferenceAnswer: { enum: preferenceAnswers },
	emptyAnswer: { enum: emptyAnswers },
	expiredPageSize: { type: 'integer', minimum: 1 },
};

/** The settings of a user who has not changed any, as in the document's sample. */
export const defaultSettings = {
	userLanguage: 'en-US',
	practiceLanguage: 'en-GB',
	uiLanguage: 'en-US',
	practiceLanguageProficiency: 'elementary',
	readAloudSpeed: 3,
	showChatTranslations: true,
	showChatRomanization: true,
	showLiveFeedback: true,
	defaultTutor: 'Emma',
	hideIntroFlow: false,
};

/** Moves users whose time is over to the expired ones; `now` in epoch milliseconds. */
export function expire(state: TalkioState, now: number): void {
	const isOver = ({ accountExpiresAt }: User) =>
		accountExpiresAt !== undefined && Date.parse(accountExpiresAt) <= now;
	for (const { userType, ...user } of state.users.filter(isOver)) {
		const expiredAt = user.accountExpiresAt ?? new Date(now).toISOString();
		state.expiredUsers.push({ ...user, memberType: userType, expiredAt });
	}
	state.users = state.users.filter((user) => !isOver(user));
}
