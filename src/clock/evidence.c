#include "config.h"

#include "clock/evidence.h"

size_t evidence_latest(const struct interval *in)
{
	const struct sight *sight = in->sight;

	for (size_t i = sight->earlier ? sight->n : 0; i-- > 0 && sight->seen[i].day >= in->start.day;) {
		const char *text = event_value(sight->seen[i].event, sight->revision->field_earlier);
		struct interval latest = *in;

		if (text == NULL || !str_same(text, "unknown") || i == in->used || sight->seen[i].event->planned ||
		    point_before(point_of(&sight->seen[i]), in->start) ||
		    !sight_in_scope(sight, sight->seen[i].event, in->root) ||
		    !sight_matches_any(sight, &in->rule->stop, i, in->root))
			continue;
		latest.start = point_of(&sight->seen[i]);
		if (!interval_is_over(&latest, in->start, latest.start.at))
			return i;
	}
	return sight->n;
}

size_t evidence_before(const struct interval *in, struct point since, int64_t moment)
{
	const struct sight *sight = in->sight;
	size_t latest = sight->n;

	for (size_t i = sight_from(sight, since.day); i < sight->n && sight->seen[i].event->at < moment; i++)
		if (!sight->seen[i].event->planned && i != in->opener_at &&
		    !point_before(point_of(&sight->seen[i]), since) &&
		    sight_in_scope(sight, sight->seen[i].event, in->root) &&
		    sight_matches_any(sight, &in->rule->stop, i, in->root))
			latest = i;
	return latest;
}

bool evidence_any(const struct interval *in, struct point since, int64_t moment)
{
	return evidence_before(in, since, moment) < in->sight->n;
}

bool evidence_at_start(const struct interval *in)
{
	return in->start.at == in->sight->seen[in->opener_at].event->at &&
	       sight_matches_any(in->sight, &in->rule->stop, in->opener_at, in->root);
}
