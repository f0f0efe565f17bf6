bin_PROGRAMS += src/caseclock
src_caseclock_SOURCES = src/main.c
# The one file that everybody shares in a set-group-id install.
AM_CPPFLAGS += -DSHAREDDATABASE='"$(localstatedir)/lib/caseclock/caseclock.db"'
# Where its files stand while it runs from the tree in which it was built.
AM_CPPFLAGS += -DBUILDDIR='"$(abs_top_builddir)"' -DSOURCEDIR='"$(abs_top_srcdir)"'
src_caseclock_LDADD = src/tui/libtui.a src/cli/libcli.a src/report/libreport.a src/core/libcore.a \
	src/store/libstore.a src/policy/libpolicy.a src/clock/libclock.a src/base/libbase.a \
	$(NCURSES_LIBS) $(SQLITE_LIBS) $(UUID_LIBS) $(MD_LIBS) $(LTLIBINTL)
