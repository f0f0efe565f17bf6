#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "clock/civil.h"
#include "core/import_contact.h"

/* An event that an extract brings has an id made of what it says, so that the same row brings the same
 * event and the file refuses the second. */
static const char *id_of(struct import_run *run, const struct policy_kind *kind, const char *about,
			 const struct moment *when, const char *salt)
{
	struct str_buf name = {0};
	char *id = pool_take(&run->pool, ID_SIZE);

	str_addf(&name, "%s\n%lld\n%d\n%s", about, (long long)when->at, when->timed, salt);
	id_from_name(kind->key, name.text, id);
	str_done(&name);
	return id;
}

static const char *packed(struct import_run *run, struct field_pair *pairs, size_t n)
{
	char *fields = fields_pack(pairs, n);
	const char *kept = pool_text(&run->pool, fields);

	free(fields);
	return kept;
}

void contact_add(struct import_run *run, struct contact_events *events, const struct policy_kind *kind,
		 const char *about, struct moment when, struct field_pair *pairs, size_t n, const char *salt)
{
	const struct contact_kinds *kinds = &((const struct contacts *)run->state)->kinds;
	bool of_case = kind == kinds->allocated;
	struct str_buf name = {0};

	if (events->n == CONTACT_EVENTS)
		return;
	str_add(&name, salt);
	if (events->replaces)
		str_addf(&name, "\n%s", events->replaces);
	events->rows[events->n++] = (struct event_row){
		.id = id_of(run, kind, about, &when, name.text ? name.text : ""),
		.kind = kind->key,
		.at = when.at,
		.timed = when.timed,
		.recorded = run->desk->now,
		.recorded_by = run->desk->name,
		.uid = run->desk->world->uid,
		.about = of_case ? NULL : pool_text(&run->pool, about),
		.about_type = of_case ? NULL : kinds->about_type,
		.opens = kind == kinds->received,
		.fields = packed(run, pairs, n),
		.replaces = events->replaces,
		.why = events->replaces ? "the extract says otherwise" : NULL,
		.source = run->source,
	};
	str_done(&name);
}

static const char *or_null(const char *text)
{
	return text && text[0] ? text : NULL;
}

void contact_add_received(struct import_run *run, struct contact_events *events,
			  const struct contact *contact, const char *about)
{
	const struct contact_kinds *kinds = &((const struct contacts *)run->state)->kinds;
	char born[CIVIL_SIZE];
	struct field_pair pairs[] = {
		{"date_of_birth", NULL},
		{"family", or_null(contact->family)},
		{"name", or_null(contact->name)},
		{"rating", contact->rated.at == INSTANT_NONE ? or_null(contact->rating) : NULL},
		{"source", or_null(contact->source)},
		{"team", contact->team},
		{"worker", contact->worker},
	};

	if (contact->born != CIVIL_NONE) {
		civil_iso(contact->born, born);
		pairs[0].value = born;
	}
	contact_add(run, events, kinds->received, about, contact->received, pairs,
		    sizeof(pairs) / sizeof(pairs[0]), "");
}

void contact_add_rated(struct import_run *run, struct contact_events *events, const struct contact *contact,
		       const char *about, struct moment when)
{
	const struct contact_kinds *kinds = &((const struct contacts *)run->state)->kinds;
	struct field_pair pair = {"rating", contact->rating};

	contact_add(run, events, kinds->rated, about, when, &pair, 1, contact->rating);
}

void contact_add_outcome(struct import_run *run, struct contact_events *events, const struct contact *contact,
			 const char *about)
{
	const struct contact_kinds *kinds = &((const struct contacts *)run->state)->kinds;
	struct field_pair pair = {"outcome", or_null(contact->outcome)};

	if (contact->decided.at != INSTANT_NONE)
		contact_add(run, events, kinds->decided, about, contact->decided, &pair, 1, contact->outcome);
}

void contact_add_plain(struct import_run *run, struct contact_events *events, const struct policy_kind *kind,
		       const char *about, struct moment when)
{
	if (when.at != INSTANT_NONE)
		contact_add(run, events, kind, about, when, NULL, 0, "");
}
