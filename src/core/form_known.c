/* Whether a child of a line, for whom a record would be made, is known already. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "clock/civil.h"
#include "core/act_inner.h"
#include "core/form.h"
#include "core/form_inner.h"
#include "core/pool.h"
#include "core/search.h"
#include "store/cases.h"

enum { LOOKED_AT = 12, SEEN_MOST = 64 };

/* What was found for a name and a date of birth. */
struct seen_child {
	char *name;
	int32_t born;
	struct form_line line;
};

struct form_seen {
	struct seen_child children[SEEN_MOST];
	size_t n;
};

struct form_seen *form_seen_new(void)
{
	return mem_new(sizeof(struct form_seen));
}

void form_seen_clear(struct form_seen *seen)
{
	while (seen->n > 0)
		free(seen->children[--seen->n].name);
}

void form_seen_free(struct form_seen *seen)
{
	if (!seen)
		return;
	form_seen_clear(seen);
	free(seen);
}

/* The child's place, a new one where it was not looked for yet; *found says which. */
static struct seen_child *seen_place(struct form_seen *seen, const char *name, int32_t born, bool *found)
{
	for (size_t i = 0; i < seen->n; i++)
		if (seen->children[i].born == born && strcmp(seen->children[i].name, name) == 0) {
			*found = true;
			return &seen->children[i];
		}
	*found = false;
	if (seen->n == SEEN_MOST)
		form_seen_clear(seen);
	seen->children[seen->n] = (struct seen_child){ .name = mem_copy(name), .born = born };
	return &seen->children[seen->n++];
}

struct knowing {
	const struct form *form;
	int32_t born;		/* as typed; CIVIL_NONE none */
	bool sure;		/* only who is held back for */
	struct form_line *out;	/* known, reference and same are put into it */
};

/* Near enough to be told of: the name as a whole, or a part of it with the date of birth; but not a child whose
 * date of birth is another. */
static bool may_be(const struct knowing *knowing, const struct known_row *row)
{
	const unsigned whole = KNOWN_NAME | KNOWN_NAME_NEAR | KNOWN_NAME_SOUND;
	const unsigned any = whole | KNOWN_NAME_BEGINS | KNOWN_NAME_PART;
	const unsigned dates = KNOWN_BORN | KNOWN_BORN_SWAPPED | KNOWN_BORN_YEAR;

	if (knowing->born != CIVIL_NONE && row->born != CIVIL_NONE)
		return (row->reasons & dates) && (row->reasons & any);
	return row->reasons & whole;
}

/* The same name, however it is written, where the date of birth is the same too; the very name, where there is none. */
static bool is_sure(const struct known_row *row)
{
	const unsigned whole = KNOWN_NAME | KNOWN_NAME_NEAR | KNOWN_NAME_SOUND;

	return row->reasons & (row->reasons & KNOWN_BORN ? whole : KNOWN_NAME);
}

static bool take(void *arg, const struct known_row *row)
{
	struct knowing *knowing = arg;
	struct form_line *out = knowing->out;
	const char *reference = row->merged_into ? row->merged_into : row->reference;
	char *who;

	if (strcmp(reference, knowing->form->reference) == 0 || !may_be(knowing, row) ||
	    (knowing->sure && !is_sure(row)))
		return true;
	who = search_who(row, false);
	form_fit(out->known, sizeof out->known, who);
	free(who);
	form_fit(out->reference, sizeof out->reference, reference);
	out->same = (row->reasons & KNOWN_NAME) && (row->reasons & KNOWN_BORN);
	return false;
}

static const char *part_of(const struct policy_field *lines, const struct act_line *parts, const char *key)
{
	for (size_t i = 0; i < lines->n_parts; i++)
		if (strcmp(lines->parts[i].key, key) == 0)
			return parts[i].value;
	return "";
}

void form_know_line(struct desk *desk, const struct form *form, const struct policy_field *lines,
		    const struct act_line *parts, struct form_line *out)
{
	const struct policy_kind *kind = policy_kind_named(desk->practice->newest, lines->lines_of);
	const char *name = part_of(lines, parts, "name");
	struct knowing knowing = { .form = form, .born = CIVIL_NONE };
	struct known_query query = { .words = name, .most = LOOKED_AT };
	struct seen_child *seen;
	bool found;

	if (!kind || !kind->new_case || !*name || *part_of(lines, parts, "reference"))
		return;
	civil_parse(str_view(part_of(lines, parts, "date_of_birth")), &knowing.born);
	/* A first name by itself is the name of many. */
	if (knowing.born == CIVIL_NONE && !strchr(name, ' '))
		return;
	query.born = knowing.born;
	seen = seen_place(form->seen, name, knowing.born, &found);
	knowing.out = &seen->line;
	if (!found)
		search_known(desk, &query, take, &knowing, NULL, &(struct error){ 0 });
	memcpy(out->known, seen->line.known, sizeof(out->known));
	memcpy(out->reference, seen->line.reference, sizeof(out->reference));
	out->same = seen->line.same;
}

/* The first line behind `from` for which there would be a second record; 0 none. */
static size_t second_record(const struct form_line *lines, size_t n, size_t from)
{
	for (size_t i = from; i < n; i++)
		if (lines[i].same)
			return i + 1;
	return 0;
}

static bool hold_lines(struct desk *desk, struct form *form, struct error *err)
{
	form_seen_clear(form->seen);
	for (size_t i = 0; i < form->n_fields; i++) {
		const struct form_field *field = &form->fields[i];
		struct form_line *lines;
		size_t n, at, known = 0;

		if (field->type != FIELD_LINES)
			continue;
		lines = form_lines(desk, form, i, &n);
		at = second_record(lines, n, form->held && strcmp(form->held, field->value) == 0 ? form->held_line : 0);
		for (size_t k = 0; k < n; k++)
			known += *lines[k].known != '\0';
		if (at > 0) {
			free(form->held);
			form->held = mem_copy(field->value);
			form->held_line = at;
			form->stopped = i + 1;
			error_set(err, ERROR_INPUT,
				  _("%s, line %zu: %s has this name and date of birth: write %s into that line to record on "
				    "it, or save again to make a new record"),
				  field->label, at, lines[at - 1].reference, lines[at - 1].reference);
			/* That this was looked for stands on record, as for the first child. */
			search_note(desk, known, NULL);
		}
		free(lines);
		if (at > 0)
			return false;
	}
	return true;
}

/* ---- the child of a new record itself ---- */

/* The date of birth as it is understood; CIVIL_NONE: none. */
static int32_t born_on(struct desk *desk, const char *value)
{
	struct pool pool = { 0 };
	struct act_checking checking = {
		.desk = desk, .practice = desk->practice, .pool = &pool, .day = CIVIL_NONE, .asking = true,
	};
	const struct policy_field *field = act_own_field("date_of_birth");
	int32_t day = CIVIL_NONE;
	const char *iso;

	if (*value && act_check_value(&checking, field, value, &iso, NULL, &(struct error){ 0 }))
		civil_parse(str_view(iso), &day);
	pool_done(&pool);
	return day;
}

static bool any_case(void *arg, const struct case_row *row)
{
	(void)arg;
	(void)row;
	return true;
}

static bool is_on_record(struct desk *desk, const char *reference)
{
	bool found = false;

	return case_by_reference(desk->store, reference, any_case, NULL, &found, &(struct error){ 0 }) && found;
}

/* What was typed since the child was looked for may make it a child who is known. */
static bool hold_child(struct desk *desk, struct form *form, struct error *err)
{
	const struct policy_kind *kind = policy_kind_named(desk->practice->newest, form->kind);
	struct form_line found = { .same = false };
	struct knowing knowing = { .form = form, .sure = true, .out = &found };
	struct known_query query = { .most = LOOKED_AT };
	struct str_buf asked = { 0 };
	size_t reference;
	bool held;

	query.words = form_typed(form, "name", NULL);
	query.born = knowing.born = born_on(desk, form_typed(form, "date_of_birth", NULL));
	if (!kind || !kind->new_case || *form->reference || !*query.words)
		return true;
	if (is_on_record(desk, form_typed(form, "reference", &reference)) ||
	    !search_known(desk, &query, take, &knowing, NULL, &(struct error){ 0 }) || !*found.reference)
		return true;
	str_addf(&asked, "%s %s", found.reference, query.words);
	held = !form->held_child || strcmp(form->held_child, asked.text) != 0;
	free(form->held_child);
	form->held_child = str_take(&asked);
	if (!held)
		return true;
	form->stopped = reference;
	search_note(desk, 1, NULL);
	return error_set(err, ERROR_INPUT,
			 _("%s may be this child: write %s as the reference to record on it, or save again to make a new "
			   "record"),
			 found.reference, found.reference);
}

bool form_hold(struct desk *desk, struct form *form, struct error *err)
{
	return hold_child(desk, form, err) && hold_lines(desk, form, err);
}
