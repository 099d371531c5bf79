/** Words that are written as abbreviations. */
const abbreviation = /^(crm|id|ui|uid|uri|url|uuid)(s?)$/;

/** `talk_id` → `talkId`. */
export type CamelCase<Text extends string> = Text extends `${infer Head}_${infer Tail}`
	? CamelCase<`${Head}${Capitalize<Tail>}`>
	: Text extends `${infer Head}-${infer Tail}`
		? CamelCase<`${Head}${Capitalize<Tail>}`>
		: Text extends `${infer Head}.${infer Tail}`
			? CamelCase<`${Head}${Capitalize<Tail>}`>
			: Text;

/** A wire name as n8n names its parameters: `talk_id`, `user-id` → `talkId`, `userId`. */
export const camelCase = <Text extends string>(wire: Text) =>
	wire
		.split(/[._-]+/)
		.map((word, index) => (index === 0 ? word : `${word.charAt(0).toUpperCase()}${word.slice(1)}`))
		.join('') as CamelCase<Text>;

/** A wire name as a label: `start_time` → `Start Time`, `userName` → `User Name`. */
export const titleCase = (wire: string): string =>
	wire
		.replace(/([a-z])([A-Z])/g, '$1 $2')
		.split(/[\s._-]+/)
		.map((word) => {
			const lower = word.toLowerCase();
			const [, name, plural = ''] = abbreviation.exec(lower) ?? [];
			return name
				? `${name.toUpperCase()}${plural}`
				: `${lower.charAt(0).toUpperCase()}${lower.slice(1)}`;
		})
		.join(' ');
