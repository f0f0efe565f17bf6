policydir = $(pkgdatadir)/policy
dist_policy_DATA = \
	data/policy/actions.policy \
	data/policy/allocation.policy \
	data/policy/assessment.policy \
	data/policy/bank-holidays.json \
	data/policy/care.policy \
	data/policy/front-door.policy \
	data/policy/history.policy \
	data/policy/in-need.policy \
	data/policy/leavers.policy \
	data/policy/missing.policy \
	data/policy/practice.policy \
	data/policy/protection.policy \
	data/policy/quality.policy \
	data/policy/supervision.policy \
	data/policy/teams.policy
# How the extracts of other systems are read: caseclock-map(5).
exchangedir = $(pkgdatadir)/exchange
dist_exchange_DATA = \
	data/exchange/annex-a.map \
	data/exchange/cin.map \
	data/exchange/contacts-example.map \
	data/exchange/ssda903.map
# The words of these files, for the catalogues.
EXTRA_DIST += data/policy/words.h

# Alternative keys, for the line `use NAME` in a person's own file.
keysdir = $(pkgdatadir)/keys
dist_keys_DATA = data/keys/function-keys-only data/keys/mutt data/keys/vi

# The timer for a person's own systemd, and the completion for bash.
systemdunit_DATA = data/caseclock-tick.service data/caseclock-tick.timer \
	data/caseclock-import@.service data/caseclock-import@.path
EXTRA_DIST += data/caseclock-tick.service.in data/caseclock-tick.timer \
	data/caseclock-import@.service.in data/caseclock-import@.path
CLEANFILES += data/caseclock-tick.service data/caseclock-import@.service
data/caseclock-import@.service: data/caseclock-import@.service.in Makefile
	$(AM_V_GEN)$(MKDIR_P) data && sed 's|@bindir[@]|$(bindir)|g' '$(srcdir)/data/caseclock-import@.service.in' > '$@.new' \
		&& mv '$@.new' '$@'
data/caseclock-tick.service: data/caseclock-tick.service.in Makefile
	$(AM_V_GEN)$(MKDIR_P) data && sed 's|@bindir[@]|$(bindir)|g' $(srcdir)/data/caseclock-tick.service.in > $@.new \
		&& mv $@.new $@

dist_bashcompletion_DATA = data/bash-completion/caseclock

# The Welsh words for a program that runs from the tree in which it was built; without msgfmt it speaks English.
noinst_DATA = locale/cy/LC_MESSAGES/caseclock.mo
CLEANFILES += locale/cy/LC_MESSAGES/caseclock.mo
locale/cy/LC_MESSAGES/caseclock.mo: po/cy.po
	$(AM_V_GEN)$(MKDIR_P) locale/cy/LC_MESSAGES && rm -f $@ && \
		case '$(GMSGFMT)' in *msgfmt*) $(GMSGFMT) -o $@ $(srcdir)/po/cy.po ;; *) : > $@ ;; esac
