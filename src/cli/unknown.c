#include "config.h"

#include <inttypes.h>
#include "base/i18n.h"
#include "base/str.h"
#include "cli/card.h"
#include "cli/command.h"
#include "cli/tools.h"
#include "core/unknown.h"

enum { NAMED = 3 };

static const struct sheet_column columns[] = {
	{"unknown", N_("Not known"), false}, {"what", N_("Of what"), false},
	{"timescale", N_("Timescale"), false}, {"team", N_("Team"), false},
	{"clocks", N_("Clocks"), true},      {"would_tell", N_("What would tell"), false},
	{"ask", N_("Who could say"), false}, {"reference", N_("Such as"), false},
};

static const char *kind_words(enum unknown_kind kind)
{
	switch (kind) {
	case UNKNOWN_RECORD:
		return _("no record before");
	case UNKNOWN_DUE:
		return _("when it is due");
	case UNKNOWN_WORD:
		return _("a code or an event");
	}
	return "";
}

/* Those who have most of them; where nobody has, the manager of the team. */
static void ask(const struct unknown_row *row, struct str_buf *out)
{
	size_t shown = row->n_workers < NAMED ? row->n_workers : NAMED;
	for (size_t i = 0; i < shown; i++) {
		str_addf(out, i ? ", %s" : "%s", row->workers[i][0] ? row->workers[i] : _("no worker"));
		if (row->n > 1)
			str_addf(out, " (%" PRId64 ")", row->of[i]);
	}
	if (row->n_workers > shown)
		str_addf(out, ngettext(" and %zu other", " and %zu others", row->n_workers - shown),
			 row->n_workers - shown);
}

static void print_card(const struct cli *cli, const struct unknown_row *row)
{
	struct str_buf text = {0};
	struct card card;
	card_begin(&card, cli, row->what);
	card_text(&card, columns[0].heading, kind_words(row->kind));
	card_text(&card, columns[2].heading, row->timescale);
	card_text(&card, columns[3].heading, row->team);
	card_number(&card, columns[4].heading, row->n);
	card_text(&card, columns[5].heading, row->tells);
	ask(row, &text);
	card_text(&card, columns[6].heading, text.text);
	card_text(&card, columns[7].heading, row->reference);
	card_end(&card);
	str_done(&text);
}

static void print_row(struct sheet *sheet, const struct unknown_row *row)
{
	struct str_buf who = {0};
	ask(row, &who);
	sheet_text(sheet, kind_words(row->kind));
	sheet_text(sheet, row->what);
	sheet_text(sheet, row->timescale);
	sheet_text(sheet, row->team);
	sheet_number(sheet, row->n);
	sheet_text(sheet, row->tells);
	sheet_text(sheet, who.text);
	sheet_text(sheet, row->reference);
	str_done(&who);
}

bool run_unknown(struct cli *cli, struct error *err)
{
	const struct args *args = cli->args;
	struct unknown unknown = {0};
	struct filter *filter = filter_parse(cli->desk, args->words, args->n_words, err);
	bool ok = filter && cli_exported(cli, "list", "unknown", -1, err) &&
		  unknown_read(cli->desk, filter, &unknown, err);
	if (ok) {
		struct sheet *sheet = cli_sheet(cli, columns, sizeof columns / sizeof *columns);
		for (size_t i = 0; i < unknown.n; i++)
			if (cli->format == SHEET_TABLE)
				print_card(cli, &unknown.rows[i]);
			else
				print_row(sheet, &unknown.rows[i]);
		sheet_done(sheet);
		if (unknown.n == 0 && cli->format == SHEET_TABLE)
			cli_say(cli, _("nothing that a deadline depends on is unknown"));
		ok = cli_exported(cli, "list", "unknown", (int64_t)unknown.n, err);
	}
	unknown_done(&unknown);
	filter_free(filter);
	return ok;
}
