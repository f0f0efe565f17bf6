/* Colours by meaning: what a thing is, and how that looks in each scheme. State is always a sign
 * and a word first; colour only helps (lesson R54). */
#ifndef TUI_THEME_H
#define TUI_THEME_H

#include <stdbool.h>
#include "clock/status.h"

enum element {
	EL_TEXT,
	EL_DIM, /* what matters less; rows that have ended */
	EL_HEADER,
	EL_HEADER_ALARM, /* a count in the header that is not nought and should be */
	EL_TITLE,        /* column titles, headings of a page */
	EL_LABEL,
	EL_CURSOR, /* reverse video in every scheme */
	EL_MARK,
	EL_MESSAGE,
	EL_ERROR,
	EL_BAR_KEY,
	EL_BAR_LABEL,
	EL_FIELD,      /* where one types */
	EL_FIELD_HERE, /* the field with the cursor */
	EL_ON_TRACK,
	EL_DUE_SOON,
	EL_OVERDUE,
	EL_PAUSED,
	EL_MET,
	EL_LATE,
	EL_ENDED,
	EL_WITHDRAWN,
	EL_ATTENTION,
	EL_RED,
	EL_AMBER,
	EL_GREEN,
};
enum { ELEMENTS = EL_GREEN + 1 };

enum scheme { SCHEME_MONO, SCHEME_8, SCHEME_16, SCHEME_256 };
enum { SCHEMES = SCHEME_256 + 1 };

enum { STYLE_BOLD = 1, STYLE_REVERSE = 2, STYLE_UNDERLINE = 4, STYLE_DIM = 8 };

struct style {
	short fg, bg;		/* -1: the terminal's own */
	unsigned attributes;	/* STYLE_* */
};

/* The scheme for a terminal of so many colours (0 or less: none). */
enum scheme theme_scheme(int colours, bool no_color);

/* How an element looks in a scheme. */
struct style theme_style(enum scheme scheme, enum element element);

/* The element of a status. */
enum element theme_status(enum clock_status status);

/* EL_RED, EL_AMBER or EL_GREEN; EL_TEXT for a rating that is none of these, and for NULL. */
enum element theme_rating(const char *rating);

/* One cell that stands for a status whatever the colours; ASCII unless utf8. */
const char *theme_sign(enum clock_status status, bool utf8);

/* One letter for a rating: R, A, G; `?` for one that is not known, `-` for NULL. */
const char *theme_rating_letter(const char *rating);

#endif
