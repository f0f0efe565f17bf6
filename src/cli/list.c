#include "config.h"

#include <string.h>
#include "base/i18n.h"
#include "cli/command.h"
#include "cli/options.h"
#include "cli/tools.h"
#include "core/file.h"
#include "core/queue.h"
#include "report/clocks.h"

static bool list_query(struct cli *cli, struct queue_query *query, struct error *err)
{
	const struct args *args = cli->args;
	const char *by = args_value(args, OPTION_BY);
	query->queue = args_value(args, OPTION_QUEUE);
	query->by_case = by && !strcmp(by, "case");
	query->all = args_has(args, OPTION_ALL);
	query->sort = args_value(args, OPTION_SORT);
	if (by && !query->by_case && strcmp(by, "clock") != 0)
		return error_set(err, ERROR_USAGE, _("--by %s: clock or case is expected"), by);
	return args_number(args, OPTION_LIMIT, -1, &query->limit, err);
}

/* A word that is the reference of a record that was merged finds the one that took it up; that is said. */
static void say_merged(struct cli *cli)
{
	for (size_t i = 0; i < cli->args->n_words; i++) {
		struct error err = {0};
		bool found;
		struct file *file = file_read(cli->desk, cli->args->words[i], &found, &err);
		if (file && file->asked)
			cli_say(cli, _("%s: merged into %s"), file->asked, file->reference);
		file_free(file);
	}
}

bool run_list(struct cli *cli, struct error *err)
{
	const struct args *args = cli->args;
	struct queue_query query = {0};
	struct clocks_sheet sheet;
	if (!desk_may(cli->desk, "view", NULL, NULL, err) || !list_query(cli, &query, err))
		return false;
	struct filter *filter = filter_parse(cli->desk, args->words, args->n_words, err);
	if (!filter)
		return false;
	query.filter = filter;
	if (query.queue && !filter_since_look(filter, query.queue, err)) {
		filter_free(filter);
		return false;
	}
	bool ok = cli_exported(cli, "list", query.queue, -1, err) &&
		  clocks_sheet_init(&sheet, cli->out, cli->format, query.by_case, cli->desk, err);
	if (ok) {
		say_merged(cli);
		ok = queue_list(cli->desk, &query, clocks_sheet_row, &sheet, err);
		size_t rows = clocks_sheet_done(&sheet);
		if (ok && rows == 0 && cli->format == SHEET_TABLE)
			cli_say(cli, _("list: no clock fits"));
		ok = ok && cli_exported(cli, "list", query.queue, (int64_t)rows, err);
	}
	filter_free(filter);
	return ok;
}
