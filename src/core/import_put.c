#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/utf8.h"
#include "clock/civil.h"
#include "core/file_inner.h"
#include "core/import_mapped.h"
#include "core/timer.h"

/* What an extract says of one child meets what is on record of it. */

struct putting {
	struct import_run *run;
	struct mapped_child *child;
	struct file *file;	/* NULL: the child is new */
	const char *case_id;
	int64_t added;
	bool allocated;	/* to another worker or team, by this extract */
};

static bool stands(const struct event *event)
{
	return event->removed == INSTANT_NONE && !event->planned;
}

static bool same_moment(const struct putting *putting, int64_t at, bool timed, const struct moment *moment)
{
	const struct zone *zone = putting->run->desk->zone;

	if (timed && moment->timed)
		return at == moment->at;
	return zone_day(zone, at) == zone_day(zone, moment->at);
}

static const char *pair_value(const struct mapped_event *event, const char *name)
{
	for (size_t i = 0; i < event->n_pairs; i++)
		if (event->pairs[i].value && strcmp(event->pairs[i].name, name) == 0)
			return event->pairs[i].value;
	return NULL;
}

/* ---- what is on record ---- */

/* The event that stands for what this one says; history.n_events when there is none. */
static size_t find_event(const struct putting *putting, const struct mapped_event *event)
{
	const struct file *file = putting->file;
	size_t i;

	for (i = 0; i < file->history.n_events; i++) {
		const struct event *known = &file->history.events[i];

		if (known->kind == event->kind->number && stands(known) && !file->events[i].hidden &&
		    str_same(file->events[i].about, event->about) &&
		    same_moment(putting, known->at, known->timed, &event->when))
			break;
	}
	return i;
}

/* The same thing was opened by hand, or by another extract: it keeps the name that it has. */
static void use_known_things(const struct putting *putting)
{
	const struct file *file = putting->file;

	for (const struct mapped_event *opener = putting->child->first; opener; opener = opener->next) {
		const char *said = opener->about;

		if (opener->kind->opens < 0)
			continue;
		for (size_t i = 0; i < file->history.n_events; i++) {
			const struct event *known = &file->history.events[i];

			if (known->kind != opener->kind->number || !stands(known) || !known->opens ||
			    !same_moment(putting, known->at, known->timed, &opener->when))
				continue;
			for (struct mapped_event *one = putting->child->first; one; one = one->next) {
				if (str_same(one->about, said))
					one->about = file->events[i].about;
				if (str_same(one->out_of, said))
					one->out_of = file->events[i].about;
			}
			break;
		}
	}
}

/* What happens once to one thing stands at another moment already. */
static bool contradicts(const struct putting *putting, const struct mapped_event *event, size_t *at)
{
	const struct file *file = putting->file;

	if (!event->single || !(event->kind->opens >= 0 || event->kind->closes))
		return false;
	for (*at = 0; *at < file->history.n_events; (*at)++)
		if (file->history.events[*at].kind == event->kind->number &&
		    stands(&file->history.events[*at]) &&
		    str_same(file->events[*at].about, event->about))
			return true;
	return false;
}

static bool is_on_file(const struct file *file, const char *id)
{
	for (size_t i = 0; i < file->history.n_events; i++)
		if (strcmp(file->events[i].id, id) == 0)
			return true;
	return false;
}

/* ---- what is added ---- */

static const char *packed(struct import_run *run, struct field_pair *pairs, size_t n)
{
	char *fields = fields_pack(pairs, n);
	const char *kept = pool_text(&run->pool, fields);

	free(fields);
	return kept;
}

/* An event has an id made of what it says, so that the same row brings the same event. */
static void name_event(const struct putting *putting, const struct mapped_event *event, const char *fields,
		       const char *replaces, char id[ID_SIZE])
{
	struct str_buf name = {0};

	str_addf(&name, "%s\n%s\n%lld\n%d", putting->child->reference, event->about ? event->about : "",
		 (long long)event->when.at, event->when.timed);
	if (replaces)
		str_addf(&name, "\n%s\n%s", replaces, fields);
	id_from_name(event->kind->key, name.text, id);
	str_done(&name);
}

static bool add(struct putting *putting, struct mapped_event *event, struct field_pair *pairs, size_t n,
		const char *replaces, const char *case_id, struct error *err)
{
	struct import_run *run = putting->run;
	const char *fields = packed(run, pairs, n);
	char id[ID_SIZE];
	struct event_row row = {
		.id = id,
		.case_id = case_id,
		.kind = event->kind->key,
		.at = event->when.at,
		.timed = event->when.timed,
		.recorded = run->desk->now,
		.recorded_by = run->desk->name,
		.uid = run->desk->world->uid,
		.about = event->about,
		.about_type = event->about ? event->type : NULL,
		.out_of = event->kind->opens >= 0 ? event->out_of : NULL,
		.opens = event->kind->opens >= 0,
		.fields = fields,
		.replaces = replaces,
		.why = replaces ? "the extract says otherwise" : NULL,
		.source = run->source,
	};
	bool known = false;

	name_event(putting, event, fields, replaces, id);
	if (!event_add(run->desk->store, &row, &known, err))
		return false;
	if (known)
		return true;
	putting->added++;
	run->report->events++;
	if (replaces)
		event->row->changed++;
	else
		event->row->fresh++;
	return true;
}

/* Two rows of the file say it: once is enough, and of two answers the first is taken. */
static bool is_said_before(struct putting *putting, struct mapped_event *event)
{
	for (struct mapped_event *one = putting->child->first; one != event; one = one->next) {
		if (one->kind != event->kind || !str_same(one->about, event->about))
			continue;
		if (!same_moment(putting, one->when.at, one->when.timed, &event->when)) {
			if (!event->single || !(event->kind->opens >= 0 || event->kind->closes))
				continue;
			mapped_refuse(putting->run, event->row, NULL, NULL,
				      _("row %lld has another date for %s of the same"),
				      (long long)one->row->line, i18n_text(event->kind->title));
			return true;
		}
		for (size_t i = 0; i < event->n_pairs; i++) {
			const char *other = pair_value(one, event->pairs[i].name);

			if (event->pairs[i].value && other && strcmp(other, event->pairs[i].value) != 0) {
				mapped_refuse(putting->run, event->row, event->pairs[i].name,
					      event->pairs[i].value, _("row %lld says otherwise of the same"),
					      (long long)one->row->line);
				return true;
			}
		}
		return true;
	}
	return false;
}

static bool is_holder(const char *name)
{
	return strcmp(name, "worker") == 0 || strcmp(name, "team") == 0;
}

/* Another worker or team is no other start: it is an allocation, of which the child has one an extract. */
static bool allocate(struct putting *putting, const struct mapped_event *event, size_t i,
		     const struct policy_kind *allocated, struct error *err)
{
	struct import_run *run = putting->run;
	const struct mapped_put put = {run, putting->file, putting->child->reference, allocated};
	struct mapped_allocation made;
	bool known = false;

	if (putting->allocated ||
	    !mapped_allocates(&put, i, pair_value(event, "team"), pair_value(event, "worker"), &made))
		return true;
	struct field_pair pairs[] = {{"team", made.team}, {"worker", made.worker}};
	const struct event_row row = {
		.id = made.id,
		.case_id = putting->file->events[i].case_id,
		.kind = allocated->key,
		.at = run->desk->now,
		.timed = true,
		.recorded = run->desk->now,
		.recorded_by = run->desk->name,
		.uid = run->desk->world->uid,
		.fields = packed(run, pairs, 2),
		.source = run->source,
	};

	if (!event_add(run->desk->store, &row, &known, err))
		return false;
	putting->allocated = true;
	putting->added += !known;
	run->report->events += !known;
	event->row->changed += !known;
	return true;
}

/* What the row says otherwise than the event on record. What it does not say stays. */
static bool change(struct putting *putting, struct mapped_event *event, size_t i, struct error *err)
{
	struct import_run *run = putting->run;
	const struct file_event *known = &putting->file->events[i];
	char *kept = pool_text(&run->pool, known->fields ? known->fields : "");
	size_t n = fields_count(kept), last, before;
	struct field_pair *pairs = pool_array(&run->pool, n + event->n_pairs + 1, sizeof(*pairs));
	const struct policy_kind *allocated =
		policy_kind_named(run->desk->practice->newest, "case.allocated");
	bool differs = false, by_itself = allocated && known->source && event->kind->new_case;

	last = before = fields_split(kept, pairs);
	for (size_t k = 0; k < event->n_pairs; k++) {
		const struct field_pair *said = &event->pairs[k];
		size_t at = 0;

		if (by_itself && is_holder(said->name))
			continue;
		while (at < before && strcmp(pairs[at].name, said->name) != 0)
			at++;
		if (!said->value || (at < before && strcmp(pairs[at].value, said->value) == 0))
			continue;
		if (!known->source) {
			if (at < before)
				return mapped_refuse(run, event->row, said->name, said->value,
						     _("it was recorded here as “%s”: correct it with"
						       " `caseclock replace %s`, or in the other system"),
						     pairs[at].value, known->id) || true;
			continue;
		}
		differs = true;
		pairs[at < before ? at : last] = *said;
		last += at == before;
	}
	if (by_itself && !allocate(putting, event, i, allocated, err))
		return false;
	return !differs || add(putting, event, pairs, last, known->id, known->case_id, err);
}

static bool put_event(struct putting *putting, struct mapped_event *event, struct error *err)
{
	const struct file *file = putting->file;
	char id[ID_SIZE], shown[MOMENT_SIZE];
	size_t i;

	if (is_said_before(putting, event))
		return true;
	if (file) {
		i = find_event(putting, event);
		if (i < file->history.n_events)
			return change(putting, event, i, err);
		name_event(putting, event, "", NULL, id);
		if (is_on_file(file, id))
			return true;
		if (contradicts(putting, event, &i)) {
			moment_show(file->history.events[i].at, file->history.events[i].timed,
				    putting->run->desk->zone, putting->run->desk->now, shown);
			mapped_refuse(putting->run, event->row, NULL, NULL,
				      _("%s is on record as %s: correct it there with `caseclock replace %s`"),
				      i18n_text(event->kind->title), shown, file->events[i].id);
			return true;
		}
	}
	return add(putting, event, event->pairs, event->n_pairs, NULL, putting->case_id, err);
}

static bool put_events(struct putting *putting, struct error *err)
{
	for (struct mapped_event *event = putting->child->first; event; event = event->next)
		if (!put_event(putting, event, err))
			return false;
	return true;
}

/* ---- the child ---- */

/* Who the child is stands with what may open its case. */
static bool give_own(const struct mapped_child *child)
{
	static const char *const names[] = {"name", "date_of_birth", "family"};
	bool any = false;

	for (struct mapped_event *event = child->first; event; event = event->next) {
		if (!event->kind->new_case)
			continue;
		any = true;
		for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
			if (child->own[i] && !pair_value(event, names[i]))
				event->pairs[event->n_pairs++] = (struct field_pair){names[i], child->own[i]};
	}
	return any;
}

static bool settle(struct putting *putting, struct error *err)
{
	bool found, ok;
	struct file *file = file_read_id(putting->run->desk, putting->case_id, &found, err);

	if (!file)
		return false;
	ok = file_store(putting->run->desk, file, err);
	putting->run->report->attention += ok && file->attention != NULL;
	file_free(file);
	return ok;
}

static bool put_new(struct putting *putting, bool said, struct error *err)
{
	const struct mapped_child *child = putting->child;
	char id[ID_SIZE], *folded = utf8_fold(child->reference);
	struct case_row row = {
		.id = id,
		.reference = child->reference,
		.folded = folded,
		.born = CIVIL_NONE,
		.open = true,
		.opened = INSTANT_NONE,
		.closed = INSTANT_NONE,
		.version = 1,
	};
	bool ok;

	if (!said) {
		row.name = child->own[OWN_NAME];
		row.team = child->own[OWN_TEAM];
		row.worker = child->own[OWN_WORKER];
		if (child->own[OWN_BORN] && !civil_parse(str_view(child->own[OWN_BORN]), &row.born))
			row.born = CIVIL_NONE;
	}
	desk_id(putting->run->desk, id);
	putting->case_id = id;
	ok = case_add(putting->run->desk->store, &row, err) && put_events(putting, err) &&
	     settle(putting, err);
	putting->run->report->cases++;
	if (child->row)
		child->row->fresh++;
	putting->case_id = NULL;
	free(folded);
	return ok;
}

static bool put_known(struct putting *putting, struct error *err)
{
	const struct file *file = putting->file;
	struct desk *desk = putting->run->desk;

	putting->case_id = file->asked_id ? file->asked_id : file->id;
	use_known_things(putting);
	mapped_settle(putting->run, putting->child, file);
	if (!timer_catch_up(desk, file->id, err) || !put_events(putting, err))
		return false;
	if (putting->added == 0)
		return true;
	putting->case_id = file->id;
	return desk_audit(desk,
			  &(struct desk_line){.what = "import",
					      .object = "case",
					      .object_id = file->id,
					      .reference = file->reference,
					      .why = putting->run->source},
			  err) &&
	       settle(putting, err);
}

static bool see_case(void *arg, const struct case_row *row)
{
	(void)arg;
	(void)row;
	return false;
}

bool mapped_put(struct import_run *run, struct mapped_child *child, struct error *err)
{
	struct putting putting = {.run = run, .child = child};
	bool known, found, ok, said;

	if (!child->first)
		return true;
	said = give_own(child);
	if (!case_by_reference(run->desk->store, child->reference, see_case, NULL, &known, err))
		return false;
	if (!known) {
		mapped_settle(run, child, NULL);
		return !child->first || put_new(&putting, said, err);
	}
	putting.file = file_read(run->desk, child->reference, &found, err);
	if (!putting.file)
		return false;
	ok = file_derive(run->desk, putting.file, err) && put_known(&putting, err);
	file_free(putting.file);
	return ok;
}
