noinst_LIBRARIES += src/report/libreport.a
src_report_libreport_a_SOURCES = \
	src/report/calendar.c \
	src/report/calendar.h \
	src/report/clocks.c \
	src/report/clocks.h \
	src/report/handover_text.c \
	src/report/handover_text.h \
	src/report/json.c \
	src/report/json.h \
	src/report/measure.c \
	src/report/measure.h \
	src/report/reasons.c \
	src/report/reasons.h \
	src/report/share.c \
	src/report/share.h \
	src/report/save.c \
	src/report/save.h \
	src/report/paper.c \
	src/report/paper.h \
	src/report/sheet.c \
	src/report/sheet.h \
	src/report/trial.c \
	src/report/trial.h \
	src/report/week.c \
	src/report/week.h \
	src/report/week_text.c \
	src/report/week_text.h \
	src/report/weeks.c \
	src/report/weeks.h
