/* A policy told again: one part or all of it, and how two differ. */
#include "config.h"
#include "policy/parse.h"

#include <stdlib.h>
#include <string.h>
#include "base/mem.h"
#include "clock/civil.h"

struct teller {
	const struct policy *policy;
	void (*line)(void *arg, const char *text);
	void *arg;
	struct str_buf text; /* of one line, used again */
};

static void tell(struct teller *teller)
{
	teller->line(teller->arg, teller->text.text != NULL ? teller->text.text : "");
	str_clear(&teller->text);
}

/* ---- show ---- */

static bool in_matches(const struct matches *matches, int kind)
{
	for (size_t i = 0; i < matches->n; i++)
		if (kinds_have(matches->items[i].kinds, kind))
			return true;
	return false;
}

static bool in_starts(const struct timescale *t, int kind)
{
	for (size_t i = 0; i < t->n_starts; i++)
		if (kinds_have(t->starts[i].on.kinds, kind))
			return true;
	return false;
}

enum part_played { PLAYS_START, PLAYS_STOP, PLAYS_UNTIL, PLAYS };

static bool plays(const struct timescale *t, int kind, enum part_played part)
{
	switch (part) {
	case PLAYS_START:
		return in_starts(t, kind);
	case PLAYS_STOP:
		return in_matches(&t->stop, kind);
	case PLAYS_UNTIL:
		return in_matches(&t->until, kind);
	case PLAYS:
		break;
	}
	return false;
}

/* "; starts mash.4h, mash.24h" under an event: what can be asked of it and stands elsewhere. */
static void tell_timescales(struct teller *teller, const struct section *section)
{
	static const char *const words[PLAYS] = {"starts", "stops", "ends"};
	const struct policy_kind *kind = policy_kind_named(teller->policy, section->key);

	for (int part = 0; part < PLAYS; part++) {
		const char *last = "";

		for (size_t i = 0; i < teller->policy->n_timescales; i++) {
			const struct timescale *t = &teller->policy->timescales[i];

			if (!plays(t, kind->number, (enum part_played)part) || strcmp(t->key, last) == 0)
				continue;
			if (*last == '\0')
				str_addf(&teller->text, "; %s %s", words[part], t->key);
			else
				str_addf(&teller->text, ", %s", t->key);
			last = t->key;
		}
		if (*last != '\0')
			tell(teller);
	}
}

/* The lines of a value under one another, those after the first indented. */
static void tell_entry(struct teller *teller, const struct entry *entry)
{
	struct str_view rest = str_view(entry->value);

	str_addf(&teller->text, "%s =", entry->key);
	while (rest.n > 0) {
		struct str_view line = str_cut(&rest, '\n');

		if (line.n == 0)
			continue;
		if (teller->text.n == 0)
			str_add(&teller->text, "   ");
		str_add_char(&teller->text, ' ');
		str_add_n(&teller->text, line.at, line.n);
		tell(teller);
	}
}

static void tell_section(struct teller *teller, const struct section *section)
{
	str_addf(&teller->text, "[%s%s%s]", section->type, section->key[0] != '\0' ? " " : "", section->key);
	tell(teller);
	for (size_t i = 0; i < section->n; i++)
		tell_entry(teller, &section->entries[i]);
	if (section->kind == SECTION_EVENT)
		tell_timescales(teller, section);
}

/* "mash.4h", "timescale mash.4h" or "policy". */
static bool is_meant(const struct section *section, const char *what)
{
	size_t n = strlen(section->type);

	if (what == NULL || strcmp(section->key[0] != '\0' ? section->key : section->type, what) == 0)
		return true;
	return strncmp(what, section->type, n) == 0 && what[n] == ' ' &&
	       strcmp(what + n + 1, section->key) == 0;
}

bool policy_show(const struct policy *policy, const char *what, void (*line)(void *arg, const char *text),
		 void *arg, struct error *err)
{
	const struct policy_memory *memory = policy->memory;
	struct teller teller = {.policy = policy, .line = line, .arg = arg};
	bool found = false;

	for (size_t i = 0; i < memory->n_sections; i++) {
		if (!is_meant(&memory->sections[i], what))
			continue;
		if (found)
			tell(&teller);
		tell_section(&teller, &memory->sections[i]);
		found = true;
	}
	str_done(&teller.text);
	if (!found)
		return error_set(err, ERROR_INPUT,
				 "%s: no timescale, event, queue, measure, role or calendar of this "
				 "policy; `policy show` alone lists all",
				 what);
	return true;
}

/* ---- diff ---- */

/* The value on one line. Owned. */
static char *one_line(const char *value)
{
	struct str_buf line = {0};

	for (const char *c = value; *c != '\0'; c++)
		if (*c != '\n')
			str_add_char(&line, *c);
		else if (line.n > 0 && line.text[line.n - 1] != ' ')
			str_add_char(&line, ' ');
	return str_take(&line);
}

static bool same_value(const struct entry *a, const struct entry *b)
{
	char *x = one_line(a->value), *y = one_line(b->value);
	bool same = strcmp(x, y) == 0;

	free(x);
	free(y);
	return same;
}

/* How often the key stands in the section; *first is the first of them. */
static size_t count_key(const struct section *section, const char *key, const struct entry **first)
{
	size_t n = 0;

	for (size_t i = 0; i < section->n; i++)
		if (strcmp(section->entries[i].key, key) == 0 && n++ == 0)
			*first = &section->entries[i];
	return n;
}

static bool has_entry(const struct section *section, const struct entry *entry)
{
	for (size_t i = 0; i < section->n; i++)
		if (strcmp(section->entries[i].key, entry->key) == 0 &&
		    same_value(&section->entries[i], entry))
			return true;
	return false;
}

static void name_section(struct teller *teller, const char *sign, const struct section *section)
{
	str_addf(&teller->text, "%s %s%s%s", sign, section->type, section->key[0] != '\0' ? " " : "",
		 section->key);
}

static void tell_one_side(struct teller *teller, const struct section *section, const char *sign,
			  const struct entry *entry)
{
	char *value = one_line(entry->value);

	name_section(teller, "~", section);
	str_addf(&teller->text, ": %s %s %s", sign, entry->key, value);
	tell(teller);
	free(value);
}

static void diff_entry(struct teller *teller, const struct section *old, const struct section *new,
		       const struct entry *entry)
{
	const struct entry *before = NULL, *after = NULL;

	if (has_entry(new, entry))
		return;
	if (count_key(old, entry->key, &before) == 1 && count_key(new, entry->key, &after) == 1) {
		char *x = one_line(before->value), *y = one_line(after->value);

		name_section(teller, "~", old);
		str_addf(&teller->text, ": %s %s -> %s", entry->key, x, y);
		tell(teller);
		free(x);
		free(y);
	} else {
		tell_one_side(teller, old, "-", entry);
	}
}

static void diff_section(struct teller *teller, const struct section *old, const struct section *new)
{
	for (size_t i = 0; i < old->n; i++)
		diff_entry(teller, old, new, &old->entries[i]);
	for (size_t i = 0; i < new->n; i++) {
		const struct entry *entry = &new->entries[i], *before = NULL, *after = NULL;
		bool changed =
			count_key(old, entry->key, &before) == 1 && count_key(new, entry->key, &after) == 1;

		if (!changed && !has_entry(old, entry))
			tell_one_side(teller, new, "+", entry);
	}
}

static bool same_place(const struct section *a, const struct section *b)
{
	const struct entry *x = NULL, *y = NULL;
	size_t n;

	if (strcmp(a->type, b->type) != 0 || strcmp(a->key, b->key) != 0)
		return false;
	if (a->kind != SECTION_TIMESCALE)
		return true;
	/* entries of one timescale are told apart by the date from which they are in force */
	n = count_key(a, "from", &x);
	return n == count_key(b, "from", &y) && (n == 0 || same_value(x, y));
}

static const struct section *counterpart(const struct policy *policy, const struct section *section)
{
	const struct policy_memory *memory = policy->memory;

	for (size_t i = 0; i < memory->n_sections; i++)
		if (same_place(&memory->sections[i], section))
			return &memory->sections[i];
	return NULL;
}

static bool is_holiday(const struct policy_calendar *calendar, int32_t day)
{
	for (size_t i = 0; i < calendar->n_holidays; i++)
		if (calendar->holidays[i].day == day)
			return true;
	return false;
}

static void tell_holidays(struct teller *teller, const struct policy_calendar *has,
			  const struct policy_calendar *lacks, const char *sign)
{
	for (size_t i = 0; i < has->n_holidays; i++) {
		const struct calendar_closure *holiday = &has->holidays[i];
		char date[CIVIL_SIZE];

		if (is_holiday(lacks, holiday->day))
			continue;
		civil_iso(holiday->day, date);
		str_addf(&teller->text, "~ calendar %s: %s bank holiday %s %s", has->key, sign, date,
			 holiday->reason);
		tell(teller);
	}
}

/* The bank holidays stand in a file of their own, so the dates are compared. */
static void diff_calendars(struct teller *teller, const struct policy *old, const struct policy *new)
{
	for (size_t i = 0; i < old->n_calendars; i++) {
		for (size_t j = 0; j < new->n_calendars; j++) {
			const struct policy_calendar *a = &old->calendars[i], *b = &new->calendars[j];

			if (strcmp(a->key, b->key) != 0)
				continue;
			tell_holidays(teller, a, b, "-");
			tell_holidays(teller, b, a, "+");
		}
	}
}

void policy_diff(const struct policy *old, const struct policy *new,
		 void (*line)(void *arg, const char *text), void *arg)
{
	const struct policy_memory *before = old->memory, *after = new->memory;
	struct teller teller = {.policy = new, .line = line, .arg = arg};

	for (size_t i = 0; i < before->n_sections; i++) {
		const struct section *other = counterpart(new, &before->sections[i]);

		if (other != NULL) {
			diff_section(&teller, &before->sections[i], other);
		} else {
			name_section(&teller, "-", &before->sections[i]);
			tell(&teller);
		}
	}
	for (size_t i = 0; i < after->n_sections; i++) {
		if (counterpart(old, &after->sections[i]) == NULL) {
			name_section(&teller, "+", &after->sections[i]);
			tell(&teller);
		}
	}
	diff_calendars(&teller, old, new);
	str_done(&teller.text);
}
