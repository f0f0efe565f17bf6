#include "config.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "base/str.h"
#include "core/desk.h"
#include "core/keep.h"
#include "tui/filter_fields.h"

static const char any[] = "*";

static const struct choice_item ratings[] = {
	{ "red", N_("Red"), NULL },
	{ "amber", N_("Amber"), NULL },
	{ "green", N_("Green"), NULL },
	{ "none", N_("Not rated"), NULL },
	{ NULL, NULL, NULL },
};

static const struct choice_item statuses[] = {
	{ "overdue", N_("Overdue"), NULL },
	{ "due-soon", N_("Due soon"), NULL },
	{ "overdue,due-soon", N_("Overdue or due soon"), NULL },
	{ "on-track", N_("On track"), NULL },
	{ "paused", N_("Paused"), NULL },
	{ "attention", N_("Needs attention"), NULL },
	{ NULL, NULL, NULL },
};

/* What is due on a day counts until its end: "due<=today". */
static const struct choice_item spans[] = {
	{ "=today", N_("By the end of today"), NULL },
	{ "=tomorrow", N_("By the end of tomorrow"), NULL },
	{ "4h", N_("Within four hours"), NULL },
	{ "1d", N_("Within a day"), NULL },
	{ "2d", N_("Within two days"), NULL },
	{ "5wd", N_("Within five working days"), NULL },
	{ "10wd", N_("Within ten working days"), NULL },
	{ "4w", N_("Within four weeks"), NULL },
	{ NULL, NULL, NULL },
};

static const struct choice_item directions[] = {
	{ "yes", N_("With a direction"), NULL },
	{ "no", N_("Without a direction"), NULL },
	{ NULL, NULL, NULL },
};

const struct filter_field filter_fields[FILTER_FIELDS] = {
	{ "rating:", N_("Rating"), FILTER_GIVEN, ratings },
	{ "status:", N_("Status"), FILTER_GIVEN, statuses },
	{ "timescale:", N_("Timescale"), FILTER_TIMESCALES, NULL },
	{ "worker:", N_("Worker"), FILTER_PEOPLE, NULL },
	{ "team:", N_("Team"), FILTER_TEAMS, NULL },
	{ "due<", N_("Due"), FILTER_GIVEN, spans },
	{ "direction:", N_("Direction"), FILTER_GIVEN, directions },
	{ "new", N_("Only what is new"), FILTER_SWITCH, NULL },
};

static bool is_due(const struct filter_field *field)
{
	return strcmp(field->key, "due<") == 0;
}

/* A length of time ("4h", "5wd", "-2d"), no date and no time of day. */
static bool is_span(const char *value)
{
	size_t digits = strspn(value += *value == '-', "0123456789");

	return digits > 0 && digits < 4 && strlen(value + digits) <= 3 &&
	       strspn(value + digits, "abcdefghijklmnopqrstuvwxyz") == strlen(value + digits);
}

char *filter_field_shown(const struct filter_field *field, const char *value)
{
	struct str_buf text = { 0 };

	if (field->source == FILTER_SWITCH)
		return mem_copy(value ? _("yes") : "");
	for (const struct choice_item *item = field->choices; value && item && item->value; item++)
		if (strcmp(item->value, value) == 0)
			return mem_copy(_(item->label));
	if (!value || !is_due(field) || (*value != '=' && is_span(value)))
		return mem_copy(value ? value : "");
	/* Of a date its end is meant; where a line that was typed excludes it, that is seen. */
	str_addf(&text, "%s%s", *value == '=' ? "" : "<", value + (*value == '='));
	return str_take(&text);
}

const char *filter_field_value(const struct filter_field *field, const char *choice)
{
	(void)field;
	return strcmp(choice, any) == 0 ? NULL : choice;
}

static bool begins(const char *text, const char *folded)
{
	char *own = utf8_fold(text);
	bool does = strncmp(own, folded, strlen(folded)) == 0;

	free(own);
	return does;
}

static const char *choice_begun(const struct filter_field *field, const char *typed)
{
	const struct choice_item *item = field->choices, *meant = NULL;
	char *folded = utf8_fold(typed);

	for (; item && item->value && *folded; item++) {
		const char *value = item->value + (*item->value == '=');

		if (strcmp(value, typed) == 0)
			meant = item;
		else if (!meant && (begins(value, folded) || begins(_(item->label), folded)))
			meant = item;
	}
	free(folded);
	return meant ? meant->value : NULL;
}

char *filter_field_meant(const struct filter_field *field, const char *typed)
{
	const char *choice = choice_begun(field, typed);
	struct str_buf text = { 0 };

	if (choice || !is_due(field))
		return mem_copy(choice ? choice : typed);
	if (*typed == '<')
		return mem_copy(typed + 1);
	str_addf(&text, "%s%s", *typed == '=' || is_span(typed) ? "" : "=", typed);
	return str_take(&text);
}

struct offering {
	struct choice_item *items;
	size_t n, room;
};

static void offer(struct offering *offering, const char *value, const char *label, const char *note)
{
	mem_grow(&offering->items, offering->n, &offering->room, sizeof *offering->items);
	offering->items[offering->n++] =
		(struct choice_item){mem_copy(value), mem_copy(label), mem_copy(note)};
}

static bool offer_person(void *arg, const struct keep_person *person)
{
	if (person->active)
		offer(arg, person->name, person->name, person->team ? person->team : "");
	return true;
}

static bool offer_team(void *arg, const char *name, bool active)
{
	if (active)
		offer(arg, name, name, "");
	return true;
}

/* Those of the queue; no filter of it finds anything by the others. */
static bool offer_timescales(struct ui *ui, struct offering *offering, const char *queue, struct error *err)
{
	const struct practice *practice = desk_practice(ui->desk, err);

	for (size_t i = 0; practice && i < practice->newest->n_timescales; i++) {
		const struct timescale *rule = &practice->newest->timescales[i];

		if (!rule->measured_only && (str_same(rule->queue, queue) || strcmp(queue, "attention") == 0))
			offer(offering, rule->key, i18n_text(rule->title), rule->key);
	}
	return practice != NULL;
}

static bool offer_all(struct ui *ui, const struct filter_field *field, const char *queue,
		      struct offering *offering, struct error *err)
{
	switch (field->source) {
	case FILTER_GIVEN:
		for (const struct choice_item *item = field->choices; item->value; item++)
			offer(offering, item->value, _(item->label), item->value + (*item->value == '='));
		return true;
	case FILTER_TIMESCALES:
		return offer_timescales(ui, offering, queue, err);
	case FILTER_PEOPLE:
		offer(offering, "me", _("Me"), "");
		offer(offering, "none", _("Without a worker"), "");
		return keep_people(ui->desk, offer_person, offering, err);
	case FILTER_TEAMS:
		offer(offering, "none", _("Without a team"), "");
		return keep_teams(ui->desk, offer_team, offering, err);
	case FILTER_SWITCH:
		break;
	}
	return true;
}

void filter_field_pick(struct ui *ui, const struct filter_field *field, const char *queue, const char *value,
		       pick_done *done, void *arg)
{
	struct offering offering = { 0 };
	struct error err = { 0 };

	offer(&offering, any, _("Any"), "");
	if (offer_all(ui, field, queue, &offering, &err))
		pick_open(ui, &(struct pick_spec){.title = _(field->label),
						  .items = offering.items,
						  .n = offering.n,
						  .current = value,
						  .done = done,
						  .arg = arg});
	else
		ui_complain(ui, &err);
	for (size_t i = 0; i < offering.n; i++) {
		free((void *)(uintptr_t)offering.items[i].value);
		free((void *)(uintptr_t)offering.items[i].label);
		free((void *)(uintptr_t)offering.items[i].note);
	}
	free(offering.items);
}
