/* Whose cases a queue shows. */
#ifndef TUI_QUEUE_SCOPE_H
#define TUI_QUEUE_SCOPE_H

enum queue_scope { SCOPE_ALL, SCOPE_TEAM, SCOPE_MINE };

#endif
