// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief The commands, one source file each. A command sets the exit status.
#pragma once

#include "options.hpp"

namespace pangkas::cli {

/// @brief Exit statuses: done, done with findings, not done.
enum exit_status { exit_done = 0, exit_findings = 1, exit_failed = 2 };

void add_check(command_line app, int& status);
void add_measure(command_line app, int& status);
void add_paths(command_line app, int& status);
void add_log(command_line app, int& status);
void add_simplify(command_line app, int& status);
void add_apply(command_line app, int& status);
void add_study(command_line app, int& status);
void add_integrity(command_line app, int& status);
void add_optimise(command_line app, int& status);
void add_simulate(command_line app, int& status);
void add_compare(command_line app, int& status);
void add_report(command_line app, int& status);
void add_convert(command_line app, int& status);
void add_undo(command_line app, int& status);
void add_generate(command_line app, int& status);
void add_policy(command_line app, int& status);
void add_scheme(command_line app, int& status);
void add_completion(command_line app, int& status);
void add_manual(command_line app, int& status);

}  // namespace pangkas::cli
