import { toSegment } from '../shared/parameters/path';
import { text } from '../shared/vendor/parameter';

const label = 'Organization Slug';

/** The organization to work in, where it is not the credential's. */
export const organizationSlug = text('organizationSlug', {
	in: 'local',
	displayName: label,
	neverEmpty: true,
	placeholder: 'e.g. partner-example-school',
	description: 'Slug of the organization to use instead of the one in the credential',
	convert: (slug: string) => toSegment(slug, label),
});
