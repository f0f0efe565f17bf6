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
#include "report/json.h"

bool fields_read(const char *const *words, size_t n, struct fields *out, struct error *err)
{
	*out = (struct fields){.items = mem_array(n + 1, sizeof *out->items),
			       .texts = mem_array(n + 1, sizeof *out->texts)};
	for (size_t i = 0; i < n; i++) {
		const char *equals = strchr(words[i], '=');
		if (!equals || equals == words[i]) {
			error_set(err, ERROR_USAGE, _("%s: FIELD=VALUE is expected"), words[i]);
			fields_done(out);
			return false;
		}
		out->texts[i] = mem_copy_n(words[i], (size_t)(equals - words[i]));
		out->items[i] = (struct act_field){.name = out->texts[i], .value = equals + 1};
		out->n++;
	}
	return true;
}

void fields_done(struct fields *fields)
{
	for (size_t i = 0; i < fields->n; i++)
		free(fields->texts[i]);
	free(fields->texts);
	free(fields->items);
	*fields = (struct fields){0};
}

void recorded_print(struct cli *cli, const struct act_result *result)
{
	struct json json = {.out = cli->out};
	if (*result->warning)
		cli_say(cli, "%s", result->warning);
	if (cli->format == SHEET_TABLE) {
		fprintf(cli->out, "%s %s\n", result->event, *result->about ? result->about : "-");
		return;
	}
	json_object(&json);
	json_member(&json, "event", result->event);
	json_member(&json, "about", *result->about ? result->about : NULL);
	json_key(&json, "new_case");
	json_bool(&json, result->new_case);
	json_member(&json, "warning", *result->warning ? result->warning : NULL);
	json_end(&json);
}

/* What was recorded along with it, kept until the first has been printed. */
struct also {
	struct also_event {
		char *reference, *kind, *event, *about;
	} *items;
	size_t n, room;
};

static void keep_more(void *arg, const struct act_more *more)
{
	struct also *also = arg;

	mem_grow(&also->items, also->n, &also->room, sizeof *also->items);
	also->items[also->n++] = (struct also_event){mem_copy(more->reference), mem_copy(more->kind),
						     mem_copy(more->event), mem_copy(more->about)};
}

static void also_print(struct cli *cli, const struct also *also)
{
	for (size_t i = 0; i < also->n; i++) {
		const struct also_event *one = &also->items[i];
		struct json json = {.out = cli->out};

		if (cli->format == SHEET_TABLE) {
			fprintf(cli->out, "%s %s %s %s\n", one->event, *one->about ? one->about : "-",
				one->reference, one->kind);
			continue;
		}
		json_object(&json);
		json_member(&json, "event", one->event);
		json_member(&json, "about", *one->about ? one->about : NULL);
		json_member(&json, "reference", one->reference);
		json_member(&json, "kind", one->kind);
		json_end(&json);
	}
}

static void also_done(struct also *also)
{
	for (size_t i = 0; i < also->n; i++) {
		free(also->items[i].reference);
		free(also->items[i].kind);
		free(also->items[i].event);
		free(also->items[i].about);
	}
	free(also->items);
}

bool run_record(struct cli *cli, struct error *err)
{
	const struct args *args = cli->args;
	struct fields fields;
	struct act_result result;
	struct also also = {0};
	struct moment at = {.at = INSTANT_NONE, .timed = true};
	if (args_has(args, OPTION_AT) && !cli_moment(cli, "--at", args_value(args, OPTION_AT), &at, err))
		return false;
	if (!fields_read(args->words + 2, args->n_words - 2, &fields, err))
		return false;
	struct act_event event = {
		.reference = args->words[0],
		.kind = args->words[1],
		.fields = fields.items,
		.n_fields = fields.n,
		.about = args_value(args, OPTION_ABOUT),
		.out_of = args_value(args, OPTION_OUT_OF),
		.at = at.at,
		.timed = at.timed,
		.done_by = args_value(args, OPTION_DONE_BY),
		.note = args_value(args, OPTION_NOTE),
		.planned = args_has(args, OPTION_PLANNED),
		.made = keep_more,
		.made_arg = &also,
	};
	bool ok = act_record(cli->desk, &event, 1, &result, err);
	if (ok) {
		recorded_print(cli, &result);
		also_print(cli, &also);
	}
	also_done(&also);
	fields_done(&fields);
	return ok;
}
