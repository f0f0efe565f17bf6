#include "config.h"
#include "cli/tools.h"
#include "cli/options.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "core/keep.h"

bool cli_has_database(const struct cli *cli)
{
	struct stat there;
	return cli->database && lstat(cli->database, &there) == 0;
}

bool cli_open(struct cli *cli, struct error *err)
{
	struct desk_options options = {
		.database = cli->database,
		.as_login = args_value(cli->args, OPTION_AS),
		.now = cli->fixed_now,
		.known = cli->known,
	};
	if (cli->desk)
		return true;
	if (!cli->database)
		return error_set(err, ERROR_DATABASE,
				 _("the database: this account has no home; name a file with -d"));
	if (!cli_has_database(cli))
		return error_set(err, ERROR_DATABASE,
				 _("%s: there is no database; `caseclock init` makes an empty one,"
				   " `caseclock demo` one to look at"),
				 cli->database);
	cli->desk = desk_open(&options, &cli->world->surroundings, err);
	if (!cli->desk)
		return false;
	cli->now = cli->desk->now;
	if (cli->desk->reading)
		cli_say(cli, _("%s: it can only be read: nothing can be recorded"), cli->database);
	return true;
}

bool cli_make_folder(const struct cli *cli, const char *path, struct error *err)
{
	char *folder = mem_copy(path);
	char *end = cli->database_named ? NULL : strrchr(folder, '/');
	bool ok = true;
	if (end) {
		*end = '\0';
		for (char *at = folder + 1; ok && at;) {
			at = strchr(at, '/');
			if (at)
				*at = '\0';
			ok = mkdir(folder, 0700) == 0 || errno == EEXIST;
			if (ok && at)
				*at++ = '/';
		}
	}
	if (!ok)
		error_set(err, ERROR_DATABASE, _("%s: the folder cannot be made: %s"), folder,
			  strerror(errno));
	free(folder);
	return ok;
}

char *cli_policy_folder(const struct cli *cli)
{
	struct str_buf folder = {0};
	const char *named = args_value(cli->args, OPTION_POLICY);
	if (named)
		return mem_copy(named);
	str_addf(&folder, "%s/policy", cli->world->surroundings.data_folder);
	return str_take(&folder);
}

bool cli_leaves(const struct cli *cli)
{
	return args_has(cli->args, OPTION_OUTPUT) || cli->format != SHEET_TABLE || cli->ics;
}

bool cli_exported(const struct cli *cli, const char *what, const char *object, int64_t rows,
		  struct error *err)
{
	static const char *const forms[] = {
		[SHEET_TABLE] = "text", [SHEET_CSV] = "csv", [SHEET_JSON] = "json"};
	const bool filters = !strcmp(what, "list");
	if (!cli_leaves(cli) && strcmp(what, "export") != 0)
		return true;
	if (rows < 0)
		return keep_can_export(cli->desk, err);
	return keep_exported(cli->desk,
			     &(struct keep_export){
				     .what = what,
				     .object = object,
				     .form = cli->ics ? "ics" : forms[cli->format],
				     .words = filters ? cli->args->words : NULL,
				     .n_words = filters ? cli->args->n_words : 0,
				     .rows = rows,
			     },
			     err);
}

const struct zone *cli_zone(const struct cli *cli)
{
	return cli->desk ? cli->desk->zone : zone_find("Europe/London");
}

bool cli_moment(const struct cli *cli, const char *what, const char *text, struct moment *out,
		struct error *err)
{
	if (!moment_parse(text, cli_zone(cli), NULL, cli->now, out, err))
		return error_prefix(err, "%s", what);
	if (out->twice)
		cli_say(cli, _("%s: %s happens twice that night; the first is meant"), what, text);
	return true;
}

bool cli_date(const struct cli *cli, const char *what, const char *text, int32_t *day, struct error *err)
{
	struct moment moment;
	if (!cli_moment(cli, what, text, &moment, err))
		return false;
	*day = zone_day(cli_zone(cli), moment.at);
	return true;
}

const char *cli_iso(const struct cli *cli, int64_t instant, char out[ZONE_ISO_SIZE])
{
	if (instant == INSTANT_NONE)
		return NULL;
	zone_iso(cli_zone(cli), instant, out);
	return out;
}

void cli_put_day(struct sheet *sheet, int32_t day)
{
	char text[CIVIL_SIZE];

	civil_iso(day, text);
	sheet_text(sheet, *text ? text : NULL);
}

void cli_put_moment(const struct cli *cli, struct sheet *sheet, int64_t at)
{
	char text[ZONE_ISO_SIZE];

	sheet_text(sheet, cli_iso(cli, at, text));
}

void cli_put_when(const struct cli *cli, struct sheet *sheet, int64_t at)
{
	if (cli->format == SHEET_TABLE && at != INSTANT_NONE)
		cli_put_day(sheet, zone_day(cli_zone(cli), at));
	else
		cli_put_moment(cli, sheet, at);
}

struct sheet *cli_sheet(const struct cli *cli, const struct sheet_column *columns, size_t n)
{
	return sheet_new(cli->out, cli->format, columns, n);
}

static void say_safe(FILE *out, const char *before, const char *text)
{
	struct str_buf safe = {0};
	utf8_safe(&safe, text, false);
	fprintf(out, "%s%s\n", before, safe.text ? safe.text : "");
	str_done(&safe);
}

void cli_complain(const char *text)
{
	say_safe(stderr, "caseclock: ", text);
}

void cli_say(const struct cli *cli, const char *format, ...)
{
	if (cli->quiet)
		return;
	char text[1024];
	va_list list;
	va_start(list, format);
	vsnprintf(text, sizeof text, format, list);
	va_end(list);
	say_safe(cli->notes ? cli->notes : stderr, "caseclock: ", text);
}

void cli_line(const struct cli *cli, const char *text)
{
	say_safe(cli->out, "", text);
}

void cli_keep_line(void *arg, const char *text)
{
	cli_line(arg, text);
}

bool cli_progress(void *arg, int64_t done, int64_t of)
{
	const struct cli *cli = arg;
	enum { CELLS = 40 };
	if (cli->world->interrupted())
		return false;
	if (cli->progress && of > 0) {
		int filled = (int)(done * CELLS / of);
		fprintf(stderr, "\r[%.*s%*s] %3d%%", filled, "########################################",
			CELLS - filled, "", (int)(done * 100 / of));
	}
	return true;
}

void cli_progress_end(const struct cli *cli)
{
	if (cli->progress)
		fprintf(stderr, "\r%*s\r", 50, "");
}
