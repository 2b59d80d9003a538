// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Scenarios by hand: steps that move, merge, split, abolish and add posts, one after the
/// other, into one ledger.
#pragma once

#include <pangkas/core/authority.hpp>
#include <pangkas/core/organisation.hpp>
#include <pangkas/core/position.hpp>
#include <pangkas/core/rule_statement.hpp>
#include <pangkas/simplify/policy.hpp>
#include <pangkas/simplify/simplify.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief Posts report to another superior.
struct move_step {
  static constexpr std::string_view name = "move";
  std::vector<std::string> positions{};  ///< codes
  std::string to{};                      ///< code; empty: they become tops

  friend bool operator==(const move_step&, const move_step&) = default;
};

/// @brief Posts end, and another takes over: their reports, tasks, duties and lines always.
struct abolish_step {
  static constexpr std::string_view name = "abolish";
  std::vector<std::string> positions{};
  std::string to{};  ///< code of who takes over; empty: the superior of each
  /// Who takes the seats, those who fill them, and the cost; absent: who takes over; empty: the
  /// seats end and who fills them leaves.
  std::optional<std::string> seats_to{};
  /// Who takes the authority; absent: who takes over; empty: nobody holds it any more.
  std::optional<std::string> authority_to{};

  friend bool operator==(const abolish_step&, const abolish_step&) = default;
};

/// @brief Posts end since their units or teams become one with that of another: abolish_step, told
/// as what it is.
struct merge_step : abolish_step {
  static constexpr std::string_view name = "merge";

  friend bool operator==(const merge_step&, const merge_step&) = default;
};

/// @brief A post that was not there before.
struct add_step {
  static constexpr std::string_view name = "add";
  /// Its code is new; reports_to empty: a top. Holders, flags and budget are not taken.
  pangkas::position post{};

  friend bool operator==(const add_step&, const add_step&) = default;
};

/// @brief A post that was not there before takes a part of another.
struct split_step {
  static constexpr std::string_view name = "split";
  std::string from{};
  /// What it does not say of itself it has from the other post: superior, kind, rank, class, unit.
  pangkas::position post{};
  std::vector<std::string> takes{};    ///< codes of reports of the other post
  std::vector<std::string> matters{};  ///< of which it takes the authority
  double moved_seats = 0;              ///< of the other post, which come with it
  double moved_filled = 0;             ///< of these, those that somebody fills
  std::vector<std::string> holders{};  ///< who they are, where the other post names them

  friend bool operator==(const split_step&, const split_step&) = default;
};

/// @brief Posts get another rank, kind or class.
struct re_rank_step {
  static constexpr std::string_view name = "re-rank";
  std::vector<std::string> positions{};
  std::optional<std::string> rank{};  ///< of the scheme; the kind is its kind where none is given
  std::optional<position_kind> kind{};
  std::optional<std::string> position_class{};

  friend bool operator==(const re_rank_step&, const re_rank_step&) = default;
};

/// @brief A post gets another title, unit or legal source.
struct retitle_step {
  static constexpr std::string_view name = "retitle";
  std::string position{};
  std::optional<std::string> title{};
  std::optional<std::string> unit{};
  std::optional<std::string> legal_source{};

  friend bool operator==(const retitle_step&, const retitle_step&) = default;
};

/// @brief A post gets another number of seats, or another cost.
struct seats_step {
  static constexpr std::string_view name = "seats";
  std::string position{};
  std::optional<double> seats{};
  std::optional<double> filled{};
  std::optional<double> cost{};

  friend bool operator==(const seats_step&, const seats_step&) = default;
};

/// @brief Authority for one matter is given, amended, moved or withdrawn.
struct authority_step {
  static constexpr std::string_view name = "authority";
  /// Holder, matter, limit and all that an authority row may say of one post. Where the post holds
  /// one for that matter, what is given here stands in place of it; else it is a new one.
  authority row{};
  std::string to{};       ///< code: who holds it from now on; empty: the same post
  bool withdraw = false;  ///< nobody does

  friend bool operator==(const authority_step&, const authority_step&) = default;
};

/// @brief A line that is no command line comes or goes.
struct line_step {
  static constexpr std::string_view name = "line";
  std::string superior{};
  std::string position{};
  line_type type = line_type::functional;
  std::string matter{};
  std::string role{};
  bool remove = false;  ///< every such line between the two; matter and role ask only if given

  friend bool operator==(const line_step&, const line_step&) = default;
};

/// @brief A policy is applied.
struct policy_step {
  static constexpr std::string_view name = "policy";
  policy rules{};
  std::string sha256{};  ///< of its text, as evidence

  friend bool operator==(const policy_step& a, const policy_step& b) {
    return a.rules.name == b.rules.name && a.sha256 == b.sha256;
  }
};

/// @brief One step of a scenario.
struct scenario_step {
  rule_statement rule{};  ///< its id, reason and source, and where it stands in the file
  std::variant<move_step, merge_step, split_step, abolish_step, add_step, re_rank_step,
               retitle_step, seats_step, authority_step, line_step, policy_step>
      what{};

  /// @brief As a scenario file names it: "move", "re-rank".
  [[nodiscard]] std::string_view name() const {
    return std::visit([](const auto& step) { return step.name; }, what);
  }

  friend bool operator==(const scenario_step&, const scenario_step&) = default;
};

/// @brief Changes that somebody proposes, in the order in which they are made.
struct scenario {
  std::string name{};
  std::string description{};
  std::string file{};  ///< for messages; empty: made in code
  std::vector<scenario_step> steps{};

  friend bool operator==(const scenario&, const scenario&) = default;
};

/// @brief The last policy among the steps; nullptr if none is.
[[nodiscard]] const policy* last_policy(const scenario& steps);

/// @brief Applies the steps of a scenario, one after the other.
///
/// The organisation is not changed. In the one that comes out every position keeps its row, and
/// added ones stand behind. A post that ends keeps its row too, outside the organisation: without
/// superior, with the flags external_flag and abolished_flag. What it had is found again in the
/// ledger, entry by entry: the reports that now report to who took over, seats, filled seats,
/// holders, cost, lines and authorities. undo() gives the first organisation back.
///
/// Of who ends by a step, attributed authority is moved, delegated authority must be issued anew, and
/// a mandate goes along with the tasks it was given for.
///
/// @param before   The organisation.
/// @param steps    The scenario.
/// @param options  How much is listed.
/// @return         As simplify() gives it; what a policy counts is the sum over the policies among
///                 the steps.
/// @throws rule_error for the first step that cannot be made, with file and line: a position that is
///         not there (any more, or yet), a move below itself, the end of a top whose work nobody
///         takes, a rank that is not in the scheme, a line or an authority that is not there.
/// @complexity O(P) a step at most, for P positions.
[[nodiscard]] simplification apply(const organisation& before, const scenario& steps,
                                   const simplify_options& options = {});

}  // namespace pangkas
