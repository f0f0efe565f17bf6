/* `caseclock action`: the list of what anyone has to do, and what is said of one action. */
#include "config.h"

#include <stdlib.h>
#include <string.h>
#include "base/i18n.h"
#include "base/mem.h"
#include "cli/command.h"
#include "cli/options.h"
#include "cli/recorded.h"
#include "cli/tools.h"
#include "core/act.h"
#include "core/action.h"
#include "core/words.h"

enum { TITLE, BY, OWNER, ORIGIN, PARTS };

static bool is_part(const struct policy_field *field, int part)
{
	switch (part) {
	case TITLE:
		return field->type == FIELD_TEXT || field->type == FIELD_LONG;
	case BY:
		return field->type == FIELD_DATE || field->type == FIELD_TIME;
	case ORIGIN:
		return field->type == FIELD_CHOICE;
	default:
		return field->type == FIELD_PERSON;
	}
}

/* The policy says what the fields of an action are called: its first text is the title, its first
 * date the day it is due by, its first person the owner, its first choice what raised it. */
static const char *part_name(const struct policy_kind *kind, int part)
{
	for (size_t i = 0; i < kind->n_fields; i++)
		if (is_part(&kind->fields[i], part))
			return kind->fields[i].key;
	return NULL;
}

/* Fills the fields of the event's kind from the parts that were given. */
static bool fill(const struct policy *policy, struct act_event *event, struct act_field fields[PARTS],
		 const char *const values[PARTS], struct error *err)
{
	static const char *const needs[] = {
		[TITLE] = "TITLE", [BY] = "--by", [OWNER] = "--owner", [ORIGIN] = "--origin"};
	const struct policy_kind *kind = policy_kind_named(policy, event->kind);

	if (!kind)
		return error_set(err, ERROR_INPUT, _("action: the policy has no event %s"), event->kind);
	event->fields = fields;
	for (int part = 0; part < PARTS; part++) {
		const char *name = part_name(kind, part);

		if (!values[part])
			continue;
		if (!name)
			return error_set(err, ERROR_USAGE, _("%s: %s has no field for it"), needs[part], event->kind);
		fields[event->n_fields++] = (struct act_field){name, values[part]};
	}
	return true;
}

static const char *due_of(const struct args *args)
{
	return args_has(args, OPTION_DUE) ? args_value(args, OPTION_DUE) : args_value(args, OPTION_BY);
}

static bool keep(struct cli *cli, struct act_event *event, struct error *err)
{
	const struct args *args = cli->args;
	struct moment at = {.at = INSTANT_NONE, .timed = true};
	struct act_result result;

	if (args_has(args, OPTION_AT) && !cli_moment(cli, "--at", args_value(args, OPTION_AT), &at, err))
		return false;
	event->at = at.at;
	event->timed = at.timed;
	event->done_by = args_value(args, OPTION_DONE_BY);
	if (!act_record(cli->desk, event, 1, &result, err))
		return false;
	recorded_print(cli, &result);
	return true;
}

/* ---- setting one ---- */

static bool action_set(struct cli *cli, const struct policy *policy, const char *title, struct error *err)
{
	const struct args *args = cli->args;
	const char *values[PARTS] = {
		[TITLE] = title,
		[BY] = due_of(args),
		[OWNER] = args_value(args, OPTION_OWNER),
		[ORIGIN] = args_value(args, OPTION_ORIGIN),
	};
	struct act_field fields[PARTS];
	struct act_event event = {
		.reference = args->words[0],
		.kind = "action.set",
		.note = args_value(args, OPTION_NOTE),
		.out_of = args_value(args, OPTION_ABOUT),
	};

	if (!values[BY])
		return error_set(err, ERROR_USAGE, _("action: --due says when it is due"));
	return fill(policy, &event, fields, values, err) && keep(cli, &event, err);
}

/* ---- what is said of one ---- */

static const struct verb {
	const char *word, *kind;
} verbs[] = {
	{"done", "action.done"},     {"carry", "action.carried"}, {"drop", "action.cancelled"},
	{"give", "action.given"},
};

static const struct verb *verb_of(const char *word)
{
	for (size_t i = 0; i < sizeof verbs / sizeof verbs[0]; i++)
		if (!strcmp(word, verbs[i].word))
			return &verbs[i];
	return NULL;
}

/* What --note says is the evidence, or the reason, where the event has a field for it. */
static bool action_say(struct cli *cli, const struct policy *policy, const struct verb *verb,
		       const char *reference, const char *id, struct error *err)
{
	const struct args *args = cli->args;
	const struct policy_kind *kind = policy_kind_named(policy, verb->kind);
	bool told = kind && part_name(kind, TITLE);
	const char *values[PARTS] = {
		[TITLE] = told ? args_value(args, OPTION_NOTE) : NULL,
		[BY] = due_of(args),
		[OWNER] = args_value(args, OPTION_OWNER),
	};
	struct act_field fields[PARTS];
	struct act_event event = {
		.kind = verb->kind,
		.about = id,
		.note = told ? NULL : args_value(args, OPTION_NOTE),
	};
	char *owned = NULL;
	bool ok;

	if (!strcmp(verb->word, "carry") && !values[BY])
		return error_set(err, ERROR_USAGE, _("action: --due says until when it is carried on"));
	if (!reference && !(owned = action_reference(cli->desk, id, err)))
		return false;
	event.reference = reference ? reference : owned;
	ok = fill(policy, &event, fields, values, err) && keep(cli, &event, err);
	free(owned);
	return ok;
}

/* ---- the list ---- */

static const struct sheet_column columns[] = {
	{"reference", N_("Reference"), false}, {"name", N_("Name"), false},	{"owner", N_("Owner"), false},
	{"owner_left", NULL, false},	       {"origin", N_("Comes from"), false}, {"action", N_("Action"), false},
	{"due", N_("Due"), false},	       {"planned", N_("Planned"), false},   {"status", N_("Status"), false},
	{"worker", N_("Worker"), false},       {"team", NULL, false},		{"id", N_("Id"), false},
};

/* A table has no room for what a program asks for. */
static size_t columns_of(enum sheet_format format, struct sheet_column out[sizeof columns / sizeof columns[0]])
{
	size_t n = 0;

	for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++)
		if (format != SHEET_TABLE || columns[i].heading)
			out[n++] = columns[i];
	return n;
}

struct table {
	struct cli *cli;
	struct sheet *sheet;
};

static void owner_cell(struct table *table, const struct action_row *row)
{
	char *left = NULL;

	if (table->cli->format == SHEET_TABLE && row->owner && row->owner_left) {
		struct str_buf text = {0};

		str_addf(&text, _("%s (no longer here)"), row->owner);
		left = text.text;
	}
	sheet_text(table->sheet, left ? left : row->owner);
	free(left);
}

static bool show(void *arg, const struct action_row *row)
{
	struct table *table = arg;
	const struct queue_row *clock = row->clock;
	bool plain = table->cli->format == SHEET_TABLE;

	sheet_text(table->sheet, clock->reference);
	sheet_text(table->sheet, clock->name);
	owner_cell(table, row);
	if (!plain)
		sheet_bool(table->sheet, row->owner_left);
	sheet_text(table->sheet, plain ? row->origin_label : row->origin);
	sheet_text(table->sheet, row->action);
	cli_put_when(table->cli, table->sheet, clock->times.due);
	cli_put_when(table->cli, table->sheet, clock->planned);
	sheet_text(table->sheet, plain ? words_status(clock->status) : status_word(clock->status));
	sheet_text(table->sheet, clock->worker);
	if (!plain)
		sheet_text(table->sheet, clock->team);
	sheet_text(table->sheet, row->id);
	return true;
}

static bool action_show(struct cli *cli, struct error *err)
{
	const struct args *args = cli->args;
	struct action_query query = {
		.references = args->words,
		.n_references = args->n_words,
		.owner = args_value(args, OPTION_OWNER),
		.origin = args_value(args, OPTION_ORIGIN),
		.all = args_has(args, OPTION_ALL),
	};
	struct sheet_column shown[sizeof columns / sizeof columns[0]];
	struct table table = {.cli = cli};
	size_t n = columns_of(cli->format, shown), rows;
	bool ok;

	if (!desk_may(cli->desk, "view", NULL, NULL, err) || !cli_exported(cli, "action", NULL, -1, err))
		return false;
	table.sheet = cli_sheet(cli, shown, n);
	ok = action_list(cli->desk, &query, show, &table, err);
	rows = sheet_done(table.sheet);
	if (ok && rows == 0 && cli->format == SHEET_TABLE)
		cli_say(cli, _("action: there is none"));
	return ok && cli_exported(cli, "action", NULL, (int64_t)rows, err);
}

bool run_action(struct cli *cli, struct error *err)
{
	const struct args *args = cli->args;
	const struct practice *practice = desk_practice(cli->desk, err);
	const char *const *words = args->words;
	const struct verb *verb;

	if (!practice)
		return false;
	if (args->n_words == 2 && (verb = verb_of(words[0])) != NULL)
		return action_say(cli, practice->newest, verb, NULL, words[1], err);
	if (args->n_words == 3 && (verb = verb_of(words[1])) != NULL)
		return action_say(cli, practice->newest, verb, words[0], words[2], err);
	if (args->n_words == 3 && !strcmp(words[1], "set"))
		return action_set(cli, practice->newest, words[2], err);
	/* Whatever has a date, or blanks, is an action to be set; without them the words are children. */
	if (args->n_words == 2 && (due_of(args) || strchr(words[1], ' ')))
		return action_set(cli, practice->newest, words[1], err);
	return action_show(cli, err);
}
