#include "config.h"

#include "base/str.h"
#include "tui/theme.h"

enum { OWN = -1, RED = 1, GREEN = 2, YELLOW = 3, BLUE = 4, CYAN = 6, WHITE = 7, GREY = 8 };

struct row {
	struct style mono, eight, sixteen, many;
};

/* One row for each element. The colours keep their distance on light and on dark grounds: the
 * ground stays the terminal's own, but for what is only seen in passing. */
static const struct row rows[ELEMENTS] = {
	[EL_TEXT] = {{OWN, OWN, 0}, {OWN, OWN, 0}, {OWN, OWN, 0}, {OWN, OWN, 0}},
	[EL_DIM] = {{OWN, OWN, 0}, {OWN, OWN, 0}, {GREY, OWN, 0}, {244, OWN, 0}},
	[EL_HEADER] = {{OWN, OWN, STYLE_BOLD},
		       {OWN, OWN, STYLE_BOLD},
		       {OWN, OWN, STYLE_BOLD},
		       {OWN, OWN, STYLE_BOLD}},
	[EL_HEADER_ALARM] = {{OWN, OWN, STYLE_BOLD | STYLE_UNDERLINE},
			     {RED, OWN, STYLE_BOLD},
			     {RED, OWN, STYLE_BOLD},
			     {160, OWN, STYLE_BOLD}},
	[EL_TITLE] = {{OWN, OWN, STYLE_UNDERLINE},
		      {OWN, OWN, STYLE_UNDERLINE},
		      {OWN, OWN, STYLE_UNDERLINE},
		      {OWN, OWN, STYLE_UNDERLINE}},
	[EL_LABEL] = {{OWN, OWN, 0}, {CYAN, OWN, 0}, {CYAN, OWN, 0}, {30, OWN, 0}},
	[EL_CURSOR] = {{OWN, OWN, STYLE_REVERSE},
		       {OWN, OWN, STYLE_REVERSE},
		       {OWN, OWN, STYLE_REVERSE},
		       {OWN, OWN, STYLE_REVERSE}},
	[EL_MARK] = {{OWN, OWN, STYLE_BOLD},
		     {YELLOW, OWN, STYLE_BOLD},
		     {YELLOW, OWN, STYLE_BOLD},
		     {136, OWN, STYLE_BOLD}},
	[EL_MESSAGE] = {{OWN, OWN, 0}, {OWN, OWN, 0}, {OWN, OWN, 0}, {OWN, OWN, 0}},
	[EL_ERROR] = {{OWN, OWN, STYLE_BOLD | STYLE_REVERSE},
		      {WHITE, RED, STYLE_BOLD},
		      {15, RED, STYLE_BOLD},
		      {231, 124, STYLE_BOLD}},
	[EL_BAR_KEY] = {{OWN, OWN, STYLE_REVERSE},
			{OWN, OWN, STYLE_REVERSE},
			{OWN, OWN, STYLE_REVERSE},
			{OWN, OWN, STYLE_REVERSE}},
	[EL_BAR_LABEL] = {{OWN, OWN, 0}, {CYAN, OWN, 0}, {CYAN, OWN, 0}, {30, OWN, 0}},
	[EL_FIELD] = {{OWN, OWN, STYLE_UNDERLINE},
		      {OWN, OWN, STYLE_UNDERLINE},
		      {OWN, OWN, STYLE_UNDERLINE},
		      {OWN, OWN, STYLE_UNDERLINE}},
	[EL_FIELD_HERE] = {{OWN, OWN, STYLE_UNDERLINE | STYLE_BOLD},
			   {OWN, OWN, STYLE_UNDERLINE | STYLE_BOLD},
			   {OWN, OWN, STYLE_UNDERLINE | STYLE_BOLD},
			   {OWN, OWN, STYLE_UNDERLINE | STYLE_BOLD}},
	[EL_ON_TRACK] = {{OWN, OWN, 0}, {GREEN, OWN, 0}, {GREEN, OWN, 0}, {28, OWN, 0}},
	[EL_DUE_SOON] = {{OWN, OWN, STYLE_BOLD},
			 {YELLOW, OWN, STYLE_BOLD},
			 {YELLOW, OWN, STYLE_BOLD},
			 {172, OWN, STYLE_BOLD}},
	[EL_OVERDUE] = {{OWN, OWN, STYLE_BOLD | STYLE_UNDERLINE},
			{RED, OWN, STYLE_BOLD},
			{RED, OWN, STYLE_BOLD},
			{160, OWN, STYLE_BOLD}},
	[EL_PAUSED] = {{OWN, OWN, 0}, {CYAN, OWN, 0}, {CYAN, OWN, 0}, {30, OWN, 0}},
	[EL_MET] = {{OWN, OWN, 0}, {GREEN, OWN, 0}, {GREEN, OWN, 0}, {28, OWN, 0}},
	[EL_LATE] = {{OWN, OWN, STYLE_BOLD}, {RED, OWN, 0}, {RED, OWN, 0}, {160, OWN, 0}},
	[EL_ENDED] = {{OWN, OWN, 0}, {OWN, OWN, 0}, {GREY, OWN, 0}, {244, OWN, 0}},
	[EL_WITHDRAWN] = {{OWN, OWN, 0}, {OWN, OWN, 0}, {GREY, OWN, 0}, {244, OWN, 0}},
	[EL_ATTENTION] = {{OWN, OWN, STYLE_BOLD | STYLE_UNDERLINE},
			  {BLUE, OWN, STYLE_BOLD},
			  {BLUE, OWN, STYLE_BOLD},
			  {62, OWN, STYLE_BOLD}},
	[EL_RED] = {{OWN, OWN, STYLE_BOLD},
		    {RED, OWN, STYLE_BOLD},
		    {RED, OWN, STYLE_BOLD},
		    {160, OWN, STYLE_BOLD}},
	[EL_AMBER] = {{OWN, OWN, 0}, {YELLOW, OWN, 0}, {YELLOW, OWN, 0}, {172, OWN, 0}},
	[EL_GREEN] = {{OWN, OWN, 0}, {GREEN, OWN, 0}, {GREEN, OWN, 0}, {28, OWN, 0}},
};

enum scheme theme_scheme(int colours, bool no_color)
{
	if (no_color || colours < 8)
		return SCHEME_MONO;
	return colours >= 256 ? SCHEME_256 : colours >= 16 ? SCHEME_16 : SCHEME_8;
}

struct style theme_style(enum scheme scheme, enum element element)
{
	const struct row *row = &rows[element];

	switch (scheme) {
	case SCHEME_MONO:
		return row->mono;
	case SCHEME_8:
		return row->eight;
	case SCHEME_16:
		return row->sixteen;
	case SCHEME_256:
		return row->many;
	}
	return row->mono;
}

enum element theme_status(enum clock_status status)
{
	return (enum element)(EL_ON_TRACK + (int)status);
}

enum element theme_rating(const char *rating)
{
	if (str_same(rating, "red"))
		return EL_RED;
	if (str_same(rating, "amber"))
		return EL_AMBER;
	return str_same(rating, "green") ? EL_GREEN : EL_TEXT;
}

const char *theme_sign(enum clock_status status, bool utf8)
{
	switch (status) {
	case STATUS_ON_TRACK:
		return utf8 ? "\u00B7" : ".";
	case STATUS_DUE_SOON:
		return "~";
	case STATUS_OVERDUE:
		return "!";
	case STATUS_PAUSED:
		return "=";
	case STATUS_MET:
		return utf8 ? "\u2713" : "+";
	case STATUS_LATE:
		return utf8 ? "\u2717" : "x";
	case STATUS_ENDED:
		return utf8 ? "\u2013" : "-";
	case STATUS_WITHDRAWN:
		return "/";
	case STATUS_ATTENTION:
		return "?";
	}
	return "?";
}

const char *theme_rating_letter(const char *rating)
{
	enum element element = theme_rating(rating);

	if (!rating || !*rating)
		return "-";
	return element == EL_RED ? "R" : element == EL_AMBER ? "A" : element == EL_GREEN ? "G" : "?";
}
