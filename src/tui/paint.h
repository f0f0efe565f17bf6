/* What curses draws reaches the terminal in one piece: ncurses 6 calls write(2) at every move of its cursor, a
 * hundred times for a page, and over a slow line one sees the page come in pieces. */
#ifndef TUI_PAINT_H
#define TUI_PAINT_H

struct paint {
	int out;	/* the descriptor that curses writes to; its owner closes it */
	int tty;	/* the terminal behind it, opened once more; -1: none */
	int kept;	/* memory; -1: there is none to be had, and curses writes as it goes */
};

/* out: the terminal. Nothing is done to it yet. Never fails: at worst pictures come in pieces. */
void paint_init(struct paint *paint, int out);

/* out stays the terminal, and open. */
void paint_done(struct paint *paint);

/* What is written to out from here on is kept. No call of curses between the two but those that draw: out is no
 * terminal meanwhile. */
void paint_begin(struct paint *paint);

/* Out is the terminal again, which gets what was kept; nothing is written where nothing was drawn. What cannot be
 * written, because the line has dropped, is lost: the loop hears of it. */
void paint_end(struct paint *paint);

#endif
