/* Every verb of the command; sync/main.c has the table. */
#ifndef POSTERN_VERBS_H
#define POSTERN_VERBS_H

#include "tool.h"

enum tool_exit verb_init(struct tool *);
enum tool_exit verb_demo(struct tool *);
enum tool_exit verb_describe(struct tool *);
enum tool_exit verb_why(struct tool *);
enum tool_exit verb_verify(struct tool *);
enum tool_exit verb_upgrade(struct tool *);
enum tool_exit verb_user_add(struct tool *);
enum tool_exit verb_user_reset(struct tool *);
enum tool_exit verb_user_unlock(struct tool *);
enum tool_exit verb_user_no_factor(struct tool *);
enum tool_exit verb_user_enable(struct tool *);
enum tool_exit verb_user_disable(struct tool *);
enum tool_exit verb_user_list(struct tool *);
enum tool_exit verb_licence_keygen(struct tool *);
enum tool_exit verb_licence_issue(struct tool *);
enum tool_exit verb_licence_show(struct tool *);
enum tool_exit verb_licence_install(struct tool *);
enum tool_exit verb_licence_enter(struct tool *);
enum tool_exit verb_licence_apply(struct tool *);
enum tool_exit verb_licence_remove(struct tool *);
enum tool_exit verb_portal_deploy(struct tool *);
enum tool_exit verb_portal_list(struct tool *);
enum tool_exit verb_portal_check(struct tool *);
enum tool_exit verb_import(struct tool *);
enum tool_exit verb_undo(struct tool *);
enum tool_exit verb_export(struct tool *);
enum tool_exit verb_mail(struct tool *);
enum tool_exit verb_nightly(struct tool *);
enum tool_exit verb_document(struct tool *);
enum tool_exit verb_logo(struct tool *);

#endif
