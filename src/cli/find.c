#include "config.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/str.h"
#include "cli/command.h"
#include "cli/options.h"
#include "cli/tools.h"
#include "core/search.h"

static const struct sheet_column columns[] = {
	{"reference", N_("Reference"), false},	{"name", N_("Name"), false},
	{"date_of_birth", N_("Date of birth"), false}, {"age", N_("Age"), false},
	{"family", N_("Family"), false},	{"open", N_("Open"), false},
	{"team", N_("Team"), false},		{"worker", N_("Worker"), false},
	{"merged_into", N_("Merged into"), false}, {"why", N_("Why it is shown"), false},
};

/* Rows are held back until the search is on record. */
struct finding {
	struct sheet *sheet;
	size_t n;
};

static bool find_row(void *arg, const struct known_row *row)
{
	struct finding *finding = arg;
	struct sheet *sheet = finding->sheet;

	sheet_text(sheet, row->reference);
	sheet_text(sheet, row->name);
	cli_put_day(sheet, row->born);
	sheet_text(sheet, *row->age ? row->age : NULL);
	sheet_text(sheet, row->family);
	sheet_bool(sheet, row->open);
	sheet_text(sheet, row->team);
	sheet_text(sheet, row->worker);
	sheet_text(sheet, row->merged_into);
	sheet_text(sheet, row->why);
	finding->n++;
	return true;
}

static bool count_row(void *arg, const struct known_row *row)
{
	(void)row;
	++*(size_t *)arg;
	return true;
}

bool run_find(struct cli *cli, struct error *err)
{
	const struct args *args = cli->args;
	struct known_query query = {.born = CIVIL_NONE};
	struct finding finding = {0};
	struct search_birth birth;
	struct str_buf words = {0};
	int64_t most;
	size_t n = 0;
	bool more;
	if (!args_number(args, OPTION_LIMIT, 20, &most, err))
		return false;
	if (args_has(args, OPTION_BORN) &&
	    !cli_date(cli, "--born", args_value(args, OPTION_BORN), &query.born, err))
		return false;
	if (most == 0 || (args->n_words == 0 && !args_has(args, OPTION_BORN)))
		return error_set(err, ERROR_USAGE, _("find: a name, a reference, a family or --born is expected"));
	for (size_t i = 0; i < args->n_words; i++)
		str_addf(&words, "%s%s", i ? " " : "", args->words[i]);
	query.words = words.text;
	query.most = (size_t)most;
	/* Nobody is shown what could not be noted. */
	bool ok = search_known(cli->desk, &query, count_row, &n, &more, err) && search_note(cli->desk, n, err);
	if (ok) {
		finding.sheet = cli_sheet(cli, columns, sizeof columns / sizeof *columns);
		ok = search_known(cli->desk, &query, find_row, &finding, &more, err);
		sheet_done(finding.sheet);
	}
	free(search_split(cli->desk, words.text ? words.text : "", &birth));
	if (ok && *birth.problem && cli->format == SHEET_TABLE)
		cli_say(cli, "find: %s", birth.problem);
	if (ok && finding.n == 0 && *birth.missed && cli->format == SHEET_TABLE)
		cli_say(cli, "find: %s", birth.missed);
	else if (ok && finding.n == 0 && cli->format == SHEET_TABLE)
		cli_say(cli, _("find: no child like that is known"));
	else if (ok && more && cli->format == SHEET_TABLE)
		cli_say(cli, _("find: there are more; another word or --born tells more"));
	str_done(&words);
	return ok;
}
