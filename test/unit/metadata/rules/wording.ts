import type { INodeProperties } from 'n8n-workflow';

import { lengthFlaws, wordingFlaws } from '../../../support/wording';
import { choices, everyProperty } from '../properties';
import { unless, type CredentialRule, type NodeRule } from './rule';

const tooltipWords = 20;
const noticeWords = 30;

/** Everything that a property shows. */
function textsOf(property: INodeProperties): Array<{ text: string; most: number }> {
	const tooltips = [
		property.description,
		property.hint,
		...choices(property).flatMap(({ name, description, action }) => [name, description, action]),
	];
	return [
		{ text: property.displayName, most: noticeWords },
		...tooltips.flatMap((text) => (text === undefined ? [] : [{ text, most: tooltipWords }])),
	];
}

const flawsOf = (text: string, most: number) =>
	[...wordingFlaws(text), ...lengthFlaws(text, most)].map((flaw) => `"${text}" ${flaw}`);

/** Everything the editor shows of a node is plain English. */
export const plainEnglish: NodeRule = ({ node: { description } }) => {
	const { activationMessage, eventTriggerDescription } = description;
	const { executionsHelp, activationHint } =
		typeof description.triggerPanel === 'object' ? description.triggerPanel : {};
	const panel = [executionsHelp, activationHint].flatMap((texts) =>
		typeof texts === 'object' ? Object.values(texts) : [texts],
	);
	const own = [
		description.description,
		description.builderHint?.searchHint,
		activationMessage,
		eventTriggerDescription,
		...panel,
	].filter((text) => typeof text === 'string');
	return [
		...own.flatMap((text) => flawsOf(text, noticeWords)),
		...everyProperty(description.properties).flatMap(({ path, property }) =>
			textsOf(property).flatMap(({ text, most }) =>
				flawsOf(text, most).map((flaw) => `${path}: ${flaw}`),
			),
		),
	];
};

/** So is everything it shows of a credential. */
export const plainCredentials: CredentialRule = ({ credential: { properties } }) =>
	properties.flatMap((property) =>
		textsOf(property).flatMap(({ text, most }) =>
			flawsOf(text, most).map((flaw) => `${property.name}: ${flaw}`),
		),
	);

/** A notice is read at a glance. */
export const oneSentenceNotices: NodeRule = ({ node }) =>
	everyProperty(node.description.properties)
		.filter(({ property }) => property.type === 'notice')
		.flatMap(({ path, property: { displayName } }) =>
			unless(!/[.!?]\s+\S/.test(displayName), `${path}: the notice has more than one sentence`),
		);

const unit = /\b(milliseconds?|seconds?|minutes?|hours?|days?|MB|megabytes?)\b/i;

/** A number with a unit has it in its label. */
export const units: NodeRule = ({ node }) =>
	everyProperty(node.description.properties)
		.filter(({ property }) => property.type === 'number')
		.flatMap(({ path, property: { displayName, description = '' } }) =>
			unless(
				!unit.test(description) || /\(\w+\)$/.test(displayName),
				`${path}: "${displayName}" names no unit, but its description does`,
			),
		);
