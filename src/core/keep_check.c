#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "clock/civil.h"
#include "core/act_inner.h"
#include "core/file_inner.h"
#include "core/file_row.h"
#include "core/fields.h"
#include "core/keep.h"
#include "store/cases.h"
#include "store/clocks.h"
#include "store/events.h"
#include "store/joined.h"

enum { AHEAD_MONTHS = 6 };

struct checking {
	struct desk *desk;
	keep_line *line;
	void *arg;
	int *faults;
	struct error *err;
	bool failed;
	int64_t clocks, beyond;
	/* The case at hand. */
	struct clock_row *rows; /* as derived afresh */
	bool *seen;
	size_t n;
	const char *reference;
	bool waiting; /* the timer has something to do for it: it may lack what starts by itself */
	bool differs;
};

static void fault(struct checking *checking, const char *text)
{
	(*checking->faults)++;
	if (checking->line)
		checking->line(checking->arg, text);
}

static void say(struct checking *checking, const char *text)
{
	if (checking->line)
		checking->line(checking->arg, text);
}

/* ---- clocks against a fresh derivation ---- */

static bool same_word(const char *a, const char *b)
{
	return strcmp(a ? a : "", b ? b : "") == 0;
}

static bool same_clock(const struct clock_row *a, const struct clock_row *b)
{
	return a->started == b->started && a->mark == b->mark && a->spell == b->spell &&
	       a->interval == b->interval && a->withdrawn == b->withdrawn &&
	       same_word(a->timescale, b->timescale) && same_word(a->about, b->about);
}

/* What was derived from the events: all but what the timer has noticed. */
static bool same_result(const struct clock_row *a, const struct clock_row *b)
{
	return a->due == b->due && a->soon == b->soon && a->stopped == b->stopped && a->end == b->end &&
	       a->paused_since == b->paused_since && a->formal_due == b->formal_due &&
	       a->planned == b->planned && a->flags == b->flags && a->running == b->running &&
	       a->measured_only == b->measured_only && a->direction == b->direction &&
	       a->received == b->received && same_word(a->rating, b->rating) && same_word(a->team, b->team) &&
	       same_word(a->worker, b->worker) && same_word(a->queue, b->queue) &&
	       same_word(a->reference, b->reference) && same_word(a->name, b->name);
}

/* A stored state may lag behind only where the timer is still to look at it. */
static bool same_state(const struct checking *checking, const struct clock_row *stored,
		       const struct clock_row *fresh)
{
	return stored->state == fresh->state ||
	       (stored->next_at != INSTANT_NONE && stored->next_at <= checking->desk->now);
}

static bool compare_stored(void *arg, const struct clock_row *stored)
{
	struct checking *checking = arg;

	if (!stored->timescale[0]) {
		checking->waiting |=
			stored->next_at != INSTANT_NONE && stored->next_at <= checking->desk->now;
		return true;
	}
	for (size_t i = 0; i < checking->n; i++) {
		if (checking->seen[i] || !same_clock(&checking->rows[i], stored))
			continue;
		checking->seen[i] = true;
		checking->differs |= !same_result(&checking->rows[i], stored) ||
				     !same_state(checking, stored, &checking->rows[i]);
		return true;
	}
	checking->differs = true;
	return true;
}

static void compare_case(struct checking *checking, struct file *file)
{
	char text[192], *attention = file_attention(checking->desk, file);

	for (size_t i = 0; i < checking->n; i++)
		checking->differs |= !checking->seen[i];
	if (checking->differs && !checking->waiting) {
		snprintf(text, sizeof(text), _("%s: its stored clocks are not those that its events give"),
			 file->reference);
		fault(checking, text);
	}
	if (!str_same(attention, file->attention) && !checking->waiting) {
		snprintf(text, sizeof(text),
			 _("%s: what is stored of its needing attention is not what its events give"),
			 file->reference);
		fault(checking, text);
	}
	free(attention);
}

static bool check_file(void *arg, struct file *file)
{
	struct checking *checking = arg;
	char *folded = file_folded(file);

	checking->n = file->clocks.n;
	checking->rows = mem_array(checking->n, sizeof(*checking->rows));
	checking->seen = mem_array(checking->n, sizeof(*checking->seen));
	checking->waiting = checking->differs = false;
	for (size_t i = 0; i < checking->n; i++) {
		file_clock_row(checking->desk, file, &file->clocks.items[i], folded, &checking->rows[i]);
		checking->beyond +=
			checking->rows[i].running && checking->rows[i].flags & CLOCK_BEYOND_CALENDAR;
	}
	checking->clocks += (int64_t)checking->n;
	checking->failed =
		!clock_of_case(checking->desk->store, file->id, compare_stored, checking, checking->err);
	if (!checking->failed)
		compare_case(checking, file);
	free(checking->rows);
	free(checking->seen);
	free(folded);
	return !checking->failed;
}

static bool check_clocks(struct checking *checking)
{
	char text[160];

	if (!file_each(checking->desk, check_file, checking, checking->err) || checking->failed)
		return false;
	snprintf(text, sizeof(text),
		 ngettext("%lld clock derived afresh", "%lld clocks derived afresh",
			  (unsigned long)checking->clocks),
		 (long long)checking->clocks);
	say(checking, text);
	return true;
}

/* ---- merges against the events that say so ---- */

/* An event of a merge or of a parting on the record that is merged, and, as joined_row, what it makes. */
struct link {
	char id[ID_SIZE], case_id[ID_SIZE], into[ID_SIZE], reference[REFERENCE_SIZE];
	int64_t since, until;
	bool parting;
};

struct links {
	struct link *items;
	size_t n, room, next;	/* next: of those that are joined, the one that comes now */
	bool parting, differs;
	char where[ID_SIZE];	/* the record of the first difference */
};

static bool keep_link(void *arg, const struct event_row *row)
{
	struct links *links = arg;
	char *reference = fields_get(row->fields ? row->fields : "", "reference");
	struct link *link;

	mem_grow(&links->items, links->n, &links->room, sizeof(*links->items));
	link = &links->items[links->n++];
	*link = (struct link){ .since = row->recorded, .until = INSTANT_NONE, .parting = links->parting };
	snprintf(link->id, ID_SIZE, "%s", row->id);
	snprintf(link->case_id, ID_SIZE, "%s", row->case_id);
	snprintf(link->reference, sizeof(link->reference), "%s", reference ? reference : "");
	free(reference);
	return true;
}

static bool keep_case_id(void *arg, const struct case_row *row)
{
	snprintf(arg, ID_SIZE, "%s", row->id);
	return true;
}

static bool keep_reference(void *arg, const struct case_row *row)
{
	snprintf(arg, REFERENCE_SIZE, "%s", row->reference);
	return true;
}

static int by_link_id(const void *a, const void *b)
{
	return strcmp(((const struct link *)a)->id, ((const struct link *)b)->id);
}

/* Ids grow, so that a parting ends the merge into the record it names that was there and not yet ended. The
 * other record has an event too, which names this one: nothing of its own ends by it. */
static void end_link(struct links *links, const struct link *parting)
{
	for (struct link *link = &links->items[parting - links->items]; link-- > links->items;)
		if (!link->parting && link->until == INSTANT_NONE && strcmp(link->case_id, parting->case_id) == 0 &&
		    strcmp(link->into, parting->into) == 0) {
			link->until = parting->since;
			return;
		}
}

static void differ(struct links *links, const char *case_id)
{
	if (!links->differs)
		snprintf(links->where, ID_SIZE, "%s", case_id);
	links->differs = true;
}

static struct link *next_join(struct links *links)
{
	while (links->next < links->n && links->items[links->next].parting)
		links->next++;
	return links->next < links->n ? &links->items[links->next++] : NULL;
}

static bool compare_link(void *arg, const struct joined_row *row)
{
	struct links *links = arg;
	const struct link *link = next_join(links);

	if (!link || strcmp(link->id, row->event) != 0 || strcmp(link->case_id, row->case_id) != 0 ||
	    strcmp(link->into, row->into) != 0 || link->since != row->since || link->until != row->until)
		differ(links, row->case_id);
	return !links->differs;
}

static bool read_links(struct checking *checking, struct links *links)
{
	struct store *store = checking->desk->store;
	bool found, ok = event_of_kind(store, "record.joined", INT64_MIN, INT64_MAX, keep_link, links, checking->err);

	links->parting = true;
	ok = ok && event_of_kind(store, "record.parted", INT64_MIN, INT64_MAX, keep_link, links, checking->err);
	if (links->n > 1)
		qsort(links->items, links->n, sizeof(*links->items), by_link_id);
	for (size_t i = 0; ok && i < links->n; i++) {
		struct link *link = &links->items[i];

		ok = case_by_reference(store, link->reference, keep_case_id, link->into, &found, checking->err);
		if (ok && link->parting)
			end_link(links, link);
	}
	return ok;
}

/* The table by which merges are found says what the events of merging and parting say. */
static bool check_links(struct checking *checking)
{
	struct links links = { .n = 0 };
	struct store *store = checking->desk->store;
	char text[256], reference[REFERENCE_SIZE] = "";
	const struct link *link;
	bool found, ok = read_links(checking, &links) && joined_all(store, compare_link, &links, checking->err);

	link = ok && !links.differs ? next_join(&links) : NULL;
	if (link)
		differ(&links, link->case_id);
	if (ok && links.differs)
		ok = case_by_id(store, links.where, keep_reference, reference, &found, checking->err);
	if (ok && links.differs) {
		snprintf(text, sizeof(text), _("%s: what is stored of its being merged is not what its events say"),
			 reference);
		fault(checking, text);
	}
	free(links.items);
	return ok;
}

/* ---- calendars ---- */

static void check_calendars(struct checking *checking)
{
	const struct policy *policy = checking->desk->practice->newest;
	int32_t today = zone_day(checking->desk->zone, checking->desk->now);
	char text[224], until[CIVIL_SIZE];

	for (size_t i = 0; i < policy->n_calendars; i++) {
		int32_t known = calendar_known_until(policy->calendars[i].calendar);

		if (known >= civil_add_months(today, AHEAD_MONTHS))
			continue;
		civil_iso(known, until);
		snprintf(text, sizeof(text),
			 _("calendar %s: bank holidays are known until %s: put a newer bank-holidays.json"
			   " into the policy and apply it"),
			 policy->calendars[i].key, until);
		if (known < today)
			fault(checking, text);
		else
			say(checking, text);
	}
	if (checking->beyond) {
		snprintf(text, sizeof(text),
			 ngettext("%lld running clock is due after the last known bank holiday",
				  "%lld running clocks are due after the last known bank holiday",
				  (unsigned long)checking->beyond),
			 (long long)checking->beyond);
		say(checking, text);
	}
}

static bool check_chain(struct checking *checking)
{
	char head[HASH_SIZE], text[192];
	int64_t bad, rows;

	if (!audit_verify(checking->desk->store, &bad, head, &rows, checking->err))
		return false;
	if (bad) {
		snprintf(text, sizeof(text), _("audit chain: line %lld does not fit the one before it"),
			 (long long)bad);
		fault(checking, text);
	} else {
		snprintf(text, sizeof(text),
			 ngettext("audit chain: %lld line fits, head %s",
				  "audit chain: %lld lines fit, head %s", (unsigned long)rows),
			 (long long)rows, head);
		say(checking, text);
	}
	return true;
}

bool keep_check(struct desk *desk, keep_line *line, void *arg, int *faults, struct error *err)
{
	struct checking checking = {.desk = desk, .line = line, .arg = arg, .faults = faults, .err = err};
	int engine = 0;
	bool ok;

	*faults = 0;
	if (!desk_may(desk, "check", NULL, NULL, err) || !desk_practice(desk, err))
		return false;
	if (!store_check(desk->store, line, arg, &engine, err))
		return false;
	*faults += engine;
	/* What is stored was derived as at the latest event, also with --now. */
	desk->inner->storing = true;
	ok = check_chain(&checking) && check_links(&checking) && check_clocks(&checking);
	desk->inner->storing = false;
	if (!ok)
		return false;
	check_calendars(&checking);
	return true;
}
