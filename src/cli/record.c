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

bool run_record(struct cli *cli, struct error *err)
{
	const struct args *args = cli->args;
	struct fields fields;
	struct act_result result;
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
	};
	bool ok = act_record(cli->desk, &event, 1, &result, err);
	if (ok)
		recorded_print(cli, &result);
	fields_done(&fields);
	return ok;
}
