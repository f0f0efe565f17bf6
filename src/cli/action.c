#include "config.h"

#include <string.h>
#include "base/i18n.h"
#include "cli/command.h"
#include "cli/options.h"
#include "cli/recorded.h"
#include "cli/tools.h"
#include "core/act.h"

enum { TITLE, BY, OWNER, PARTS };

static bool is_part(const struct policy_field *field, int part)
{
	switch (part) {
	case TITLE:
		return field->type == FIELD_TEXT || field->type == FIELD_LONG;
	case BY:
		return field->type == FIELD_DATE || field->type == FIELD_TIME;
	default:
		return field->type == FIELD_PERSON;
	}
}

/* The policy says what the fields of an action are called: its first text is the title, its first
 * date the day it is due by, its first person the owner. */
static const char *part_name(const struct policy_kind *kind, int part)
{
	for (size_t i = 0; i < kind->n_fields; i++)
		if (is_part(&kind->fields[i], part))
			return kind->fields[i].key;
	return NULL;
}

static bool action_set(struct cli *cli, const struct policy *policy, struct act_event *event,
		       struct act_field fields[PARTS], struct error *err)
{
	static const char *const needs[] = {[TITLE] = "TITLE", [BY] = "--by", [OWNER] = "--owner"};
	const struct args *args = cli->args;
	const char *values[PARTS] = {
		[TITLE] = args->words[1],
		[BY] = args_value(args, OPTION_BY),
		[OWNER] = args_value(args, OPTION_OWNER),
	};
	const struct policy_kind *kind = policy_kind_named(policy, "action.set");
	if (!args_words(args, 2, 2, err))
		return false;
	if (!kind)
		return error_set(err, ERROR_INPUT, _("action: the policy has no event action.set"));
	if (!values[BY])
		return error_set(err, ERROR_USAGE, _("action: --by says when it is due"));
	event->kind = "action.set";
	for (int part = 0; part < PARTS; part++) {
		const char *name = part_name(kind, part);
		if (!values[part])
			continue;
		if (!name)
			return error_set(err, ERROR_INPUT,
					 _("%s: the policy's action.set has no field for it"), needs[part]);
		fields[event->n_fields++] = (struct act_field){name, values[part]};
	}
	return true;
}

bool run_action(struct cli *cli, struct error *err)
{
	const struct args *args = cli->args;
	struct act_field fields[PARTS];
	struct act_result result;
	struct moment at = {.at = INSTANT_NONE, .timed = true};
	const struct practice *practice = desk_practice(cli->desk, err);
	if (!practice)
		return false;
	if (args_has(args, OPTION_AT) && !cli_moment(cli, "--at", args_value(args, OPTION_AT), &at, err))
		return false;
	struct act_event event = {
		.reference = args->words[0],
		.fields = fields,
		.at = at.at,
		.timed = at.timed,
		.done_by = args_value(args, OPTION_DONE_BY),
		.note = args_value(args, OPTION_NOTE),
		.about = args_value(args, OPTION_ABOUT),
	};
	if (args->n_words == 3 && !strcmp(args->words[1], "done")) {
		event.kind = "action.done";
		event.about = args->words[2];
	} else {
		event.out_of = event.about;
		event.about = NULL;
		if (!action_set(cli, practice->newest, &event, fields, err))
			return false;
	}
	if (!act_record(cli->desk, &event, 1, &result, err))
		return false;
	recorded_print(cli, &result);
	return true;
}
