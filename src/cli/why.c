#include "config.h"

#include "base/i18n.h"
#include "base/str.h"
#include "base/utf8.h"
#include "cli/command.h"
#include "cli/options.h"
#include "cli/tools.h"
#include "core/page.h"
#include "report/json.h"

enum { LABEL_MOST = 28 }; /* cells: a longer label stands above its text */

static void why_table(struct cli *cli, const struct why_page *page)
{
	int width = 0;
	struct str_buf line = {0};
	for (size_t i = 0; i < page->n; i++) {
		int cells = utf8_width(page->lines[i].label);
		if (cells > width && cells <= LABEL_MOST)
			width = cells;
	}
	cli_line(cli, page->heading);
	for (size_t i = 0; i < page->n; i++) {
		const struct why_line *at = &page->lines[i];
		int room = width - utf8_width(at->label);
		str_clear(&line);
		str_addf(&line, "  %s%*s  %s", at->label, room > 0 ? room : 0, "", at->text);
		while (line.n > 0 && line.text[line.n - 1] == ' ')
			line.text[--line.n] = '\0';
		cli_line(cli, line.text);
	}
	str_done(&line);
}

static void why_json(struct cli *cli, const struct why_page *page)
{
	struct json json = {.out = cli->out};
	json_object(&json);
	json_member(&json, "heading", page->heading);
	json_key(&json, "lines");
	json_lines(&json);
	for (size_t i = 0; i < page->n; i++) {
		json_object(&json);
		json_member(&json, "label", page->lines[i].label);
		json_member(&json, "text", page->lines[i].text);
		json_key(&json, "skipped");
		json_bool(&json, page->lines[i].skipped);
		json_end(&json);
	}
	json_end(&json);
	json_end(&json);
}

bool run_why(struct cli *cli, struct error *err)
{
	const struct args *args = cli->args;
	struct moment started = {.at = INSTANT_NONE};
	int64_t mark;
	if (!args_number(args, OPTION_MARK, 0, &mark, err) ||
	    !desk_may(cli->desk, "view", args->words[0], NULL, err))
		return false;
	if (args_has(args, OPTION_STARTED) &&
	    !cli_moment(cli, "--started", args_value(args, OPTION_STARTED), &started, err))
		return false;
	struct why_page *page =
		why_page_open(cli->desk, args->words[0], args->words[1], args_value(args, OPTION_ABOUT),
			      started.at, mark > INT32_MAX ? INT32_MAX : (int)mark, err);
	if (!page)
		return false;
	if (cli->format == SHEET_JSON)
		why_json(cli, page);
	else
		why_table(cli, page);
	why_page_free(page);
	return true;
}
