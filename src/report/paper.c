#include "config.h"

#include "base/str.h"
#include "base/utf8.h"
#include "report/paper.h"

static void put(FILE *out, const char *text, bool lines)
{
	struct str_buf safe = {0};

	if (text)
		utf8_safe(&safe, text, lines);
	fputs(safe.text ? safe.text : "", out);
	str_done(&safe);
}

void paper_put(FILE *out, const char *text)
{
	put(out, text, false);
}

void paper_page(FILE *out, const char *text)
{
	put(out, text, true);
}

void paper_title(FILE *out, const char *text)
{
	paper_put(out, text);
	fputc('\n', out);
}

void paper_heading(FILE *out, const char *text)
{
	fputc('\n', out);
	paper_title(out, text);
}

void paper_line(FILE *out, const char *label, int cells, const char *text)
{
	fputs("  ", out);
	paper_put(out, label);
	for (int at = utf8_width(label); at < cells; at++)
		fputc(' ', out);
	fputc(' ', out);
	paper_title(out, text);
}
