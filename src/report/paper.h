/* Lines of a page as they stand in a text file. */
#ifndef REPORT_PAPER_H
#define REPORT_PAPER_H

#include <stdio.h>

/* text with nothing in it that could move a cursor or turn a line round. NULL: nothing. */
void paper_put(FILE *out, const char *text);

/* The same for a text of several lines: newlines and tabs stay. */
void paper_page(FILE *out, const char *text);

/* A line of its own, for a title. */
void paper_title(FILE *out, const char *text);

/* A heading, with an empty line before it. */
void paper_heading(FILE *out, const char *text);

/* A line under a heading: the label filled up to cells, and the text, which may be NULL. */
void paper_line(FILE *out, const char *label, int cells, const char *text);

#endif
