// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief optimise --delegate: which rights to pass on, where no post is taken out.
#pragma once

#include "decision_input.hpp"
#include "input.hpp"
#include "options.hpp"
#include "scenario.hpp"

#include <pangkas/core/organisation.hpp>
#include <pangkas/decisions/decision_options.hpp>
#include <pangkas/study/delegation_question.hpp>
#include <pangkas/study/flattening_question.hpp>

#include <cstddef>
#include <functional>
#include <optional>
#include <string>

namespace pangkas::cli {

/// @brief --delegate and what goes with it.
class delegation_command {
 public:
  /// @param what    That --delegate does, for --help.
  /// @param matter  What the option is called that names a matter.
  /// @return        The option --delegate.
  option add_to(command_line command, const std::string& what,
                const std::string& matter = "--matter");
  [[nodiscard]] bool is_asked() const noexcept { return asked_; }
  /// @brief Whether flattening is set beside it.
  [[nodiscard]] bool is_side_by_side() const noexcept { return side_by_side_.has_value(); }
  /// @brief Up to how many measures flattening is set beside it.
  [[nodiscard]] const std::optional<std::size_t>& side_by_side() const noexcept {
    return side_by_side_;
  }
  /// @brief What is asked for.
  /// @param price  Of each, in hand-offs a year.
  /// @throws usage_error if nobody gave the matters.
  [[nodiscard]] delegation_request request(const organisation& org,
                                           const decision_options& decisions, double price) const;

  /// @brief Looks for the delegations, and prints them or writes them to a folder.
  /// @param price      Of each, in hand-offs a year.
  /// @param flattening What may be converted, for --side-by-side.
  void run(const input& in, const decision_input& decisions, double price, bool json,
           result_folder& out,
           const std::function<flattening_request(const organisation&)>& flattening) const;

 private:
  bool asked_ = false;
  std::optional<std::size_t> most_;
  std::optional<std::size_t> most_of_matter_;
  std::string matter_;
  std::string rank_floor_;
  std::string receivers_;
  std::optional<double> amount_;
  std::optional<double> minutes_;
  bool strategic_ = false;
  std::optional<std::size_t> side_by_side_;
};

}  // namespace pangkas::cli
