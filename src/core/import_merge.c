#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "clock/civil.h"
#include "core/import_contact.h"

/* What a row says of a contact that is on record already. What it adds is taken; what it says
 * otherwise at the same moment replaces; a moment that contradicts one on record is refused, since nobody
 * can tell from here which of the two is right. */

struct merging {
	struct import_run *run;
	const struct contact *contact;
	const struct file *file;
	struct contact_events *events;
	const char *about; /* of the contact on record */
	size_t received;   /* number of its first event */
};

static const struct contact_kinds *kinds_of(const struct merging *merging)
{
	return &((const struct contacts *)merging->run->state)->kinds;
}

static bool stands(const struct event *event)
{
	return event->removed == INSTANT_NONE && !event->planned;
}

static bool same_moment(const struct merging *merging, const struct event *event, const struct moment *moment)
{
	const struct zone *zone = merging->run->desk->zone;

	if (event->timed && moment->timed)
		return event->at == moment->at;
	return zone_day(zone, event->at) == zone_day(zone, moment->at);
}

/* The contact on record that was received at that moment. */
static bool find_contact(struct merging *merging)
{
	const struct file *file = merging->file;

	for (size_t i = 0; i < file->history.n_events; i++) {
		const struct event *event = &file->history.events[i];

		if (event->kind != kinds_of(merging)->received->number || !stands(event) || !event->opens ||
		    !same_moment(merging, event, &merging->contact->received))
			continue;
		merging->about = file->events[i].about;
		merging->received = i;
		return true;
	}
	return false;
}

/* The next event of a kind about the contact, from number i on; n_events when there is none. */
static size_t next_of(const struct merging *merging, const struct policy_kind *kind, size_t i)
{
	const struct file *file = merging->file;

	for (; i < file->history.n_events; i++)
		if (file->history.events[i].kind == kind->number && stands(&file->history.events[i]) &&
		    str_same(file->events[i].about, merging->about))
			break;
	return i;
}

static const char *said(const struct merging *merging, size_t i, const char *field)
{
	return file_value(merging->run->desk, merging->file, i, field);
}

/* As it was written, also what the policy does not know. */
static const char *written(struct merging *merging, size_t i, const char *field)
{
	char *value = fields_get(merging->file->events[i].fields, field);
	const char *kept = pool_text(&merging->run->pool, value);

	free(value);
	return kept;
}

static bool contradicts(struct merging *merging, int column, size_t i)
{
	const struct event *event = &merging->file->history.events[i];
	char shown[MOMENT_SIZE];

	moment_show(event->at, event->timed, merging->run->desk->zone, merging->run->desk->now, shown);
	return import_refuse(merging->run, column,
			     _("%s is on record as %s: correct it there with `caseclock replace %s`"),
			     i18n_text(merging->file->events[i].title), shown, merging->file->events[i].id);
}

/* What is added next stands in the place of event number i. */
static void instead_of(struct merging *merging, size_t i)
{
	merging->events->replaces = merging->file->events[i].id;
}

/* ---- things that happen once: direction, strategy discussion, decision ---- */

static bool merge_once(struct merging *merging, const struct policy_kind *kind, int column,
		       const struct moment *moment)
{
	size_t n = merging->file->history.n_events, first = next_of(merging, kind, 0);

	if (moment->at == INSTANT_NONE)
		return true;
	if (first == n) {
		if (kind == kinds_of(merging)->decided)
			contact_add_outcome(merging->run, merging->events, merging->contact, merging->about);
		else
			contact_add_plain(merging->run, merging->events, kind, merging->about, *moment);
		return true;
	}
	for (size_t i = first; i < n; i = next_of(merging, kind, i + 1))
		if (same_moment(merging, &merging->file->history.events[i], moment))
			return true;
	return contradicts(merging, column, first);
}

static void merge_outcome(struct merging *merging)
{
	const struct policy_kind *kind = kinds_of(merging)->decided;
	size_t i = next_of(merging, kind, 0);

	if (i == merging->file->history.n_events || !merging->contact->outcome[0] ||
	    merging->contact->decided.at == INSTANT_NONE)
		return;
	if (str_same(written(merging, i, "outcome"), merging->contact->outcome))
		return;
	instead_of(merging, i);
	contact_add_outcome(merging->run, merging->events, merging->contact, merging->about);
	merging->events->replaces = NULL;
}

/* ---- the rating ---- */

/* The last rating that stands, with the contact or after it; n_events when there is none. */
static size_t last_rating(struct merging *merging)
{
	const struct file *file = merging->file;
	size_t last = file->history.n_events;

	if (written(merging, merging->received, "rating"))
		last = merging->received;
	for (size_t i = next_of(merging, kinds_of(merging)->rated, 0); i < file->history.n_events;
	     i = next_of(merging, kinds_of(merging)->rated, i + 1))
		last = i;
	return last;
}

static bool merge_rated(struct merging *merging)
{
	const struct contact *contact = merging->contact;
	const struct policy_kind *kind = kinds_of(merging)->rated;
	size_t n = merging->file->history.n_events, last = last_rating(merging);

	for (size_t i = next_of(merging, kind, 0); i < n; i = next_of(merging, kind, i + 1)) {
		if (!same_moment(merging, &merging->file->history.events[i], &contact->rated))
			continue;
		if (!str_same(written(merging, i, "rating"), contact->rating)) {
			instead_of(merging, i);
			contact_add_rated(merging->run, merging->events, contact, merging->about,
					  contact->rated);
			merging->events->replaces = NULL;
		}
		return true;
	}
	if (last < n && last != merging->received &&
	    str_same(written(merging, last, "rating"), contact->rating))
		return contradicts(merging, COLUMN_RATED, last);
	contact_add_rated(merging->run, merging->events, contact, merging->about, contact->rated);
	return true;
}

/* Without a time: at receipt where none is on record; a changed one changed at some moment since the last
 * extract, and counts from this one. */
static bool merge_rating(struct merging *merging)
{
	const struct contact *contact = merging->contact;
	size_t last;

	if (!contact->rating[0])
		return true;
	if (contact->rated.at != INSTANT_NONE)
		return merge_rated(merging);
	last = last_rating(merging);
	if (last == merging->file->history.n_events) {
		contact_add_rated(merging->run, merging->events, contact, merging->about, contact->received);
	} else if (!str_same(written(merging, last, "rating"), contact->rating)) {
		struct moment now = {.at = merging->run->desk->now, .timed = true};

		import_note(
			merging->run,
			_("row %lld, %s: now rated %s; when is not in the extract, so it counts from now"),
			(long long)merging->run->line, contact->reference, contact->rating);
		contact_add_rated(merging->run, merging->events, contact, merging->about, now);
	}
	return true;
}

/* ---- the child's own, and who has it ---- */

static bool differs(const char *now, const char *before)
{
	return now && now[0] && !str_same(now, before);
}

/* The worker that an extract last said, be it with the contact or in an allocation of its own. */
static const char *last_worker(struct merging *merging)
{
	const struct file *file = merging->file;
	const char *worker = said(merging, merging->received, "worker");
	int64_t recorded = file->history.events[merging->received].recorded;

	for (size_t i = 0; i < file->history.n_events; i++) {
		const struct event *event = &file->history.events[i];

		if (event->kind == kinds_of(merging)->allocated->number && stands(event) &&
		    file->events[i].source && event->recorded >= recorded && said(merging, i, "worker")) {
			worker = said(merging, i, "worker");
			recorded = event->recorded;
		}
	}
	return worker ? worker : file->worker;
}

/* Only the latest contact of a child speaks for who has the child now. */
static bool is_latest(const struct merging *merging)
{
	const struct file *file = merging->file;

	for (size_t i = merging->received + 1; i < file->history.n_events; i++)
		if (file->history.events[i].kind == kinds_of(merging)->received->number &&
		    stands(&file->history.events[i]))
			return false;
	return true;
}

static void merge_worker(struct merging *merging)
{
	const struct contact *contact = merging->contact;
	struct moment now = {.at = merging->run->desk->now, .timed = true};
	struct field_pair pairs[] = {{"team", contact->team}, {"worker", contact->worker}};

	if (is_latest(merging) && differs(contact->worker, last_worker(merging)))
		contact_add(merging->run, merging->events, kinds_of(merging)->allocated, merging->about, now,
			    pairs, 2, contact->worker);
}

static void born_text(const struct contact *contact, char out[CIVIL_SIZE])
{
	out[0] = '\0';
	if (contact->born != CIVIL_NONE)
		civil_iso(contact->born, out);
}

/* What the row leaves empty stays as it is on record. */
static struct contact completed(struct merging *merging)
{
	struct contact full = *merging->contact;
	const char *kept;

	if (!full.name[0] && (kept = written(merging, merging->received, "name")) != NULL)
		full.name = kept;
	if (!full.family[0] && (kept = written(merging, merging->received, "family")) != NULL)
		full.family = kept;
	if (!full.source[0] && (kept = written(merging, merging->received, "source")) != NULL)
		full.source = kept;
	if (!full.team)
		full.team = written(merging, merging->received, "team");
	full.worker = written(merging, merging->received, "worker");
	full.rated.at = INSTANT_NONE;
	full.rating = written(merging, merging->received, "rating");
	if (full.born == CIVIL_NONE && (kept = written(merging, merging->received, "date_of_birth")) != NULL)
		civil_parse(str_view(kept), &full.born);
	return full;
}

static void merge_own(struct merging *merging)
{
	const struct contact *contact = merging->contact;
	struct contact full;
	char born[CIVIL_SIZE];

	born_text(contact, born);
	if (!differs(contact->name, written(merging, merging->received, "name")) &&
	    !differs(contact->family, written(merging, merging->received, "family")) &&
	    !differs(contact->source, written(merging, merging->received, "source")) &&
	    !differs(contact->team, written(merging, merging->received, "team")) &&
	    !differs(born, written(merging, merging->received, "date_of_birth")))
		return;
	full = completed(merging);
	full.received = (struct moment){.at = merging->file->history.events[merging->received].at,
					.timed = merging->file->history.events[merging->received].timed};
	instead_of(merging, merging->received);
	contact_add_received(merging->run, merging->events, &full, merging->about);
	merging->events->replaces = NULL;
}

bool contact_merge(struct import_run *run, const struct contact *contact, const struct file *file,
		   struct contact_events *events, bool *fresh)
{
	struct merging merging = {.run = run, .contact = contact, .file = file, .events = events};
	const struct contact_kinds *kinds = &((const struct contacts *)run->state)->kinds;

	events->n = 0;
	*fresh = !find_contact(&merging);
	if (*fresh)
		return true;
	if (!merge_once(&merging, kinds->directed, COLUMN_DIRECTION, &contact->direction) ||
	    !merge_once(&merging, kinds->strategy, COLUMN_STRATEGY, &contact->strategy) ||
	    !merge_once(&merging, kinds->decided, COLUMN_DECIDED, &contact->decided) ||
	    !merge_rating(&merging))
		return false;
	merge_outcome(&merging);
	merge_own(&merging);
	merge_worker(&merging);
	return true;
}
