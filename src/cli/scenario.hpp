// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief A policy applied to what was read: the scenario, its figures and its files.
#pragma once

#include "given_policy.hpp"
#include "options.hpp"

#include <pangkas/core/finding.hpp>
#include <pangkas/core/organisation.hpp>
#include <pangkas/decisions/decision_options.hpp>
#include <pangkas/io/csv.hpp>
#include <pangkas/io/read.hpp>
#include <pangkas/report/evidence.hpp>
#include <pangkas/simplify/simplify.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pangkas::cli {

/// @brief What became of an organisation under a policy.
struct scenario {
  simplification result;
  comparison found;
  std::string summary;  ///< the comparison as JSON
};

/// @brief Applies a policy.
/// @param read     The organisation before.
/// @param loaded   The policy.
/// @param options  How decisions are followed; the initials are those of the policy.
/// @param layers   Those that were given beside the policy's text; empty if none.
[[nodiscard]] scenario play(const read_result& read, const loaded_policy& loaded,
                            const decision_options& options,
                            const std::vector<std::size_t>& layers = {});

/// @brief --out DIR: the folder of a scenario, whose files appear together or not at all.
class result_folder {
 public:
  /// @param what  What is written there, for --help.
  /// @return      The option --out.
  option add_to(command_line command, const std::string& what);
  [[nodiscard]] bool is_given() const noexcept { return !name_.empty(); }

  /// @brief Writes the organisation after, the ledger, the policy and the figures.
  /// @param before   The organisation before, whose hash the ledger holds.
  /// @param threads  That write side by side; the files are the same with any number.
  /// @param more     Further files: name and text.
  void write(const organisation& before, const scenario& played, const std::string& policy_text,
             std::size_t threads,
             const std::vector<std::pair<std::string_view, std::string>>& more = {});
  /// @brief Writes a table of authorities and other texts, where nothing else became another.
  void write(const organisation& after,
             const std::vector<std::pair<std::string_view, std::string>>& more);
  /// @brief How tables that read back are written.
  [[nodiscard]] csv_style style() const { return {.spreadsheet_safe = spreadsheet_safe_}; }
  /// @brief What was written, in sentences for the end of the output; empty if nothing was.
  [[nodiscard]] const std::string& told() const noexcept { return told_; }
  /// @brief That it was written, for what goes wrong afterwards; empty if it was not.
  [[nodiscard]] std::string done() const {
    return told_.empty() ? told_ : "the files stand in " + name_;
  }

 private:
  void tell(const std::string& hash, const std::vector<std::string_view>& written);

  std::string name_;
  bool spreadsheet_safe_ = false;
  std::string told_;
};

/// @brief --spreadsheet-safe
void add_spreadsheet_safe(command_line command, bool& given);

}  // namespace pangkas::cli
