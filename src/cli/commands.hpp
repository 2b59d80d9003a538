// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief The commands, one source file each. A command sets the exit status.
#pragma once

#include <CLI/CLI.hpp>

namespace pangkas::cli {

/// @brief Exit statuses: done, done with findings, not done.
enum exit_status { exit_done = 0, exit_findings = 1, exit_failed = 2 };

void add_check(CLI::App& app, int& status);
void add_measure(CLI::App& app, int& status);
void add_paths(CLI::App& app, int& status);
void add_simplify(CLI::App& app, int& status);
void add_optimise(CLI::App& app, int& status);
void add_compare(CLI::App& app, int& status);
void add_report(CLI::App& app, int& status);
void add_convert(CLI::App& app, int& status);
void add_undo(CLI::App& app, int& status);
void add_generate(CLI::App& app, int& status);
void add_policy(CLI::App& app, int& status);

}  // namespace pangkas::cli
