// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief What every command that tests integrity can be asked.
#pragma once

#include "options.hpp"

#include <pangkas/integrity/integrity_rules.hpp>
#include <pangkas/io/integrity_tables.hpp>
#include <pangkas/report/integrity.hpp>

#include <string>
#include <vector>

namespace pangkas::cli {

/// @brief --duties, --held, --relations and --rules.
class integrity_input {
 public:
  void add_to(command_line command);

  [[nodiscard]] const std::vector<std::string>& rules() const noexcept { return rules_; }
  [[nodiscard]] bool has_duties() const noexcept { return !files_.duties.empty(); }
  /// @brief The text of rules: a preset, or a file.
  [[nodiscard]] static std::string text_of_rules(const std::string& name);
  /// @brief The rules that were named, else all presets.
  /// @param how  Receives them as evidence.
  [[nodiscard]] integrity_rules load_rules(integrity_telling& how) const;
  /// @brief Reads the tables.
  /// @throws input_error for the first error in them, if it is @p strict.
  [[nodiscard]] integrity_data read(const organisation& org, bool hash_inputs, bool strict) const;

 private:
  integrity_files files_;
  std::vector<std::string> rules_;
};

}  // namespace pangkas::cli
